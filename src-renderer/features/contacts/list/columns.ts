import type { ContactColumn } from '#shared/domain/contact-columns.ts'
import type { ContactSort } from '../contact-types.ts'

/** What a column is and how wide it stands. */
export interface Column {
  readonly id: ContactColumn
  /** What the list is ordered by when its head is clicked. */
  readonly sort: ContactSort
  /** Least width in px. */
  readonly min: number
  /** Share of what is left over. */
  readonly grow: number
  /** Whether F2 edits it. */
  readonly editable: boolean
}

const column = (
  id: ContactColumn,
  sort: ContactSort,
  shape: readonly [number, number],
): Column => ({
  id,
  sort,
  min: shape[0],
  grow: shape[1],
  editable: id === 'name' || id === 'company' || id === 'stage' || id === 'next-step',
})

/** A column that stands in the list. */
export interface ShownColumn extends Column {
  /** Width in px that its content has; the grid gives the same, a scroll bar less. */
  readonly width: number
}

/** The columns in the order of the list. */
export const columns: readonly Column[] = [
  column('name', 'name', [160, 1.5]),
  column('company', 'company', [108, 1.05]),
  column('stage', 'stage', [68, 0.4]),
  column('tags', 'tags', [128, 0.9]),
  column('last-contact', 'last-contact', [164, 0.2]),
  column('next-step', 'next-step', [144, 1.3]),
  column('due', 'next-step', [104, 0.3]),
  column('email', 'email', [170, 1]),
  column('phone', 'phone', [136, 0.4]),
  column('country', 'country', [96, 0.4]),
  column('source', 'source', [96, 0.5]),
  column('importance', 'importance', [92, 0.2]),
  column('created', 'created', [104, 0.2]),
]

/** What the list shows before anything is chosen. */
export const startColumns: readonly ContactColumn[] = [
  'name',
  'company',
  'stage',
  'tags',
  'last-contact',
  'next-step',
  'due',
]

/** Columns that make room first when the list is narrow, first to go first. */
const givesWay: readonly ContactColumn[] = [
  'company',
  'created',
  'source',
  'importance',
  'country',
  'phone',
  'email',
  'tags',
]

/** Width before the first column: edge and checkbox. */
export const leadWidth = 50
/** Width after the last column. */
export const tailWidth = 24
const gap = 12

const widthOf = (shown: readonly Column[]): number =>
  leadWidth + tailWidth + shown.reduce((sum, one) => sum + one.min + gap, 0)

/** Widths as the CSS grid gives them: a share of what is left over, but never under the least. */
const withWidths = (shown: readonly Column[], width: number): readonly ShownColumn[] => {
  const room = width - leadWidth - tailWidth - gap * shown.length
  const isFixed = new Set<Column>()
  const shareOf = (): number => {
    const free = shown.filter((one) => !isFixed.has(one))
    const taken = shown.reduce((sum, one) => sum + (isFixed.has(one) ? one.min : 0), 0)
    return (room - taken) / free.reduce((sum, one) => sum + one.grow, 0)
  }
  let share = shareOf()
  for (let found = true; found; ) {
    const tooSmall = shown.filter((one) => !isFixed.has(one) && one.grow * share < one.min)
    for (const one of tooSmall) isFixed.add(one)
    found = tooSmall.length > 0 && isFixed.size < shown.length
    if (found) share = shareOf()
  }
  return shown.map((one) => ({ ...one, width: isFixed.has(one) ? one.min : one.grow * share }))
}

/**
 * The chosen columns that fit a width (px), in the order of the list.
 *
 * Below 1200 px of window the company goes first; the name, the last contact and the next step
 * always stay.
 */
export const fittingColumns = (
  chosen: readonly ContactColumn[],
  width: number,
  isNarrow: boolean,
): readonly ShownColumn[] => {
  const wanted = columns.filter((one) => chosen.includes(one.id))
  const start = isNarrow ? wanted.filter((one) => one.id !== 'company') : wanted
  const shown = givesWay.reduce<readonly Column[]>(
    (some, id) => (widthOf(some) <= width ? some : some.filter((one) => one.id !== id)),
    start,
  )
  return withWidths(shown, width)
}

/** The CSS grid of a row with those columns. */
export const gridTemplate = (shown: readonly Column[]): string =>
  [
    `${leadWidth - gap}px`,
    ...shown.map((one) => `minmax(${one.min}px, ${one.grow}fr)`),
    `${tailWidth - gap}px`,
  ].join(' ')
