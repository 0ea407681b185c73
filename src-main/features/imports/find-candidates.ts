import type { Executor } from '#main/db/executor.ts'
import {
  Blocks,
  companyBlocks,
  type NameBlocks,
  personBlocks,
  placeBlocks,
  pointBlock,
} from '#main/engines/matching/blocking.ts'
import { companyKey } from '#main/engines/matching/company-names.ts'
import { companyDomain } from '#main/engines/matching/email-domains.ts'
import { spellName } from '#main/engines/search/spelled-name.ts'
import { CandidatePairs } from './candidate-pairs.ts'
import type { MatchingPlan } from './matching-plan.ts'

/** One person of a side: key, number, kind, name, company. */
type NameRow = readonly [number, number, 'person' | 'company', string, string | null]
/** One point: key, number, kind, value. */
type PointRow = readonly [number, number, 'email' | 'phone', string]
/** One birthday: key, number, day. */
type DayRow = readonly [number, number, string]

/** SQL of one side, the file or the workspace, each in the order of its first column. */
interface Side {
  readonly names: string
  readonly points: readonly string[]
  readonly birthdays: string
}

const day = `printf('%02d-%02d', month, day) || '-' || year`

const fileSide: Side = {
  names: `select n as k, n, kind, iif(is_named, name, ''), company from import_rows
    where n > ? and outcome = 'new' order by n limit ?`,
  points: [
    `select id as k, n, kind, key from import_points
      where id > ? and key_hash is not null order by id limit ?`,
    // Rows about one person speak for their first one, as its contact will.
    `select p.id as k, r.first_row, p.kind, p.key from import_multi m
      cross join import_rows r on r.n = m.n and r.first_row <> r.n and r.contact_id is null
      cross join import_points p indexed by import_points_n on p.n = r.n
      where p.id > ? and p.kind in ('email', 'phone') order by p.id limit ?`,
  ],
  birthdays: `select id as k, n, ${day} from import_dates
    where id > ? and kind = 'birthday' and year is not null order by id limit ?`,
}

const kithSide: Side = {
  names: `select c.id as k, c.id, c.kind, iif(instr(c.display_name, '@') > 0, '', c.display_name),
      k.display_name
    from contacts c left join contacts k on k.id = c.company_id
    where c.id > ? order by c.id limit ?`,
  points: [
    `select id as k, contact_id, kind, normalized from contact_points
      where id > ? and +kind in ('email', 'phone') and normalized is not null order by id limit ?`,
  ],
  birthdays: `select id as k, contact_id, ${day} from important_dates
    where id > ? and kind = 'birthday' and year is not null order by id limit ?`,
}

const batch = 10_000

/** The rows of a statement, some thousands at a time: quicker than one by one, and no more memory. */
const eachRow = <Row extends readonly [number, ...unknown[]]>(
  executor: Executor,
  sql: string,
  take: (row: Row) => void,
): void => {
  const statement = executor.database.prepare(sql).raw()
  for (let last = -1; ; ) {
    // The columns of the statement are the row's; see the types above.
    const rows = statement.all(last, batch) as Row[]
    for (const row of rows) take(row)
    if (rows.length < batch) return
    last = rows.at(-1)?.[0] ?? last
  }
}

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

/** How many people share something: what too many share tells of nobody. */
class SharedBy {
  private readonly counts = new Map<string, number>()
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  /** Counts one more; false once there are too many. */
  add(what: string): boolean {
    const count = (this.counts.get(what) ?? 0) + 1
    this.counts.set(what, count)
    return count <= this.most
  }

  /** Whether so few share it that it tells. */
  tells(what: string): boolean {
    return (this.counts.get(what) ?? 0) <= this.most
  }
}

/** What is shared: domains of companies are, those of providers not; nor are placeholder days. */
interface Shared {
  readonly domains: SharedBy
  readonly birthdays: SharedBy
}

const mostOfDomain = 40
const mostOfBirthday = 60

/** Numbers the people of one side and puts them into their blocks. */
class Members {
  readonly numbers: number[] = []
  readonly names: string[] = []
  private readonly places = new Map<number, number>()
  private readonly initials: number[] = []
  private readonly first: number
  private readonly shared: Shared
  private readonly put: (member: number, key: number) => void

  constructor(first: number, shared: Shared, put: (member: number, key: number) => void) {
    this.first = first
    this.shared = shared
    this.put = put
  }

  addName([, number, kind, name, company]: NameRow): void {
    const member = this.first + this.numbers.length
    this.places.set(number, member)
    this.numbers.push(number)
    this.names.push(kind === 'company' ? '' : name)
    const found = namesOf(kind, name)
    this.initials.push(found.initials)
    for (const key of found.keys) this.put(member, key)
    if (company !== null) this.addPlace(member, 'company', companyKeyOf(company))
  }

  addPoint([, number, kind, value]: PointRow): void {
    const member = this.places.get(number)
    if (member === undefined) return
    this.put(member, pointBlock(kind, value))
    const domain = kind === 'email' ? companyDomain(value) : null
    if (domain !== null && this.shared.domains.add(domain)) this.addPlace(member, 'domain', domain)
  }

  addBirthday([, number, born]: DayRow): void {
    const member = this.places.get(number)
    if (member === undefined) return
    if (this.shared.birthdays.add(born)) this.addPlace(member, 'birthday', born)
  }

  private addPlace(member: number, kind: 'company' | 'domain' | 'birthday', place: string): void {
    const initials = this.initials[member - this.first] ?? 0
    for (const key of placeBlocks(kind, place, initials)) this.put(member, key)
  }
}

const namesOf = (kind: 'person' | 'company', name: string): NameBlocks =>
  kind === 'company' ? companyBlocks(name) : personBlocks(name, spellName(name))

const companyKeys = new Map<string, string>()

const companyKeyOf = (company: string): string => {
  const known = companyKeys.get(company)
  if (known !== undefined) return known
  if (companyKeys.size > 50_000) companyKeys.clear()
  const key = companyKey(company)
  companyKeys.set(company, key)
  return key
}

const gather = (executor: Executor, side: Side, members: Members): void => {
  eachRow<NameRow>(executor, side.names, (row) => members.addName(row))
  if (members.numbers.length === 0) return
  for (const sql of side.points) eachRow<PointRow>(executor, sql, (row) => members.addPoint(row))
  eachRow<DayRow>(executor, side.birthdays, (row) => members.addBirthday(row))
}

/**
 * Finds who the new rows of a plan may be about and writes it into the staging file.
 *
 * Whoever shares a block is compared; rows the owner called different are not offered again.
 */
export const findCandidates = (executor: Executor, { matchBy }: MatchingPlan): void => {
  const blocks = new Blocks()
  const seen = new SeenKeys()
  const shared = {
    domains: new SharedBy(mostOfDomain),
    birthdays: new SharedBy(mostOfBirthday),
  }
  const rows = new Members(0, shared, (member, key) => {
    seen.add(key)
    blocks.add(member, key)
  })
  gather(executor, fileSide, rows)
  const count = rows.numbers.length
  if (count === 0) return
  const contacts = new Members(count, shared, (member, key) => {
    if (seen.has(key)) blocks.add(member, key)
  })
  gather(executor, kithSide, contacts)
  const pairs = new CandidatePairs(executor, {
    rows: rows.numbers,
    contacts: contacts.numbers,
    names: [...rows.names, ...contacts.names],
    isCompanyDomain: (domain) => shared.domains.tells(domain),
    isOwnBirthday: (day) => shared.birthdays.tells(day),
    isOwnIdKey: matchBy.includes('own-id'),
  })
  for (const members of blocks.blocks()) {
    if ((members[0] ?? count) < count) pairs.compareAll(members)
  }
  pairs.write()
}
