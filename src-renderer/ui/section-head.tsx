import type { ReactNode } from 'react'
import classes from './section-head.module.css'

/** The heading of a group of lines: title, count, quiet words at the right. */
export const SectionHead = ({
  title,
  count,
  aside,
  quiet = false,
}: {
  title: string
  count?: number | string
  aside?: ReactNode
  /** The smaller voice of side panels. */
  quiet?: boolean
}) => (
  <div className={classes.head} data-quiet={quiet || undefined}>
    <h2 className={classes.title}>{title}</h2>
    {count !== undefined && <span className={classes.count}>{count}</span>}
    {aside !== undefined && <span className={classes.aside}>{aside}</span>}
  </div>
)
