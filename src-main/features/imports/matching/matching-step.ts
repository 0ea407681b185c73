import type { Reader } from '#main/db/executor.ts'

/** What must be there for a step of matching to have anything to do. */
export type Need = 'contacts' | 'matched' | 'several' | 'decisions' | 'memory'

/** One step of matching; without a need it always runs. */
export interface Step {
  readonly sql: string
  readonly need?: Need
}

/** Steps that always run. */
export const steps = (...texts: readonly string[]): Step[] => texts.map((sql) => ({ sql }))

/** Steps that are left out where there is nothing of that. */
export const stepsWith = (need: Need, ...texts: readonly string[]): Step[] =>
  texts.map((sql) => ({ sql, need }))

const questions: Readonly<Record<Need, string>> = {
  contacts: 'select 1 from contacts limit 1',
  matched: 'select 1 from import_rows where contact_id is not null limit 1',
  several: 'select 1 from import_multi limit 1',
  decisions: 'select 1 from import_decisions limit 1',
  memory: 'select 1 from import_matches limit 1',
}

/**
 * Answers needs, each once: into an empty workspace most steps have nothing to do.
 *
 * Whether rows are `matched` or `several` are about one person is settled with `settle`.
 */
export class Needs {
  private readonly reader: Reader
  private readonly known = new Map<Need, boolean>()

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Whether there is any of that. */
  has(need: Need): boolean {
    const known = this.known.get(need)
    if (known !== undefined) return known
    const isThere =
      (need !== 'matched' || this.has('contacts')) &&
      this.reader.firstSql(questions[need]) !== undefined
    this.known.set(need, isThere)
    return isThere
  }

  /** Rows were linked anew: what was found about them is asked again. */
  forget(): void {
    this.known.delete('matched')
    this.known.delete('several')
  }
}
