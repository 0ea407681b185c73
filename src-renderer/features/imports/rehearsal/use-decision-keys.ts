import { useEffect, useLayoutEffect, useRef } from 'react'
import { useCommandStore } from '#renderer/ui/commands/command-store.ts'
import { isTextField } from '#renderer/ui/commands/use-keyboard.ts'

/** What the letters do. */
export interface DecisionKeys {
  /** False while there is nothing to decide. */
  readonly isOn: boolean
  onSame?(): void
  onDifferent(): void
  onMove?(step: 1 | -1): void
}

/** A list that takes the focus is one of the page, and nothing that floats above it. */
const floating = '.mantine-Modal-content, [role=menu], [role=listbox]:not([tabindex])'
const isOverlaid = (): boolean => document.querySelector(floating) !== null

/**
 * S same, D different, J next, K previous.
 *
 * Silent in fields, while an input method composes, behind what floats, and when the owner has
 * switched single letters off.
 */
export const useDecisionKeys = (keys: DecisionKeys): void => {
  const latest = useRef(keys)
  useLayoutEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent): void => {
      const { isOn, onSame, onDifferent, onMove } = latest.current
      if (!isOn || event.defaultPrevented || event.isComposing || event.keyCode === 229) return
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (!useCommandStore.getState().singleKeys || isTextField(event.target) || isOverlaid()) {
        return
      }
      const acts: Readonly<Record<string, (() => void) | undefined>> = {
        s: onSame,
        d: onDifferent,
        j: onMove && (() => onMove(1)),
        k: onMove && (() => onMove(-1)),
      }
      const act = acts[event.key.toLowerCase()]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', handleKeyDown)
    return () => window.removeEventListener('keydown', handleKeyDown)
  }, [])
}
