import type { ReactNode } from 'react'
import classes from './floating-bar.module.css'

/** What floats above the end of a list while something is chosen in it or done with it. */
export const FloatingBar = ({
  label,
  said,
  overHints = false,
  children,
}: {
  /** Absent where what stands in it says what it is. */
  label?: string
  /** How many are chosen. */
  said?: string
  /** The place it floats in ends below the hint bar. */
  overHints?: boolean
  children: ReactNode
}) => (
  <section
    className={classes.bar}
    {...(label === undefined ? {} : { 'aria-label': label })}
    data-over-hints={overHints || undefined}
  >
    {said !== undefined && (
      <span className={classes.said} role="status">
        {said}
      </span>
    )}
    {children}
  </section>
)
