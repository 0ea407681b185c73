import classes from './avatar.module.css'
import { initialsOf } from './person-name.tsx'

/** Round initials of a person, rounded square of a company; decoration beside a name. */
export const Avatar = ({
  name,
  company = false,
  size = 26,
}: {
  name: string
  company?: boolean
  /** 26 in lists, 36 in side sections, 44 in the peek, 52 on a record. */
  size?: 26 | 36 | 44 | 52
}) => (
  <span
    aria-hidden="true"
    className={classes.root}
    data-size={size}
    data-company={company || undefined}
  >
    {initialsOf(name)}
  </span>
)
