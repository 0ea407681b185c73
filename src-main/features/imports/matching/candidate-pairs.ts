import type { Executor } from '#main/db/executor.ts'
import { companyDomain } from '#main/engines/matching/email-domains.ts'
import { type Comparable, compare, mayBeAlike } from '#main/engines/matching/similarity.ts'
import { spellName } from '#main/engines/search/spelled-name.ts'
import { NumberList, RecentNumbers } from '../staging/typed-lists.ts'
import type { Members, Shared } from './candidate-members.ts'
import { FoundCandidates } from './found-candidates.ts'
import { isNameless, ownPoints } from './matching-facts.ts'

/** Who is compared: the rows have the first numbers, the contacts those that follow. */
export interface PairMembers {
  readonly rows: Members
  readonly contacts: Members
  /** Which domains and birthdays are so rare that they tell of somebody. */
  readonly shared: Shared
  /** Whether people with different numbers of the owner's are different people. */
  readonly isOwnIdKey: boolean
}

interface MemberFacts {
  readonly kind: 'person' | 'company'
  readonly name: string
  readonly company: string | null
  readonly emails: string | null
  readonly phones: string | null
  readonly birthday: string | null
  /** Of a row: Kith's own name of the contact. */
  readonly uid: string | null
  /** The owner's own number of the contact, where the plan goes by it. */
  readonly ownId: string | null
}

/** Somebody to compare, with the numbers that tell for certain. */
interface Member extends Comparable, Pick<MemberFacts, 'uid' | 'ownId'> {}

const memoLimit = 5000

const birthday = (table: string, where: string): string =>
  `(select printf('%02d-%02d', month, day) || coalesce('-' || year, '') from ${table}
    where ${where} and kind = 'birthday' and year is not null limit 1) as birthday`

/** The rows about the person of `r`, so that they say what its contact will. */
const rowsOfPerson = `in (select r.n union select m.n from import_multi m where m.person = r.person)`

const rowPoints = (kind: 'email' | 'phone', isTheirs: string): string =>
  `(select group_concat(key, ' ') from ${ownPoints} where p.n ${isTheirs} and p.kind = '${kind}')`

const rowFacts = (isTheirs: string): string => `select kind, iif(is_named, name, '') as name,
  (select x.company from import_rows x where x.n ${isTheirs} and x.company is not null
    order by x.n limit 1) as company,
  ${rowPoints('email', isTheirs)} as emails, ${rowPoints('phone', isTheirs)} as phones,
  ${birthday('import_dates', `n ${isTheirs}`)}, uid, iif(?, own_id, null) as ownId
  from import_rows r where n = ?`

const factsOf = { alone: rowFacts('= r.n'), several: rowFacts(rowsOfPerson) } as const

/** The name of a person as it is compared; empty for companies, which are always looked at. */
const rowName = `select iif(is_named and kind = 'person', name, '') as name from import_rows
  where n = ?`
const contactName = `select iif(${isNameless} or c.kind <> 'person', '',
  c.display_name) as name from contacts c where c.id = ?`

const contactFacts = `select c.kind, iif(${isNameless}, '', c.display_name) as name,
  (select k.display_name from contacts k where k.id = c.company_id) as company,
  (select group_concat(p.normalized, ' ') from contact_points p
    where p.contact_id = c.id and p.kind = 'email') as emails,
  (select group_concat(p.normalized, ' ') from contact_points p
    where p.contact_id = c.id and p.kind = 'phone') as phones,
  ${birthday('important_dates', 'contact_id = c.id')}, null as uid,
  iif(?, (select v.text_value from custom_values v where v.contact_id = c.id and v.field_id =
    (select field_id from import_fields where is_own_id = 1)), null) as ownId
  from contacts c where c.id = ?`

/** Compares members of blocks with each other and keeps the best candidates of each row. */
export class CandidatePairs {
  private readonly executor: Executor
  private readonly members: PairMembers
  private readonly known = new Map<number, Member>()
  private readonly compared = new RecentNumbers()
  private readonly found: FoundCandidates
  private readonly different: ReadonlySet<string>
  private readonly names = new Map<number, string>()
  /** Rows about whose person there are others. */
  private readonly several = new NumberList()

  constructor(executor: Executor, members: PairMembers) {
    this.executor = executor
    this.members = members
    this.found = new FoundCandidates(executor)
    this.different = new Set(
      executor
        .allSql<{ pair: string }>(
          `select n || ' ' || coalesce('c' || contact_id, 'r' || other_row, '*') as pair
            from import_decisions where verdict = 'different'`,
        )
        .map(({ pair }) => pair),
    )
    const several = executor.database.prepare('select n from import_multi order by n').pluck()
    for (const n of several.iterate()) this.several.push(Number(n))
  }

  /** Compares each row of a block with every other member; members ascend, rows come first. */
  compareAll(members: readonly number[]): void {
    const rows = this.members.rows.numbers.length
    for (const [at, one] of members.entries()) {
      if (one >= rows) return
      for (const other of members.slice(at + 1)) this.compareOnce(one, other)
    }
  }

  private compareOnce(one: number, other: number): void {
    const pair = one * 2_097_152 + other
    if (this.compared.add(pair)) return
    const { rows } = this.members
    const isRow = other < rows.numbers.length
    // Of two rows the later one is asked about.
    const row = this.numberOf(isRow ? other : one)
    const otherRow = isRow ? this.numberOf(one) : null
    const contactId = isRow ? null : this.numberOf(other)
    if (isRow && rows.hasUid(one) && rows.hasUid(other)) return
    if (!this.namesMayBeAlike(one, other) || this.isDifferent(row, contactId, otherRow)) return
    const [left, right] = [this.facts(one), this.facts(other)]
    if (differs(left.uid, right.uid) || differs(left.ownId, right.ownId)) return
    const likeness = compare(left, right)
    if (likeness !== null) this.found.add(row, { ...likeness, contactId, otherRow })
  }

  /** Most pairs of a block are colleagues: their names tell without reading the rest of them. */
  private namesMayBeAlike(one: number, other: number): boolean {
    const [name, otherName] = [this.nameOf(one), this.nameOf(other)]
    if (name === '' || otherName === '') return true
    return mayBeAlike(
      { name, pinyin: spellName(name) },
      { name: otherName, pinyin: spellName(otherName) },
    )
  }

  private isDifferent(row: number, contactId: number | null, otherRow: number | null): boolean {
    if (this.different.size === 0) return false
    const key = contactId === null ? `r${otherRow}` : `c${contactId}`
    return this.different.has(`${row} *`) || this.different.has(`${row} ${key}`)
  }

  private isRow(member: number): boolean {
    return member < this.members.rows.numbers.length
  }

  /** The number of the row or the contact. */
  private numberOf(member: number): number {
    const { rows, contacts } = this.members
    const count = rows.numbers.length
    return member < count ? rows.numbers.at(member) : contacts.numbers.at(member - count)
  }

  private nameOf(member: number): string {
    const { rows, contacts } = this.members
    const known = (this.isRow(member) ? rows : contacts).nameOf(member) ?? this.names.get(member)
    if (known !== undefined) return known
    if (this.names.size >= memoLimit) this.names.clear()
    const sql = this.isRow(member) ? rowName : contactName
    const name = this.executor.firstSql<{ name: string }>(sql, this.numberOf(member))?.name ?? ''
    this.names.set(member, name)
    return name
  }

  private facts(member: number): Member {
    const known = this.known.get(member)
    if (known !== undefined) return known
    if (this.known.size >= memoLimit) this.known.clear()
    const number = this.numberOf(member)
    const ofRow = this.several.find(number) === -1 ? factsOf.alone : factsOf.several
    const facts = this.executor.firstSql<MemberFacts>(
      this.isRow(member) ? ofRow : contactFacts,
      this.members.isOwnIdKey ? 1 : 0,
      number,
    )
    const comparable = toComparable(facts, this.members.shared)
    this.known.set(member, comparable)
    return comparable
  }

  /** Writes the best candidates of each row. */
  write(): void {
    this.found.write()
  }
}

const differs = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one !== other

const toComparable = (
  facts: MemberFacts | undefined,
  { domains: ofCompanies, birthdays }: Shared,
): Member => {
  const name = facts?.name ?? ''
  const emails = facts?.emails?.split(' ') ?? []
  const domains = emails
    .flatMap((email) => companyDomain(email) ?? [])
    .filter((domain) => ofCompanies.tells(domain))
  return {
    kind: facts?.kind ?? 'person',
    name,
    company: facts?.company ?? '',
    emails,
    phones: facts?.phones?.split(' ') ?? [],
    domains: [...new Set(domains)],
    birthday: birthdays.tells(facts?.birthday ?? '') ? (facts?.birthday ?? null) : null,
    uid: facts?.uid ?? null,
    ownId: facts?.ownId ?? null,
    pinyin: facts?.kind === 'company' ? null : spellName(name),
  }
}
