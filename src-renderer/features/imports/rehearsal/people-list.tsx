import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import type { Row } from '../import-types.ts'
import classes from './people-list.module.css'
import type { RowPages } from './use-row-pages.ts'

const rowHeight = 44
const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
}

/** How many fields of a contact a row changes. */
export const changedFields = (row: Row): number =>
  row.changes.filter(({ kind }) => kind !== 'same' && kind !== 'yours-stays').length

const Person = ({ row, withCount }: { row: Row; withCount: boolean }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  return (
    <>
      <Avatar name={row.name} company={row.kind === 'company'} size={26} />
      <span className={classes.words}>
        <span className={classes.name}>{row.name === '' ? t('problems.noName') : row.name}</span>
        <span className={classes.company}>
          {row.companyName ?? t('row.place', { row: formats.number(row.row) })}
        </span>
      </span>
      {withCount && (
        <span className={classes.count}>
          {t('row.changes', {
            count: changedFields(row),
            number: formats.number(changedFields(row)),
          })}
        </span>
      )}
    </>
  )
}

/** The people of one group: virtual, one tab stop, moved in by arrows. */
export const PeopleList = ({
  label,
  pages,
  chosen,
  withCount,
  onChoose,
  onVisible,
}: {
  label: string
  pages: RowPages
  /** Index of the row that is looked at. */
  chosen: number
  /** Shows how many fields change. */
  withCount: boolean
  onChoose: (index: number) => void
  onVisible: (from: number, to: number) => void
}) => {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const total = pages.total ?? 0
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const items = virtualizer.getVirtualItems()
  const from = items[0]?.index ?? 0
  const to = items.at(-1)?.index ?? 0
  useEffect(() => onVisible(from, to), [from, to, onVisible])
  const handleKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const ends = { Home: 0, End: total - 1 }[event.key]
    const step = steps[event.key]
    if ((step === undefined && ends === undefined) || event.nativeEvent.isComposing) return
    event.preventDefault()
    const next = Math.max(0, Math.min(total - 1, ends ?? chosen + (step ?? 0)))
    onChoose(next)
    virtualizer.scrollToIndex(next)
  }
  return (
    <div
      ref={box}
      className={classes.scroll}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={total > 0 ? `${id}-${chosen}` : undefined}
      onKeyDown={handleKeyDown}
    >
      <div role="presentation" style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = pages.rowAt(index)
          return (
            // The keys are those of the list, which has the focus.
            // biome-ignore lint/a11y/useKeyWithClickEvents: as above
            <div
              key={index}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === chosen}
              aria-setsize={total}
              aria-posinset={index + 1}
              tabIndex={-1}
              className={classes.person}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => onChoose(index)}
            >
              {row !== undefined && <Person row={row} withCount={withCount} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}
