import { Selection } from '@tiptap/pm/state'
import type { Editor } from '@tiptap/react'

/**
 * Puts the caret there, before the next key.
 *
 * The library's own command does so a frame later, and what is typed until then is lost or lands
 * where one was before.
 */
export const focusNow = ({ view, state }: Editor, at: 'start' | 'end'): void => {
  const { doc, tr } = state
  view.focus()
  view.dispatch(tr.setSelection(at === 'start' ? Selection.atStart(doc) : Selection.atEnd(doc)))
}
