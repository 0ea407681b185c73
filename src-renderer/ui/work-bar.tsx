import type { ReactNode } from 'react'
import classes from './work-bar.module.css'

/** Long work above the page, in sight wherever the owner goes meanwhile. */
export const WorkBar = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={classes.bar} role="region" aria-label={label}>
    {children}
  </div>
)
