import type { ColumnField } from './column-words.ts'
import type { RecognisedColumn } from './recognise-header.ts'

const streets: ReadonlySet<ColumnField> = new Set(['address-street', 'address-extended'])
const isAddress = ({ target }: RecognisedColumn): boolean => target.field.startsWith('address-')

/**
 * Makes one address of a street that names no place and the town behind it that does, as Etsy
 * writes them: `Street 1`, `Street 2`, `Ship City`, `Ship Zipcode`.
 */
export const withOneAddress = (columns: readonly RecognisedColumn[]): RecognisedColumn[] => {
  const found = columns.filter(isAddress)
  const [town, ...others] = found.filter(({ target }) => !streets.has(target.field))
  if (town === undefined) return [...columns]
  const { group, label } = town.target
  const isApart =
    group !== undefined &&
    others.every(({ target }) => target.group === group) &&
    found.every(({ target }) => !streets.has(target.field) || target.group === undefined)
  if (!isApart) return [...columns]
  return columns.map((column) =>
    isAddress(column) ? { ...column, target: { ...column.target, group, label } } : column,
  )
}
