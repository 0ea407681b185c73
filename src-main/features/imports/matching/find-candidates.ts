import type { Executor } from '#main/db/executor.ts'
import { Blocks } from '#main/engines/matching/blocking.ts'
import {
  createShared,
  type DayRow,
  Members,
  type NameRow,
  type PointRow,
} from './candidate-members.ts'
import { CandidatePairs } from './candidate-pairs.ts'
import { isNameless } from './matching-facts.ts'
import type { MatchingPlan } from './matching-plan.ts'

/** SQL of one side, the file or the workspace, each in the order of its first column. */
interface Side {
  readonly names: string
  readonly points: readonly string[]
  readonly birthdays: string
}

const day = `printf('%02d-%02d', month, day) || '-' || year`
const stagedPoint = `p.kind, iif(p.kind = 'email', p.key, null), p.key_hash`

const fileSide: Side = {
  names: `select n as k, n, kind, iif(is_named, name, ''), iif(is_named, name_key, ''), company,
      uid is not null
    from import_rows where n > ? and outcome = 'new' order by n limit ?`,
  points: [
    `select id as k, n, ${stagedPoint} from import_points p
      where id > ? and key_hash is not null order by id limit ?`,
    // Rows about one person speak for their first one, as its contact will.
    `select p.id as k, r.first_row, ${stagedPoint} from import_multi m
      cross join import_rows r on r.n = m.n and r.first_row <> r.n and r.contact_id is null
      cross join import_points p indexed by import_points_n on p.n = r.n
      where p.id > ? and p.key_hash is not null order by p.id limit ?`,
  ],
  birthdays: `select id as k, n, ${day} from import_dates
    where id > ? and kind = 'birthday' and year is not null order by id limit ?`,
}

const kithSide: Side = {
  names: `select c.id as k, c.id, c.kind, iif(${isNameless}, '', c.display_name),
      iif(${isNameless}, '', known.name_key), k.display_name, 0
    from contacts c cross join import_known known on known.contact_id = c.id
      left join contacts k on k.id = c.company_id
    where c.id > ? order by c.id limit ?`,
  points: [
    `select id as k, contact_id, kind, normalized, null from contact_points
      where id > ? and +kind in ('email', 'phone') and normalized is not null order by id limit ?`,
  ],
  birthdays: `select id as k, contact_id, ${day} from important_dates
    where id > ? and kind = 'birthday' and year is not null order by id limit ?`,
}

const batch = 2000

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
  private readonly bits: Uint8Array
  private readonly mask: number

  /** For the keys of as many rows; a row has about ten. */
  constructor(rows: number) {
    const bits = 2 ** Math.min(26, Math.max(13, Math.ceil(Math.log2(rows + 1)) + 6))
    this.bits = new Uint8Array(bits / 8)
    this.mask = bits - 1
  }

  add(key: number): void {
    const at = key & this.mask
    this.bits[at >>> 3] = (this.bits[at >>> 3] ?? 0) | (1 << (at & 7))
  }

  has(key: number): boolean {
    const at = key & this.mask
    return ((this.bits[at >>> 3] ?? 0) & (1 << (at & 7))) !== 0
  }
}

const countRows = (executor: Executor): number =>
  executor.firstSql<{ n: number }>('select count(*) as n from import_rows')?.n ?? 0

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
  const seen = new SeenKeys(countRows(executor))
  const shared = createShared()
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
  const isOwnIdKey = matchBy.includes('own-id')
  const pairs = new CandidatePairs(executor, { rows, contacts, shared, isOwnIdKey })
  for (const members of blocks.blocks()) {
    if ((members[0] ?? count) < count) pairs.compareAll(members)
  }
  pairs.write()
}
