import { mergeAttributes, Node } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { ReactNodeViewRenderer } from '@tiptap/react'
import { PictureView } from './picture-view.tsx'

/** What the text asks of the page about pictures. */
export interface PictureHandlers {
  /** Pictures were pasted or let go over the text, at that position. */
  readonly onPictures: (files: readonly File[], at: number) => void
  /** Other files were let go together with pictures. */
  readonly onFiles: (files: readonly File[]) => void
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const isPicture = (file: File): boolean => file.type.startsWith('image/')

/** What was pasted is a picture alone: programs put one beside a text or table as well. */
const pastedPictures = (data: DataTransfer | null): readonly File[] =>
  data === null || data.getData('text/plain').trim() !== '' ? [] : [...data.files].filter(isPicture)

const takesPictures = ({ onPictures, onFiles }: PictureHandlers): Plugin =>
  new Plugin({
    props: {
      handlePaste: (view, event) => {
        const pictures = pastedPictures(event.clipboardData)
        if (pictures.length === 0 || !view.editable) return false
        onPictures(pictures, view.state.selection.from)
        return true
      },
      // The method's own signature has four parameters.
      handleDrop: (...[view, event, , isMoved]) => {
        const files = [...(event.dataTransfer?.files ?? [])]
        const pictures = files.filter(isPicture)
        if (isMoved || pictures.length === 0 || !view.editable) return false
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
        onPictures(pictures, place?.pos ?? view.state.selection.from)
        const others = files.filter((file) => !isPicture(file))
        if (others.length > 0) onFiles(others)
        return true
      },
    },
  })

/**
 * A picture between the words, which travels with the mail.
 *
 * It is named by its content id and never by an address: as `src` the page would try to load it.
 */
export const pictureNode = (handlers: PictureHandlers): Node =>
  Node.create({
    name: 'picture',
    group: 'inline',
    inline: true,
    atom: true,
    selectable: true,
    draggable: true,
    addAttributes: () => ({
      cid: {
        default: '',
        parseHTML: (element) => element.getAttribute('data-cid'),
        renderHTML: (attributes) => ({ 'data-cid': textOf(attributes.cid) }),
      },
      alt: {
        default: '',
        parseHTML: (element) => element.getAttribute('alt') ?? '',
        renderHTML: (attributes) => ({ alt: textOf(attributes.alt) }),
      },
      width: {
        default: null,
        parseHTML: (element) => Number.parseInt(element.getAttribute('width') ?? '', 10) || null,
        renderHTML: (attributes) =>
          typeof attributes.width === 'number' ? { width: attributes.width } : {},
      },
    }),
    parseHTML: () => [{ tag: 'img[data-cid]' }],
    renderHTML: ({ HTMLAttributes }) => ['img', mergeAttributes(HTMLAttributes)],
    renderText: ({ node }) => textOf(node.attrs.alt),
    addNodeView: () => ReactNodeViewRenderer(PictureView),
    addProseMirrorPlugins: () => [takesPictures(handlers)],
  })
