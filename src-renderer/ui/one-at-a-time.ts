import { type FormEvent, useRef } from 'react'

/**
 * An act that is not begun again while it is under way.
 *
 * A double click, or an Enter held a moment too long, would otherwise do it twice.
 */
export const useOneAtATime = <Args extends readonly unknown[]>(
  act: (...args: Args) => Promise<void>,
): ((...args: Args) => Promise<void>) => {
  const isUnderWay = useRef(false)
  return async (...args) => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    try {
      await act(...args)
    } finally {
      isUnderWay.current = false
    }
  }
}

/** Hands the submit of a form to an act; the browser's own way would load the page anew. */
export const submitTo =
  (act: () => Promise<void>) =>
  (event: FormEvent): void => {
    event.preventDefault()
    void act()
  }
