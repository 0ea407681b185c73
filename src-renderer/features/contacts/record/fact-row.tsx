import type { ReactNode } from 'react'
import { FieldRow } from '#renderer/ui/inline-field/field-row.tsx'
import { type MenuAct, MoreMenu } from '#renderer/ui/more-menu.tsx'
import classes from './facts.module.css'

/** A fact with a menu that appears on hover and focus. */
export const FactRow = ({
  label,
  menuLabel,
  acts,
  children,
}: {
  label: ReactNode
  menuLabel: string
  acts: readonly MenuAct[]
  children: ReactNode
}) => (
  <div className={classes.row}>
    <FieldRow label={label}>
      <div className={classes.flush}>{children}</div>
    </FieldRow>
    {acts.length > 0 && (
      <span className={classes.rowMenu}>
        <MoreMenu label={menuLabel} acts={acts} />
      </span>
    )}
  </div>
)
