import { Link } from '@mantine/tiptap'
import { Extension, type Extensions, Node } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import type { KeyHandlers } from './editor-keys.ts'
import { braceOpensFields, fieldNode } from './field-node.ts'
import { type PictureHandlers, pictureNode } from './picture-node.ts'

const notInMail = {
  code: false,
  codeBlock: false,
  heading: false,
  horizontalRule: false,
  strike: false,
  link: false,
} as const

const link = Link.configure({
  openOnClick: false,
  autolink: true,
  // None of our own: `mailto:` and `tel:` are allowed anyway, and links that are found while typing
  // complain to the console when one editor opens before the last one is gone.
  protocols: [],
  defaultProtocol: 'https',
  HTMLAttributes: { target: null, rel: null, class: null },
})

const sendKey = (onSend: () => void): Extension =>
  Extension.create({
    name: 'sendKey',
    // Before the line break that the same keys mean in a text.
    priority: 1000,
    addKeyboardShortcuts: () => ({
      'Mod-Enter': () => {
        onSend()
        return true
      },
    }),
  })

/** What the text of a mail may hold: emphasis, links, lists, quotes, fields and pictures. */
export const textExtensions = (
  { onBrace, onSend }: KeyHandlers,
  /** Null where no picture can be kept. */
  pictures: PictureHandlers | null,
): Extensions => [
  StarterKit.configure({ ...notInMail, trailingNode: false }),
  link,
  fieldNode,
  braceOpensFields(onBrace),
  sendKey(onSend),
  ...(pictures === null ? [] : [pictureNode(pictures)]),
]

const oneLine = Node.create({ name: 'doc', topNode: true, content: 'paragraph' })

/** What a subject may hold: one line of words and fields; Enter goes on to the text. */
export const subjectExtensions = ({ onBrace, onSend, onEnter }: KeyHandlers): Extensions => [
  StarterKit.configure({
    ...notInMail,
    document: false,
    blockquote: false,
    bold: false,
    italic: false,
    underline: false,
    bulletList: false,
    orderedList: false,
    listItem: false,
    listKeymap: false,
    hardBreak: false,
    trailingNode: false,
  }),
  oneLine,
  fieldNode,
  braceOpensFields(onBrace),
  sendKey(onSend),
  Extension.create({
    name: 'enterLeavesSubject',
    addKeyboardShortcuts: () => ({
      Enter: () => {
        onEnter()
        return true
      },
    }),
  }),
]
