import type { ReactNode } from 'react'
import { SectionHead } from './section-head.tsx'
import classes from './side-panel.module.css'

/** The panel at the right: the peek (408 / 340), or with `facts` the record's facts (360 / 320). */
export const SidePanel = ({
  label,
  facts = false,
  children,
}: {
  /** Its name for screen readers. */
  label: string
  facts?: boolean
  children: ReactNode
}) => (
  <aside className={classes.panel} aria-label={label} data-facts={facts || undefined}>
    {children}
  </aside>
)

/** One section of a side panel, divided from the others by a hairline. */
export const PanelSection = ({
  title,
  aside,
  children,
}: {
  title?: string
  /** Quiet words or a small act at the right of the title. */
  aside?: ReactNode
  children: ReactNode
}) => (
  <section className={classes.section} aria-label={title}>
    {title !== undefined && <SectionHead title={title} aside={aside} quiet />}
    {children}
  </section>
)
