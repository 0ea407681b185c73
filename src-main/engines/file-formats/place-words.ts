import type { ColumnTarget } from './column-words.ts'

type LookUp = (words: readonly string[]) => ColumnTarget | undefined

/** What a header with several parts has between them, and one of one part has not. */
const listing = /[/,;&+／，、]/u
const joining = new Set('and und et y e en och og i ve a nr no'.split(' '))
const isPlace = (target: ColumnTarget | undefined): target is ColumnTarget =>
  target?.field.startsWith('address-') === true

/**
 * What a header means that names several parts of an address, or the address and one part of it.
 *
 * `PLZ/Ort`, `İlçe/İl`, `Postcode & Town` are the town with what belongs to it, `Straße, PLZ, Ort`
 * the whole address; `收货地址-省` is the province.
 */
export const placeOf = (
  { header, words }: { readonly header: string; readonly words: readonly string[] },
  lookUp: LookUp,
): ColumnTarget | undefined => {
  if (words.length < 2 || words.length > 6) return undefined
  const parts = words.filter((word) => !joining.has(word))
  const targets = parts.map((word) => lookUp([word]))
  const [first, ...rest] = targets
  if (parts.length < 2 || !targets.every(isPlace) || first === undefined) return undefined
  const isStreet = first.field === 'address-street'
  if (isStreet && rest.length === 1 && !listing.test(header)) return rest[0]
  const town = targets.find(({ field }) => field === 'address-city')
  return isStreet ? first : (town ?? first)
}
