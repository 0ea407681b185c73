import type { Executor } from '#main/db/executor.ts'
import type { Likeness } from '#main/engines/matching/similarity.ts'

/** Somebody a row may be about: a contact, or an earlier row. */
export interface Candidate extends Likeness {
  readonly contactId: number | null
  readonly otherRow: number | null
}

const mostCandidates = 5
/** So many of one row are gathered before the worst of them go. */
const gatheredOfRow = 20
/** So many rows are gathered in memory before they are put away. */
const gatheredRows = 20_000

const putAway = `insert into temp.found_candidates(n, contact_id, other_row, score, reasons)
  values(?, ?, ?, ?, ?)`
/** A pair may come up in two blocks; the first time counts. */
const writeBest = `insert into import_candidates(n, place, contact_id, other_row, score, reasons)
  select n, place, contact_id, other_row, score, reasons from (
    select *, row_number() over (
      partition by n order by score desc, coalesce(contact_id, 0), first) - 1 as place
    from (select n, contact_id, other_row, score, reasons, min(rowid) as first
      from temp.found_candidates group by n, contact_id, other_row))
  where place < ${mostCandidates}`

/**
 * The candidates of the rows while pairs are compared; in memory only so many, since in a long
 * list of colleagues every row may have dozens.
 */
export class FoundCandidates {
  private readonly executor: Executor
  private readonly rowsAtOnce: number
  private readonly gathered = new Map<number, Candidate[]>()

  constructor(executor: Executor, rowsAtOnce = gatheredRows) {
    this.executor = executor
    this.rowsAtOnce = rowsAtOnce
    executor.runSql('drop table if exists temp.found_candidates')
    executor.runSql(`create temp table found_candidates(n integer not null, contact_id integer,
      other_row integer, score real not null, reasons text not null)`)
  }

  add(row: number, candidate: Candidate): void {
    const known = this.gathered.get(row)
    if (known === undefined) {
      if (this.gathered.size >= this.rowsAtOnce) this.putAway()
      this.gathered.set(row, [candidate])
      return
    }
    known.push(candidate)
    if (known.length > gatheredOfRow) this.gathered.set(row, bestOf(known))
  }

  /** Writes the best of each row; those equally good in the order of their numbers. */
  write(): void {
    this.putAway()
    this.executor.runSql(writeBest)
    this.executor.runSql('drop table temp.found_candidates')
  }

  private putAway(): void {
    for (const [row, candidates] of this.gathered) {
      for (const { contactId, otherRow, score, reasons } of bestOf(candidates)) {
        this.executor.runSql(putAway, row, contactId, otherRow, score, JSON.stringify(reasons))
      }
    }
    this.gathered.clear()
  }
}

const bestOf = (candidates: readonly Candidate[]): Candidate[] => {
  const unique = new Map<string, Candidate>()
  for (const one of candidates) {
    const key = `${one.contactId} ${one.otherRow}`
    if (!unique.has(key)) unique.set(key, one)
  }
  return [...unique.values()]
    .toSorted((a, b) => b.score - a.score || (a.contactId ?? 0) - (b.contactId ?? 0))
    .slice(0, mostCandidates)
}
