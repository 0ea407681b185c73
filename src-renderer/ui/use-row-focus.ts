import { type RefObject, useLayoutEffect } from 'react'

/** Focuses the selected row of a list and brings it into sight, each time `turn` grows. */
export const useRowFocus = (box: RefObject<HTMLElement | null>, turn: number): void => {
  useLayoutEffect(() => {
    if (turn === 0) return
    const row = box.current?.querySelector<HTMLElement>('[aria-selected=true]')
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }, [box, turn])
}
