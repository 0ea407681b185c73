import { Extension, mergeAttributes, Node } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { ReactNodeViewRenderer } from '@tiptap/react'
import { FieldChip } from './field-chip.tsx'
import { knownField, writeField } from './field-text.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A merge field between the words; it travels as `{{ … }}` and shows as a chip. */
export const fieldNode = Node.create({
  name: 'mergeField',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => ({
    field: {
      default: '',
      parseHTML: (element) => element.getAttribute('data-field'),
      renderHTML: (attributes) => ({ 'data-field': textOf(attributes.field) }),
    },
    fallback: {
      default: '',
      parseHTML: (element) => element.getAttribute('data-fallback'),
      renderHTML: (attributes) => ({ 'data-fallback': textOf(attributes.fallback) }),
    },
  }),
  parseHTML: () => [
    {
      tag: 'span[data-field]',
      getAttrs: (element) =>
        knownField(element.getAttribute('data-field') ?? '') === undefined ? false : null,
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes)],
  renderText: ({ node }) => {
    const field = knownField(textOf(node.attrs.field))
    return field === undefined ? '' : writeField({ field, fallback: textOf(node.attrs.fallback) })
  },
  addNodeView: () => ReactNodeViewRenderer(FieldChip),
})

/** Where on the screen something was typed (px). */
export interface CaretPlace {
  readonly left: number
  readonly top: number
  readonly bottom: number
}

/** A typed `{` opens the choice of fields at the caret instead of standing in the text. */
export const braceOpensFields = (onBrace: (place: CaretPlace) => void): Extension =>
  Extension.create({
    name: 'braceOpensFields',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          // The method's own signature has four parameters.
          handleTextInput: (...[view, from, , text]) => {
            if (text !== '{' && text !== '｛') return false
            onBrace(view.coordsAtPos(from))
            return true
          },
        },
      }),
    ],
  })
