import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import { cleanFallback, knownField } from './field-text.ts'
import { useFieldWords } from './field-words.ts'
import classes from './mail-editor.module.css'
import { WordPopover } from './word-popover.tsx'

const readText = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A field in the text of a mail: a chip that opens to give the word for who lacks the fact. */
export const FieldChip = ({ node, editor, selected, updateAttributes, getPos }: NodeViewProps) => {
  const { t } = useTranslation('emails')
  const words = useFieldWords()
  const field = knownField(readText(node.attrs.field))
  const fallback = readText(node.attrs.fallback)
  if (field === undefined) return null
  return (
    <NodeViewWrapper as="span">
      <WordPopover
        view={{ selected, editor, getPos }}
        label={t('fallback.label', { field: words.name(field) })}
        note={t('fallback.note')}
        value={fallback}
        maxLength={80}
        onKeep={(typed) => updateAttributes({ fallback: cleanFallback(typed) })}
      >
        <span className={classes.chip} data-selected={selected || undefined}>
          {words.chip({ field, fallback })}
        </span>
      </WordPopover>
    </NodeViewWrapper>
  )
}
