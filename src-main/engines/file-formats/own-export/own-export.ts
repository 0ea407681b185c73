import type { ColumnTarget } from '../columns/column-words.ts'

/** Columns that every lossless export of Kith begins with, under these very names. */
export const firstOwnColumns = ['uid', 'Kind', 'Name'] as const

/** How the text of a lossless export begins. */
export const ownBeginning = `${firstOwnColumns.join(',')},`

/** What columns are that no other program writes, by their very names. */
export const onlyOwnColumns: ReadonlyMap<string, ColumnTarget> = new Map([
  ['Company uid', { field: 'company-uid' }],
  ['Stage history', { field: 'stage-history' }],
  ['Relations', { field: 'relations' }],
  ['No mail to', { field: 'no-mail' }],
])

/** Whether columns are those of Kith's own lossless export: its cells mean exactly what they say. */
export const isOwnExport = (headers: readonly string[]): boolean =>
  firstOwnColumns.every((name) => headers.includes(name))
