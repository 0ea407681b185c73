import { Popover, TextInput } from '@mantine/core'
import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cleanFallback, knownField } from './field-text.ts'
import { useFieldWords } from './field-words.ts'
import classes from './mail-editor.module.css'

const readText = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * A field in the text of a mail: a chip that opens to give the word for who lacks the fact.
 *
 * Enter on a chosen chip goes into that word, Enter and Esc there go back to the text.
 */
export const FieldChip = ({ node, editor, selected, updateAttributes, getPos }: NodeViewProps) => {
  const { t } = useTranslation('emails')
  const words = useFieldWords()
  const input = useRef<HTMLInputElement>(null)
  const field = knownField(readText(node.attrs.field))
  const fallback = readText(node.attrs.fallback)
  const [typed, setTyped] = useState<string | null>(null)
  const [isInside, setInside] = useState(false)
  const { isEditable } = editor

  // Before the next key: an Enter that came sooner would take the chip's place in the text.
  useLayoutEffect(() => {
    if (!selected || !isEditable) return
    const { dom } = editor.view
    const handleEnter = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.isComposing) return
      event.preventDefault()
      event.stopPropagation()
      input.current?.focus()
    }
    dom.addEventListener('keydown', handleEnter, true)
    return () => dom.removeEventListener('keydown', handleEnter, true)
  }, [editor, isEditable, selected])

  const keep = (): void => {
    if (typed !== null) updateAttributes({ fallback: cleanFallback(typed) })
    setTyped(null)
  }
  const goBack = (): void => {
    keep()
    setInside(false)
    const at = getPos()
    if (at !== undefined)
      editor
        .chain()
        .focus()
        .setTextSelection(at + 1)
        .run()
  }
  if (field === undefined) return null
  return (
    <NodeViewWrapper as="span">
      <Popover
        opened={isEditable && (selected || isInside)}
        position="bottom-start"
        width={240}
        closeOnEscape={false}
        trapFocus={false}
        withRoles={false}
      >
        <Popover.Target>
          <span className={classes.chip} data-selected={selected || undefined}>
            {words.chip({ field, fallback })}
          </span>
        </Popover.Target>
        <Popover.Dropdown p={12}>
          <TextInput
            ref={input}
            label={t('fallback.label', { field: words.name(field) })}
            description={t('fallback.note')}
            maxLength={80}
            value={typed ?? fallback}
            onFocus={() => setInside(true)}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={() => {
              keep()
              setInside(false)
            }}
            onKeyDown={(event) => {
              event.stopPropagation()
              if (event.nativeEvent.isComposing) return
              if (event.key !== 'Enter' && event.key !== 'Escape') return
              event.preventDefault()
              goBack()
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </NodeViewWrapper>
  )
}
