import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

const floating = '[role=dialog], [role=menu]'

/** Whether the focus was in a list last: what floats over the page does not count as another place. */
const useWasInside = (box: RefObject<HTMLElement | null>): RefObject<boolean> => {
  const wasInside = useRef(false)
  useEffect(() => {
    const look = ({ target }: Event): void => {
      if (!(target instanceof Element) || target.closest(floating) !== null) return
      wasInside.current = box.current?.contains(target) === true
    }
    document.addEventListener('focusin', look)
    document.addEventListener('pointerdown', look)
    return () => {
      document.removeEventListener('focusin', look)
      document.removeEventListener('pointerdown', look)
    }
  }, [box])
  return wasInside
}

const selectedIn = (box: RefObject<HTMLElement | null>): HTMLElement | null =>
  box.current?.querySelector<HTMLElement>('[aria-selected=true]') ?? null

/**
 * Focuses the selected row of a list and brings it into sight, each time `turn` grows; and where
 * the focus was lost with a row that went, without moving the list.
 */
export const useRowFocus = (box: RefObject<HTMLElement | null>, turn: number): void => {
  const wasInside = useWasInside(box)
  useLayoutEffect(() => {
    if (turn === 0) return
    const row = selectedIn(box)
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }, [box, turn])
  useLayoutEffect(() => {
    const isLost = wasInside.current && document.activeElement === document.body
    if (isLost) selectedIn(box)?.focus({ preventScroll: true })
  })
}
