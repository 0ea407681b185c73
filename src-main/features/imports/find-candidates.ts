import type { Executor } from '#main/db/executor.ts'
import {
  Blocks,
  companyBlocks,
  type NameBlocks,
  personBlocks,
  placeBlocks,
  pointBlock,
} from '#main/engines/matching/blocking.ts'
import { companyCore } from '#main/engines/matching/company-names.ts'
import { companyDomain } from '#main/engines/matching/email-domains.ts'
import { spellName } from '#main/engines/search/spelled-name.ts'
import { CandidatePairs } from './candidate-pairs.ts'
import type { MatchingPlan } from './matching-plan.ts'

/** One row of `memberNames`: number, kind, name, company. */
type NameRow = readonly [number, 'person' | 'company', string, string | null]
/** One row of `memberPoints`: number, kind, value. */
type PointRow = readonly [number, 'email' | 'phone', string]

/** SQL of one side: the rows of the file, or the contacts of the workspace. */
interface Side {
  readonly names: string
  readonly points: string
  readonly birthdays: string
}

const fileSide: Side = {
  names: `select n, kind, iif(is_named, name, ''), company from import_rows
    where outcome = 'new' order by n`,
  points: `select n, kind, key from import_points where kind in ('email', 'phone')`,
  birthdays: `select n, printf('%02d-%02d', month, day) || coalesce('-' || year, '')
    from import_dates where kind = 'birthday' and year is not null`,
}

const kithSide: Side = {
  names: `select c.id, c.kind, iif(instr(c.display_name, '@') > 0, '', c.display_name), k.display_name
    from contacts c left join contacts k on k.id = c.company_id`,
  points: `select contact_id, kind, normalized from contact_points
    where kind in ('email', 'phone') and normalized is not null`,
  birthdays: `select contact_id, printf('%02d-%02d', month, day) || coalesce('-' || year, '')
    from important_dates where kind = 'birthday' and year is not null`,
}

const raw = <Row>(executor: Executor, sql: string): IterableIterator<Row> =>
  // The columns of the statement are the row's; see the types of the rows above.
  executor.database.prepare(sql).raw().iterate() as IterableIterator<Row>

/** Keys that rows of the file have, as bits: a contact's key that none has need not be kept. */
class SeenKeys {
  private readonly bits = new Uint8Array(1 << 23)

  add(key: number): void {
    const at = key & 0x3ffffff
    this.bits[at >>> 3] = (this.bits[at >>> 3] ?? 0) | (1 << (at & 7))
  }

  has(key: number): boolean {
    const at = key & 0x3ffffff
    return ((this.bits[at >>> 3] ?? 0) & (1 << (at & 7))) !== 0
  }
}

/** How many people have an address of a domain: one that many share is a provider's. */
export class DomainCounts {
  private readonly counts = new Map<string, number>()

  /** Counts one more; false once there are too many. */
  add(domain: string): boolean {
    const count = (this.counts.get(domain) ?? 0) + 1
    this.counts.set(domain, count)
    return count <= mostOfCompany
  }

  /** Whether so few people have an address of the domain that it tells of a company. */
  tells(domain: string): boolean {
    return (this.counts.get(domain) ?? 0) <= mostOfCompany
  }
}

const mostOfCompany = 40

/** Numbers the people of one side and puts them into their blocks. */
class Members {
  readonly numbers: number[] = []
  private readonly places = new Map<number, number>()
  private readonly initials: number[] = []
  private readonly first: number
  private readonly domains: DomainCounts
  private readonly put: (member: number, key: number) => void

  constructor(first: number, domains: DomainCounts, put: (member: number, key: number) => void) {
    this.first = first
    this.domains = domains
    this.put = put
  }

  addName([number, kind, name, company]: NameRow): void {
    const member = this.first + this.numbers.length
    this.places.set(number, member)
    this.numbers.push(number)
    const found = namesOf(kind, name)
    this.initials.push(found.initials)
    for (const key of found.keys) this.put(member, key)
    if (company !== null) this.addPlace(member, 'company', coreOf(company))
  }

  addPoint([number, kind, value]: PointRow): void {
    const member = this.places.get(number)
    if (member === undefined) return
    this.put(member, pointBlock(kind, value))
    const domain = kind === 'email' ? companyDomain(value) : null
    if (domain !== null && this.domains.add(domain)) this.addPlace(member, 'domain', domain)
  }

  addBirthday(number: number, day: string): void {
    const member = this.places.get(number)
    if (member !== undefined) this.addPlace(member, 'birthday', day)
  }

  private addPlace(member: number, kind: 'company' | 'domain' | 'birthday', place: string): void {
    const initials = this.initials[member - this.first] ?? 0
    for (const key of placeBlocks(kind, place, initials)) this.put(member, key)
  }
}

const namesOf = (kind: 'person' | 'company', name: string): NameBlocks =>
  kind === 'company' ? companyBlocks(name) : personBlocks(name, spellName(name))

const cores = new Map<string, string>()

const coreOf = (company: string): string => {
  const known = cores.get(company)
  if (known !== undefined) return known
  if (cores.size > 50_000) cores.clear()
  const core = companyCore(company)
  cores.set(company, core)
  return core
}

const gather = (executor: Executor, side: Side, members: Members): void => {
  for (const row of raw<NameRow>(executor, side.names)) members.addName(row)
  if (members.numbers.length === 0) return
  for (const row of raw<PointRow>(executor, side.points)) members.addPoint(row)
  for (const [number, day] of raw<readonly [number, string]>(executor, side.birthdays)) {
    members.addBirthday(number, day)
  }
}

/**
 * Finds who the new rows of a plan may be about and writes it into the staging file.
 *
 * Whoever shares a block is compared; rows the owner called different are not offered again.
 */
export const findCandidates = (executor: Executor, { matchBy }: MatchingPlan): void => {
  const blocks = new Blocks()
  const seen = new SeenKeys()
  const domains = new DomainCounts()
  const rows = new Members(0, domains, (member, key) => {
    seen.add(key)
    blocks.add(member, key)
  })
  gather(executor, fileSide, rows)
  const count = rows.numbers.length
  if (count === 0) return
  const contacts = new Members(count, domains, (member, key) => {
    if (seen.has(key)) blocks.add(member, key)
  })
  gather(executor, kithSide, contacts)
  const pairs = new CandidatePairs(executor, {
    rows: rows.numbers,
    contacts: contacts.numbers,
    isCompanyDomain: (domain) => domains.tells(domain),
    isOwnIdKey: matchBy.includes('own-id'),
  })
  for (const members of blocks.blocks()) {
    if ((members[0] ?? count) < count) pairs.compareAll(members)
  }
  pairs.write()
}
