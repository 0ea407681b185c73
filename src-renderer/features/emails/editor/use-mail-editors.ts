import { useMantineStyleNonce } from '@mantine/core'
import { type Editor, useEditor } from '@tiptap/react'
import { useEffect, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { MergeField } from '#shared/domain/merge-fields.ts'
import { focusNow } from '../composer/focus-now.ts'
import { EditorKeys } from './editor-keys.ts'
import type { CaretPlace } from './field-node.ts'
import { subjectExtensions, textExtensions } from './mail-extensions.ts'
import {
  readMail,
  readSubject,
  withoutStrangers,
  withoutStyles,
  writeMail,
  writeSubject,
} from './mail-html.ts'

/** The words of a mail: a line and limited HTML, both with merge fields. */
export interface MailWords {
  readonly subject: string
  readonly body: string
}

/** Where a typed `{` asks for a field. */
export interface FieldPlace extends CaretPlace {
  readonly editor: Editor
}

/** The two editors of a mail and what is done with both. */
export interface MailEditors {
  readonly subject: Editor | null
  readonly body: Editor | null
  /** Null while the choice of fields is closed. */
  readonly place: FieldPlace | null
  /** Opens the choice of fields at the caret of that editor. */
  askForField(editor: Editor | null): void
  /** Puts the field at the caret, or the brace that was typed for it, and goes on writing. */
  endChoice(field: MergeField | null): void
  /** Puts other words into both without asking to save them. */
  show(words: MailWords): void
}

/** Where pictures of a text are kept. */
export interface PictureKeeping {
  readonly onPictures: (editor: Editor, files: readonly File[], at: number) => void
  readonly onFiles: (files: readonly File[]) => void
  readonly isOwn: (cid: string) => boolean
}

interface EditorParts {
  readonly words: MailWords
  readonly isEditable: boolean
  readonly subjectName: string
  readonly bodyName: string
  readonly onChange: (words: Partial<MailWords>) => void
  readonly onBlur: () => void
  /** Ctrl+Enter in one of them. */
  readonly onSend: () => void
  /** Null where no picture can be kept. */
  readonly pictures: PictureKeeping | null
}

const named = (name: string, isLine: boolean) => ({
  'aria-label': name,
  role: 'textbox',
  'aria-multiline': String(!isLine),
})

const useSubject = (parts: EditorParts, keys: EditorKeys): Editor => {
  // Made once: with new ones at each render the editor would be set up anew at each letter.
  const [made] = useState(() => ({
    extensions: subjectExtensions(keys),
    content: readSubject(parts.words.subject),
    editable: parts.isEditable,
    editorProps: { attributes: named(parts.subjectName, true) },
  }))
  return useEditor({
    ...made,
    injectNonce: useMantineStyleNonce()?.() ?? '',
    onBlur: parts.onBlur,
    onUpdate: ({ editor }) => parts.onChange({ subject: writeSubject(editor.getJSON()) }),
  })
}

const useBody = (parts: EditorParts, keys: EditorKeys): Editor => {
  // As above.
  const [made] = useState(() => ({
    extensions: textExtensions(keys, parts.pictures === null ? null : keys),
    content: readMail(parts.words.body),
    editable: parts.isEditable,
    editorProps: {
      attributes: named(parts.bodyName, false),
      transformPastedHTML: (html: string) =>
        withoutStrangers(withoutStyles(html), keys.isOwnPicture),
    },
  }))
  return useEditor({
    ...made,
    injectNonce: useMantineStyleNonce()?.() ?? '',
    onBlur: parts.onBlur,
    onUpdate: ({ editor }) => parts.onChange({ body: writeMail(editor.getJSON()) }),
  })
}

/** The editors of subject and text. */
export const useMailEditors = (parts: EditorParts): MailEditors => {
  const [place, setPlace] = useState<FieldPlace | null>(null)
  const [subjectKeys] = useState(() => new EditorKeys())
  const [bodyKeys] = useState(() => new EditorKeys())
  const subject = useSubject(parts, subjectKeys)
  const body = useBody(parts, bodyKeys)
  // At once, so that the next key is already for the choice.
  const openAt = (editor: Editor, { left, top, bottom }: CaretPlace): void =>
    flushSync(() => setPlace({ editor, left, top, bottom }))
  useLayoutEffect(() => {
    const { onSend } = parts
    const onEnter = (): void => focusNow(body, 'start')
    const both = {
      onSend,
      onEnter,
      onPictures: (files: readonly File[], at: number) =>
        parts.pictures?.onPictures(body, files, at),
      onFiles: (files: readonly File[]) => parts.pictures?.onFiles(files),
      isOwnPicture: (cid: string) => parts.pictures?.isOwn(cid) ?? false,
    }
    subjectKeys.use({ ...both, onBrace: (at) => openAt(subject, at) })
    bodyKeys.use({ ...both, onBrace: (at) => openAt(body, at) })
  })
  useEffect(() => {
    subject.setEditable(parts.isEditable, false)
    body.setEditable(parts.isEditable, false)
  }, [subject, body, parts.isEditable])
  return {
    subject,
    body,
    place,
    askForField: (editor) => {
      if (editor === null) return
      openAt(editor, editor.view.coordsAtPos(editor.state.selection.from))
    },
    endChoice: (field) => {
      if (place === null) return
      const { commands, view } = place.editor
      // At once: the library's own focus comes a frame later, and the next keys would be lost.
      view.focus()
      if (field === null) commands.insertContent('{')
      else commands.insertContent({ type: 'mergeField', attrs: { field, fallback: '' } })
      flushSync(() => setPlace(null))
    },
    show: (words) => {
      subject.commands.setContent(readSubject(words.subject), { emitUpdate: false })
      body.commands.setContent(readMail(words.body), { emitUpdate: false })
    },
  }
}
