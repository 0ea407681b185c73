import type { KeyboardEvent, RefObject } from 'react'
import type { MailEditors } from '../editor/use-mail-editors.ts'

/** Answers Esc anywhere in a form, its editors included, unless something in it is to close first. */
export const useEscape =
  (
    form: RefObject<HTMLElement | null>,
    { editors, onLeave }: { readonly editors: Pick<MailEditors, 'place'>; onLeave: () => void },
  ) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    // What floats over the page closes itself; its keys come here through React alone.
    const { target } = event
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || editors.place !== null) return
    if (!(target instanceof Element) || form.current?.contains(target) !== true) return
    // An open choice closes first. An editor prevents every Escape, so that says nothing here.
    if (target.closest('[aria-expanded=true]') !== null) return
    event.preventDefault()
    onLeave()
  }
