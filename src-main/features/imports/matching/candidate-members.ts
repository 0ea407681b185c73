import {
  companyBlocks,
  type NameBlocks,
  personBlocks,
  placeBlocks,
  pointBlock,
} from '#main/engines/matching/blocking.ts'
import { companyKey } from '#main/engines/matching/company-names.ts'
import { companyDomain } from '#main/engines/matching/email-domains.ts'
import { textHash } from '#main/engines/matching/text-hash.ts'
import { spellName } from '#main/engines/search/spelled-name.ts'
import { NumberList, TallySheet } from '../staging/typed-lists.ts'

/** One person of a side: key, number, kind, name, its key, company, and whether it has a `uid`. */
export type NameRow = readonly [
  key: number,
  number: number,
  kind: 'person' | 'company',
  name: string,
  nameKey: string,
  company: string | null,
  hasUid: number,
]
/** One point: key, number, kind, value (of a staged phone its block is enough) and block. */
export type PointRow = readonly [
  key: number,
  number: number,
  kind: 'email' | 'phone',
  value: string | null,
  block: number | null,
]
/** One birthday: key, number, day. */
export type DayRow = readonly [key: number, number: number, day: string]

/** How many people share something: what too many share tells of nobody. */
class SharedBy {
  private readonly counts = new TallySheet()
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  /** Counts one more; false once there are too many. */
  add(what: string): boolean {
    return this.counts.add(textHash(what, 0)) <= this.most
  }

  /** Whether so few share it that it tells. */
  tells(what: string): boolean {
    return this.counts.count(textHash(what, 0)) <= this.most
  }
}

const mostOfDomain = 40
const mostOfBirthday = 60

/** What is shared: domains of companies are, those of providers not; nor are placeholder days. */
export interface Shared {
  readonly domains: SharedBy
  readonly birthdays: SharedBy
}

/** Counts for both sides together. */
export const createShared = (): Shared => ({
  domains: new SharedBy(mostOfDomain),
  birthdays: new SharedBy(mostOfBirthday),
})

/** Names that are kept at most: in a larger file those of the others are looked up. */
const keptNames = 150_000

/** Numbers the people of one side and puts them into their blocks; some twenty bytes for each. */
export class Members {
  /** The number of each in its table, ascending. */
  readonly numbers = new NumberList()
  private readonly initials = new NumberList()
  /** As they are compared: those of companies are empty. */
  private readonly names: string[] = []
  private readonly first: number
  private readonly shared: Shared
  private readonly put: (member: number, key: number) => void

  constructor(first: number, shared: Shared, put: (member: number, key: number) => void) {
    this.first = first
    this.shared = shared
    this.put = put
  }

  addName([, number, kind, name, key, company, hasUid]: NameRow): void {
    const member = this.first + this.numbers.length
    const found = namesOf(kind, name, key)
    this.numbers.push(number)
    if (this.names.length < keptNames) this.names.push(kind === 'person' ? name : '')
    this.initials.push(hasUid === 0 ? found.initials : -1 - found.initials)
    for (const block of found.keys) this.put(member, block)
    if (company !== null) this.addPlace(member, 'company', companyKeyOf(company))
  }

  addPoint([, number, kind, value, block]: PointRow): void {
    const member = this.memberOf(number)
    if (member === -1) return
    this.put(member, block ?? pointBlock(kind, value ?? ''))
    const domain = kind === 'email' && value !== null ? companyDomain(value) : null
    if (domain !== null && this.shared.domains.add(domain)) this.addPlace(member, 'domain', domain)
  }

  addBirthday([, number, born]: DayRow): void {
    const member = this.memberOf(number)
    if (member === -1) return
    if (this.shared.birthdays.add(born)) this.addPlace(member, 'birthday', born)
  }

  /** The name of a person as it is compared, empty for companies; undefined where it is not kept. */
  nameOf(member: number): string | undefined {
    return this.names[member - this.first]
  }

  /** Whether a member has a permanent name: two who have are two people, however alike they look. */
  hasUid(member: number): boolean {
    return this.initials.at(member - this.first) < 0
  }

  private memberOf(number: number): number {
    const at = this.numbers.find(number)
    return at === -1 ? -1 : this.first + at
  }

  private addPlace(member: number, kind: 'company' | 'domain' | 'birthday', place: string): void {
    const stored = this.initials.at(member - this.first)
    const initials = stored < 0 ? -1 - stored : stored
    for (const key of placeBlocks(kind, place, initials)) this.put(member, key)
  }
}

const namesOf = (kind: 'person' | 'company', name: string, key: string): NameBlocks =>
  kind === 'company' ? companyBlocks(name) : personBlocks(name, spellName(name), key)

const companyKeys = new Map<string, string>()

const companyKeyOf = (company: string): string => {
  const known = companyKeys.get(company)
  if (known !== undefined) return known
  if (companyKeys.size > 5000) companyKeys.clear()
  const key = companyKey(company)
  companyKeys.set(company, key)
  return key
}
