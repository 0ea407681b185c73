import { useTranslation } from 'react-i18next'
import { daysUntil } from './format.ts'
import classes from './rhythm-line.module.css'
import { useViewLocale } from './view-locale.ts'

/** How the silence stands to the rhythm. */
export type RhythmState = 'not-enough-data' | 'in-rhythm' | 'soon' | 'cold'

/** What the line draws; the contract's `rhythmFacts` has this shape. */
export interface RhythmLineProps {
  /** Contact days (`YYYY-MM-DD`) of the last 12 months. */
  readonly contactDays: readonly string[]
  readonly lastContactDay: string | null
  /** The day contact was or is due. */
  readonly dueDay: string | null
  readonly state: RhythmState
  /** `list` 96 px, `medium` 142 px (Today), `wide` fills its place (peek, record). */
  readonly size?: 'list' | 'medium' | 'wide'
  /** The words beside the line; made from the figures when absent. */
  readonly label?: string
}

const yearDays = 365
const widths = { list: 96, medium: 142, wide: '100%' } as const
const dotRadius = { list: 1.7, medium: 1.8, wide: 2.4 } as const
const ringRadius = { list: 2.4, medium: 2.5, wide: 2.7 } as const

const silenceColor: Record<RhythmState, string> = {
  'not-enough-data': 'var(--kith-rhythm-line)',
  'in-rhythm': 'var(--kith-rhythm-now)',
  soon: 'var(--kith-warning)',
  cold: 'var(--kith-late)',
}

/** Where on the line a day lies, as a percentage from the left; the ring's place is 98. */
const place = (day: string, today: string): number => {
  const ago = Math.min(Math.max(-daysUntil(day, today), 0), yearDays)
  return 1 + (1 - ago / yearDays) * 97
}

const useWords = (props: RhythmLineProps): string => {
  const { t } = useTranslation('common')
  const today = useViewLocale((locale) => locale.today)
  if (props.label !== undefined) return props.label
  if (props.contactDays.length === 0) return t('rhythmLine.never')
  const words = [t('rhythmLine.contacts', { count: props.contactDays.length })]
  if (props.lastContactDay !== null) {
    words.push(t('rhythmLine.silence', { count: -daysUntil(props.lastContactDay, today) }))
  }
  return words.join(', ')
}

/**
 * The rhythm of a relation over the last 12 months.
 *
 * Dots are contacts, the open ring is now, the coloured stretch is the silence, the tick is when
 * contact was due. Colour never stands alone: put the words beside it.
 */
export const RhythmLine = (props: RhythmLineProps) => {
  const { contactDays, lastContactDay, dueDay, state, size = 'medium' } = props
  const today = useViewLocale((locale) => locale.today)
  const words = useWords(props)
  const color = silenceColor[state]
  const isKnown = state !== 'not-enough-data'
  const last = lastContactDay === null ? null : place(lastContactDay, today)
  const isLate = state === 'soon' || state === 'cold'
  const showTick = isLate && dueDay !== null && daysUntil(dueDay, today) <= 0
  return (
    <svg className={classes.line} width={widths[size]} height="14" role="img" aria-label={words}>
      <line
        x1="0"
        x2={`${isKnown && last !== null ? last : 98}%`}
        y1="7"
        y2="7"
        stroke="var(--kith-rhythm-line)"
        strokeWidth="1.5"
        strokeDasharray={isKnown ? undefined : '3 3'}
      />
      {isKnown && last !== null && (
        <line x1={`${last}%`} x2="98%" y1="7" y2="7" stroke={color} strokeWidth="1.7" />
      )}
      {showTick && (
        <line
          x1={`${place(dueDay, today)}%`}
          x2={`${place(dueDay, today)}%`}
          y1="3"
          y2="11"
          stroke={color}
          strokeWidth="1.5"
        />
      )}
      {contactDays.map((day) => (
        <circle
          key={day}
          cx={`${place(day, today)}%`}
          cy="7"
          r={dotRadius[size]}
          fill="var(--kith-rhythm-dot)"
        />
      ))}
      {isKnown && (
        <circle
          cx="98%"
          cy="7"
          r={ringRadius[size]}
          fill="var(--mantine-color-body)"
          stroke={color}
          strokeWidth="1.5"
        />
      )}
    </svg>
  )
}
