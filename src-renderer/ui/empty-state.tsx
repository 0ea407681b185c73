import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './empty-state.module.css'

const dots = [32, 88, 150, 214, 284, 345]

const WaitingLine = () => (
  <svg className={classes.line} viewBox="0 0 510 16" aria-hidden="true">
    <line x1="0" x2="345" y1="8" y2="8" stroke="var(--kith-hairline)" strokeWidth="1.5" />
    {dots.map((x) => (
      <circle
        key={x}
        cx={x}
        cy="8"
        r="5"
        fill="var(--mantine-color-body)"
        stroke="var(--kith-border)"
        strokeWidth="1.5"
      />
    ))}
    <line
      x1="354"
      x2="488"
      y1="8"
      y2="8"
      stroke="var(--kith-rhythm-now)"
      strokeWidth="2"
      strokeDasharray="5 3"
    />
    <circle
      cx="497"
      cy="8"
      r="5"
      fill="var(--mantine-color-body)"
      stroke="var(--kith-rhythm-now)"
      strokeWidth="2"
    />
  </svg>
)

/** What belongs here when nothing is there yet: one primary act and one more way. */
export const EmptyState = ({
  title,
  text,
  acts,
  note,
  isPage = false,
}: {
  title: string
  text: string
  /** The page has no other heading. */
  isPage?: boolean
  /** One primary button (size lg) and at most one more. */
  acts?: ReactNode
  note?: ReactNode
}) => (
  <div className={classes.root}>
    <WaitingLine />
    {isPage ? <h1 className="kith-heading">{title}</h1> : <h2 className="kith-heading">{title}</h2>}
    <p className={classes.text}>{text}</p>
    {acts !== undefined && <div className={classes.acts}>{acts}</div>}
    {note !== undefined && <p className={classes.note}>{note}</p>}
  </div>
)

/** A filter or search that nobody matches, with the way out. */
export const NoMatch = ({ onClear, text }: { onClear?: () => void; text?: string }) => {
  const { t } = useTranslation('common')
  return (
    <div className={classes.noMatch} role="status">
      <span>{text ?? t('noMatch')}</span>
      {onClear !== undefined && (
        <Button variant="transparent" onClick={onClear}>
          {t('clearFilters')}
        </Button>
      )}
    </div>
  )
}
