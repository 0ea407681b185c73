import { Popover, TextInput } from '@mantine/core'
import type { NodeViewProps } from '@tiptap/react'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'

/**
 * The words that belong to something in the text: they open when it is chosen.
 *
 * Enter goes into the words, Enter and Esc there go back to the text.
 */
export const WordPopover = ({
  view,
  label,
  note,
  value,
  maxLength,
  onKeep,
  children,
}: {
  /** What the editor tells about the chosen node. */
  view: Pick<NodeViewProps, 'selected' | 'editor' | 'getPos'>
  label: string
  note: string
  value: string
  maxLength: number
  onKeep: (typed: string) => void
  /** The node itself. */
  children: ReactNode
}) => {
  const { selected, editor, getPos } = view
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [isInside, setInside] = useState(false)
  const { isEditable } = editor

  // Before the next key: an Enter that came sooner would take the node's place in the text.
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
    if (typed !== null) onKeep(typed)
    setTyped(null)
  }
  const goBack = (): void => {
    keep()
    setInside(false)
    const at = getPos()
    if (at === undefined) return
    // At once: the library's own focus comes a frame later, and keys with it.
    editor.view.focus()
    editor.commands.setTextSelection(at + 1)
  }
  return (
    <Popover
      opened={isEditable && (selected || isInside)}
      position="bottom-start"
      width={240}
      closeOnEscape={false}
      trapFocus={false}
      withRoles={false}
      // There with the choice, so that the next key finds its field.
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown p={12}>
        <TextInput
          ref={input}
          label={label}
          description={note}
          maxLength={maxLength}
          value={typed ?? value}
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
  )
}
