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

const putAway = `insert into import_found(n, at, contact_id, other_row, score, reasons)
  values(?, ?, ?, ?, ?, ?)`
const nextFound = `select n, at, contact_id as contactId, other_row as otherRow, score, reasons
  from import_found where (n, at) > (?, ?) order by n, at limit ?`
const writeOne = `insert into import_candidates(n, place, contact_id, other_row, score, reasons)
  values(?, ?, ?, ?, ?, ?)`
/** So many are read back at once. */
const batch = 5000

interface StoredCandidate extends Omit<Candidate, 'reasons'> {
  readonly n: number
  readonly at: number
  /** JSON. */
  readonly reasons: string
}

/**
 * The candidates of the rows while pairs are compared; in memory only so many, since in a long
 * list of colleagues every row may have dozens. The others lie in the staging file by their rows:
 * temporary tables and sorting would be in memory.
 */
export class FoundCandidates {
  private readonly executor: Executor
  private readonly rowsAtOnce: number
  private readonly gathered = new Map<number, Candidate[]>()
  private found = 0

  constructor(executor: Executor, rowsAtOnce = gatheredRows) {
    this.executor = executor
    this.rowsAtOnce = rowsAtOnce
    executor.runSql('delete from import_found')
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
    let row: StoredCandidate[] = []
    for (const one of this.stored()) {
      if (one.n !== row[0]?.n) {
        this.writeRow(row)
        row = []
      }
      row.push(one)
    }
    this.writeRow(row)
    this.executor.runSql('delete from import_found')
  }

  private *stored(): Generator<StoredCandidate> {
    for (let n = -1, at = -1; ; ) {
      const some = this.executor.allSql<StoredCandidate>(nextFound, n, at, batch)
      yield* some
      const last = some.at(-1)
      if (last === undefined || some.length < batch) return
      ;({ n, at } = last)
    }
  }

  private writeRow(candidates: readonly StoredCandidate[]): void {
    for (const [place, one] of bestOf(candidates).entries()) {
      const { n, contactId, otherRow, score, reasons } = one
      this.executor.runSql(writeOne, n, place, contactId, otherRow, score, reasons)
    }
  }

  private putAway(): void {
    for (const [row, candidates] of this.gathered) {
      for (const { contactId, otherRow, score, reasons } of bestOf(candidates)) {
        this.found += 1
        const told = JSON.stringify(reasons)
        this.executor.runSql(putAway, row, this.found, contactId, otherRow, score, told)
      }
    }
    this.gathered.clear()
  }
}

/** The best of one row; a pair may come up in two blocks, and the first time counts. */
const bestOf = <One extends Pick<Candidate, 'contactId' | 'otherRow' | 'score'>>(
  candidates: readonly One[],
): One[] => {
  const unique = new Map<string, One>()
  for (const one of candidates) {
    const key = `${one.contactId} ${one.otherRow}`
    if (!unique.has(key)) unique.set(key, one)
  }
  return [...unique.values()]
    .toSorted((a, b) => b.score - a.score || (a.contactId ?? 0) - (b.contactId ?? 0))
    .slice(0, mostCandidates)
}
