import type { ColumnField, ColumnTarget } from './column-words.ts'
import { wordsOf } from './header-words.ts'

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
export const placeOf = (header: string, lookUp: LookUp): ColumnTarget | undefined => {
  const isList = listing.test(header)
  const parts = (isList ? header.split(listing) : [header])
    .flatMap((part) => (isList ? [wordsOf(part)] : wordsOf(part).map((word) => [word])))
    .map((words) => words.filter((word) => !joining.has(word)))
    .filter((words) => words.length > 0)
  if (parts.length < 2 || parts.length > 6) return undefined
  const targets = parts.map(lookUp)
  const [first, ...rest] = targets
  if (!targets.every(isPlace) || first === undefined) return undefined
  const isStreet = first.field === 'address-street'
  if (isStreet && rest.length === 1 && !isList) return rest[0]
  const town = targets.find(({ field }) => field === 'address-city')
  return isStreet ? first : (town ?? first)
}

/** Fields of which a contact has one name between them. */
const whoItIs: ReadonlySet<ColumnField> = new Set(['display-name', 'company'])

/**
 * What a header means whose parts are words for one thing: `Telefon/Handy`, `公司/单位`.
 *
 * A column of the names of people and companies, `Name/Firma`, says whom the row is about; so does
 * one that mixes ways to reach somebody.
 */
export const eitherOf = (header: string, lookUp: LookUp): ColumnTarget | undefined => {
  const parts = header.split(/[/／]/u).map(wordsOf)
  if (parts.length < 2 || parts.some((words) => words.length === 0)) return undefined
  const [first, ...rest] = parts.map(lookUp)
  if (first === undefined) return undefined
  const isOneThing = (other: ColumnTarget | undefined): boolean =>
    other?.field === first.field && other.service === first.service && other.group === first.group
  if (rest.every(isOneThing)) {
    const isLabelled = rest.every((other) => other?.label === first.label)
    return isLabelled ? first : { ...first, label: undefined }
  }
  const all = [first, ...rest].filter((each) => each !== undefined)
  if (all.length <= rest.length) return undefined
  if (all.every(({ field }) => whoItIs.has(field))) return { field: 'display-name' }
  return reachedBy(header, all)
}

/** `微信/QQ` is either messenger, under the name of both; `电话/微信` a number or a name there. */
const reachedBy = (header: string, targets: readonly ColumnTarget[]): ColumnTarget | undefined => {
  const messenger = targets.find(({ field }) => field === 'messenger')
  if (messenger === undefined) return undefined
  if (targets.every(({ field }) => field === 'messenger')) {
    return { field: 'messenger', service: 'other', label: header.trim().slice(0, longestLabel) }
  }
  const isReached = ({ field }: ColumnTarget): boolean => field === 'phone' || field === 'messenger'
  return targets.every(isReached) ? { field: 'phone', service: messenger.service } : undefined
}

const longestLabel = 60
