import type { KeyboardEvent, ReactNode } from 'react'
import classes from './segmented.module.css'

/** One of a few choices shown side by side. */
export interface Segment<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly icon?: ReactNode
  /** Stands quietly after the label. */
  readonly count?: string
}

/** A choice of few, all in sight; arrows move, one tab stop. */
export const Segmented = <Value extends string>({
  label,
  segments,
  value,
  onChange,
  wide = false,
}: {
  label: string
  segments: readonly Segment<Value>[]
  value: Value
  onChange: (value: Value) => void
  /** Fills its place. */
  wide?: boolean
}) => {
  const handleKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const index = segments.findIndex((segment) => segment.value === value)
    const next = segments[(index + step + segments.length) % segments.length]
    if (next === undefined) return
    onChange(next.value)
    const place = segments.indexOf(next)
    event.currentTarget.querySelectorAll('button')[place]?.focus()
  }
  return (
    <div
      className={classes.group}
      role="radiogroup"
      aria-label={label}
      data-wide={wide || undefined}
      onKeyDown={handleKeyDown}
    >
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          // A radio group of buttons: native radios cannot carry icon and word as one target.
          role="radio"
          aria-checked={segment.value === value}
          tabIndex={segment.value === value ? 0 : -1}
          className={classes.option}
          onClick={() => onChange(segment.value)}
        >
          {segment.icon}
          {segment.label}
          {segment.count !== undefined && <span className={classes.count}>{segment.count}</span>}
        </button>
      ))}
    </div>
  )
}
