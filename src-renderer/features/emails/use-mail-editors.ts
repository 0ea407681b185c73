import { useMantineStyleNonce } from '@mantine/core'
import { type Editor, useEditor } from '@tiptap/react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { MergeField } from '#shared/domain/merge-fields.ts'
import type { CaretPlace } from './field-node.ts'
import { subjectExtensions, textExtensions } from './mail-extensions.ts'
import { readMail, readSubject, withoutStyles, writeMail, writeSubject } from './mail-html.ts'

/** The words of a mail: a line and limited HTML, both with merge fields. */
export interface MailWords {
  readonly subject: string
  readonly body: string
}

/** Where a typed `{` asks for a field; null while the choice is closed. */
export interface FieldPlace extends CaretPlace {
  readonly editor: Editor
}

/** The two editors of a mail and what is done with both. */
export interface MailEditors {
  readonly subject: Editor | null
  readonly body: Editor | null
  readonly place: FieldPlace | null
  /** Opens the choice of fields at the caret of that editor. */
  askForField(editor: Editor | null): void
  /** Puts the field at the caret, or the brace that was typed for it, and goes on writing. */
  endChoice(field: MergeField | null): void
  /** Puts other words into both without asking to save them. */
  show(words: MailWords): void
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
}

const named = (name: string, isLine: boolean) => ({
  'aria-label': name,
  role: 'textbox',
  'aria-multiline': String(!isLine),
})

/** The editors of subject and text. */
export const useMailEditors = (parts: EditorParts): MailEditors => {
  const nonce = useMantineStyleNonce()?.() ?? ''
  const latest = useRef(parts)
  useLayoutEffect(() => {
    latest.current = parts
  })
  const [place, setPlace] = useState<FieldPlace | null>(null)
  const openers = useRef<{ subject?: Editor | null; body?: Editor | null }>({})
  const base = {
    editable: parts.isEditable,
    injectNonce: nonce,
    onBlur: () => latest.current.onBlur(),
  }
  const openAt = (which: 'subject' | 'body') => (at: CaretPlace) => {
    const editor = openers.current[which]
    if (editor) setPlace({ editor, left: at.left, top: at.top, bottom: at.bottom })
  }
  const onSend = (): void => latest.current.onSend()
  const subject = useEditor({
    ...base,
    extensions: subjectExtensions({
      onBrace: openAt('subject'),
      onSend,
      onEnter: () => openers.current.body?.commands.focus('start'),
    }),
    content: readSubject(parts.words.subject),
    editorProps: { attributes: named(parts.subjectName, true) },
    onUpdate: ({ editor }) => latest.current.onChange({ subject: writeSubject(editor.getJSON()) }),
  })
  const body = useEditor({
    ...base,
    extensions: textExtensions({ onBrace: openAt('body'), onSend }),
    content: readMail(parts.words.body),
    editorProps: {
      attributes: named(parts.bodyName, false),
      transformPastedHTML: withoutStyles,
    },
    onUpdate: ({ editor }) => latest.current.onChange({ body: writeMail(editor.getJSON()) }),
  })
  useLayoutEffect(() => {
    openers.current = { subject, body }
  }, [subject, body])
  useEffect(() => {
    subject?.setEditable(parts.isEditable, false)
    body?.setEditable(parts.isEditable, false)
  }, [subject, body, parts.isEditable])
  return {
    subject,
    body,
    place,
    askForField: (editor) => {
      if (editor === null) return
      const { left, top, bottom } = editor.view.coordsAtPos(editor.state.selection.from)
      setPlace({ editor, left, top, bottom })
    },
    endChoice: (field) => {
      if (place === null) return
      setPlace(null)
      const chain = place.editor.chain().focus()
      if (field === null) chain.insertContent('{').run()
      else chain.insertContent({ type: 'mergeField', attrs: { field, fallback: '' } }).run()
    },
    show: (words) => {
      subject?.commands.setContent(readSubject(words.subject), { emitUpdate: false })
      body?.commands.setContent(readMail(words.body), { emitUpdate: false })
    },
  }
}
