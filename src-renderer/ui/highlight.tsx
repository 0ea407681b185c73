import type { ReactNode } from 'react'
import classes from './highlight.module.css'

/** Half-open ranges of UTF-16 positions. */
export type Ranges = readonly (readonly [number, number])[]

/** Text whose matched letters stand in the accent colour. */
export const Highlight = ({ text, ranges }: { text: string; ranges: Ranges }) => {
  const parts: ReactNode[] = []
  let at = 0
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (start < at || end > text.length) continue
    parts.push(text.slice(at, start))
    parts.push(
      <mark key={start} className={classes.mark}>
        {text.slice(start, end)}
      </mark>,
    )
    at = end
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  )
}
