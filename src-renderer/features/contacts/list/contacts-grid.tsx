import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useIsSlow } from '#renderer/ui/skeleton.tsx'
import type { ContactColumn } from '#shared/domain/contact-columns.ts'
import type { ContactRow, ContactSort } from '../contact-types.ts'
import type { Column, ShownColumn } from './columns.ts'
import { gridTemplate } from './columns.ts'
import classes from './contacts-grid.module.css'
import { CellContent } from './row-cells.tsx'

/** Where the keyboard is in the list. */
export interface GridPlace {
  readonly index: number
  readonly column: ContactColumn
}

const rowHeight = 36
const headHeight = 32

/** What the grid shows and reports. */
export interface ContactsGridProps {
  /** Another key is another list: it starts at its top. */
  readonly listKey: string
  readonly total: number
  rowAt(index: number): ContactRow | undefined
  readonly columns: readonly ShownColumn[]
  readonly sort: ContactSort
  readonly direction: 'asc' | 'desc'
  readonly onSort: (column: Column) => void
  readonly place: GridPlace
  /** Counts up when the place was moved by key and wants the focus. */
  readonly focusTurn: number
  readonly onMove: (place: GridPlace, withFocus: boolean) => void
  isSelected(row: ContactRow): boolean
  readonly selectedCount: number
  readonly onSelect: (row: ContactRow, index: number, how: 'toggle' | 'range') => void
  readonly onSelectAll: (isIn: boolean) => void
  readonly peekedId: number | null
  /** The editor of a cell; undefined while it is not being edited. */
  readonly editor: (row: ContactRow, column: ContactColumn, index: number) => ReactNode | undefined
  readonly onEdit: (place: GridPlace) => void
  readonly onVisible: (from: number, to: number) => void
}

const Head = (props: ContactsGridProps & { template: string }) => {
  const { t } = useTranslation('contacts')
  const { selectedCount, total } = props
  const isAll = selectedCount > 0 && selectedCount === total
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={classes.head}
      style={{ gridTemplateColumns: props.template }}
    >
      <div
        role="columnheader"
        className={classes.check}
        onKeyDown={(event) => event.key === ' ' && event.stopPropagation()}
      >
        {selectedCount > 0 ? (
          <Checkbox
            size="xs"
            aria-label={t('grid.selectAll')}
            checked={isAll}
            indeterminate={!isAll}
            onChange={() => props.onSelectAll(!isAll)}
          />
        ) : (
          <span className="kith-visually-hidden">{t('grid.selection')}</span>
        )}
      </div>
      {props.columns.map((column) => {
        const isSorted =
          column.sort === props.sort && (column.id !== 'due' || props.sort !== 'next-step')
        const Arrow = props.direction === 'asc' ? IconArrowUp : IconArrowDown
        return (
          <div
            key={column.id}
            role="columnheader"
            className={classes.headCell}
            aria-sort={isSorted ? (props.direction === 'asc' ? 'ascending' : 'descending') : 'none'}
          >
            <button
              type="button"
              className={classes.sort}
              data-sorted={isSorted || undefined}
              onClick={() => props.onSort(column)}
            >
              {t(`column.${column.id}`)}
              {isSorted && <Arrow size={14} stroke={1.6} aria-hidden="true" />}
            </button>
          </div>
        )
      })}
      <div role="presentation" />
    </div>
  )
}

const Row = ({
  index,
  start,
  template,
  ...props
}: ContactsGridProps & { index: number; start: number; template: string }) => {
  const { t } = useTranslation('contacts')
  const row = props.rowAt(index)
  const isSlow = useIsSlow(row === undefined)
  const isSelected = row !== undefined && props.isSelected(row)
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-peeked={(row !== undefined && row.id === props.peekedId) || undefined}
      className={classes.row}
      style={{ transform: `translateY(${start}px)`, gridTemplateColumns: template }}
    >
      <div role="gridcell" className={classes.check}>
        {row !== undefined && (
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={t('grid.select', { name: row.displayName })}
            checked={isSelected}
            onChange={() => undefined}
            onClick={(event) => props.onSelect(row, index, event.shiftKey ? 'range' : 'toggle')}
          />
        )}
      </div>
      {props.columns.map((column) => {
        const isHere = props.place.index === index && props.place.column === column.id
        const editor = isHere && row !== undefined ? props.editor(row, column.id, index) : undefined
        return (
          <div
            key={column.id}
            role="gridcell"
            tabIndex={isHere ? 0 : -1}
            data-here={isHere || undefined}
            data-column={column.id}
            data-editing={editor !== undefined || undefined}
            aria-readonly={!column.editable}
            className={classes.cell}
            onClick={() => props.onMove({ index, column: column.id }, false)}
            onDoubleClick={() => column.editable && props.onEdit({ index, column: column.id })}
          >
            {editor ??
              (row === undefined ? (
                isSlow && <span className={classes.bar} style={{ width: '60%' }} />
              ) : (
                <CellContent row={row} column={column.id} width={column.width} />
              ))}
          </div>
        )
      })}
      <div role="presentation" />
    </div>
  )
}

/** The list as a grid: virtual, one tab stop, moved in by arrows. */
export const ContactsGrid = (props: ContactsGridProps) => {
  const { t } = useTranslation('contacts')
  const box = useRef<HTMLDivElement>(null)
  const { listKey, place, focusTurn, total, onVisible } = props
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range)
      return seen.includes(place.index) || place.index >= total
        ? seen
        : [...seen, place.index].sort((one, other) => one - other)
    },
  })
  const items = virtualizer.getVirtualItems()
  const range = virtualizer.range
  const from = range?.startIndex ?? 0
  const to = range?.endIndex ?? 0
  useEffect(() => onVisible(from, to), [from, to, onVisible])

  const shownKey = useRef(listKey)
  useLayoutEffect(() => {
    if (shownKey.current === listKey) return
    shownKey.current = listKey
    box.current?.scrollTo(0, 0)
  }, [listKey])
  useLayoutEffect(() => {
    if (focusTurn > 0) virtualizer.scrollToIndex(place.index, { align: 'auto' })
  }, [focusTurn, place.index, virtualizer])
  useLayoutEffect(() => {
    if (focusTurn === 0) return
    const cell = box.current?.querySelector<HTMLElement>('[data-here]')
    if (cell !== null && cell !== undefined && !cell.contains(document.activeElement)) {
      cell.focus({ preventScroll: true })
    }
  }, [focusTurn])

  const handleKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target instanceof HTMLElement && event.target.matches('input, button')) return
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2)
    const at = props.columns.findIndex((column) => column.id === place.column)
    const column = (step: number): ContactColumn => props.columns[at + step]?.id ?? place.column
    const moves: Record<string, GridPlace> = {
      ArrowLeft: { ...place, column: column(-1) },
      ArrowRight: { ...place, column: column(1) },
      PageDown: { ...place, index: Math.min(total - 1, place.index + page) },
      PageUp: { ...place, index: Math.max(0, place.index - page) },
      Home: {
        ...place,
        index: event.ctrlKey ? 0 : place.index,
        column: props.columns[0]?.id ?? 'name',
      },
      End: {
        index: event.ctrlKey ? total - 1 : place.index,
        column: props.columns[props.columns.length - 1]?.id ?? 'name',
      },
    }
    const move = event.altKey || event.metaKey ? undefined : moves[event.key]
    if (move === undefined) return
    event.preventDefault()
    props.onMove(move, true)
  }
  const template = gridTemplate(props.columns)
  return (
    <div
      ref={box}
      role="grid"
      aria-label={t('grid.label')}
      aria-rowcount={total + 1}
      aria-colcount={props.columns.length + 1}
      aria-multiselectable="true"
      className={classes.grid}
      data-selecting={props.selectedCount > 0 || undefined}
      onKeyDown={handleKeyDown}
    >
      <Head {...props} template={template} />
      <div role="rowgroup" className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => (
          <Row
            {...props}
            key={item.key}
            index={item.index}
            start={item.start - headHeight}
            template={template}
          />
        ))}
      </div>
    </div>
  )
}
