import type { ColumnDayOrder } from '#main/engines/file-formats/cells/dates.ts'
import type { ColumnTarget } from '#main/engines/file-formats/columns/column-words.ts'
import { isOwnExport } from '#main/engines/file-formats/own-export/own-export.ts'
import type { CsvStyle } from '#main/engines/file-formats/text/csv-write.ts'
import type { Input } from '#shared/contract/index.ts'
import type { DecimalMark } from '#shared/domain/numbers.ts'
import { planColumns } from '../columns/column-plan.ts'
import { fieldTypes, type PlannedField } from '../columns/plan-fields.ts'
import { type MatchingPlan, type MatchKey, rulesOf } from '../matching/matching-plan.ts'
import type { ContactFacts } from '../rows/contact-facts.ts'
import { readRow } from '../rows/read-row.ts'
import type { ReadingRules } from '../rows/row-cells.ts'
import type { OpenOptions } from '../tables/table-source.ts'
import type { ImportStage } from './import-stage.repository.ts'
import type { StageExtras } from './import-stage-rows.ts'

/** How to read the file, where the owner knows better. */
export type FileOptions = NonNullable<Input<'imports.plan'>['options']>

/** Everything a plan decided about its file, kept in its staging file: a row is read anew by it. */
export interface StoredPlan {
  readonly file: string
  readonly fileName: string
  readonly options: FileOptions
  /** Country of the business. */
  readonly businessCountry: string | null
  readonly headers: readonly string[]
  /** Of the rows that stay outside, when they are written. */
  readonly delimiter: CsvStyle['delimiter']
  readonly columnWord: string
  readonly targets: readonly ColumnTarget[]
  readonly fields: readonly PlannedField[]
  /** Where phones without a country belong. */
  readonly country: string | null
  readonly currency: string
  readonly thisYear: number
  readonly dayOrders: readonly (readonly [number, ColumnDayOrder])[]
  readonly decimals: readonly (readonly [number, DecimalMark])[]
  readonly unreadable: ReadingRules['unreadable']
  readonly matchBy: readonly MatchKey[]
  readonly addTags: readonly string[]
  readonly setStage: ContactFacts['stage']
  /** Under which name to remember all this; null to leave what is remembered. */
  readonly remember: string | null
}

export const keepPlan = (stage: ImportStage, plan: StoredPlan): void =>
  stage.setFact('plan', JSON.stringify(plan))

/** The plan of a staging file. */
export const storedPlan = (stage: Pick<ImportStage, 'fact'>): StoredPlan => {
  const kept = stage.fact('plan')
  if (kept === null) throw new Error('a staging file without its plan')
  // Only `keepPlan` writes it.
  return JSON.parse(kept) as StoredPlan
}

/** How the file of a plan is opened. */
export const openOptions = ({ options, businessCountry, columnWord }: StoredPlan): OpenOptions => ({
  ...options,
  country: businessCountry,
  columnWord,
})

/** Reads rows as the plan says; the owner may let a single row in, whatever is wrong with it. */
export const createRowReader = (plan: StoredPlan) => {
  const columns = planColumns(plan.headers, plan.targets, fieldTypes(plan.fields))
  const rules: ReadingRules = {
    country: plan.country,
    currency: plan.currency,
    thisYear: plan.thisYear,
    dayOrders: new Map(plan.dayOrders),
    decimals: new Map(plan.decimals),
    unreadable: plan.unreadable,
  }
  return (row: Parameters<typeof readRow>[0], isLetIn = false) =>
    readRow(row, columns, isLetIn ? { ...rules, isLetIn } : rules)
}

/** How the rows are matched. */
export const matchingPlanOf = ({ headers, targets, matchBy }: StoredPlan): MatchingPlan => ({
  matchBy,
  hasUid: targets.some(({ field }) => field === 'uid'),
  hasCompanyUid: targets.some(({ field }) => field === 'company-uid'),
  isLossless: isOwnExport(headers),
  rules: rulesOf(targets),
})

/** What every row gets besides. */
export const extrasOf = ({ addTags, setStage, fields, targets }: StoredPlan): StageExtras => ({
  addTags,
  setStage,
  refs: new Map(fields.map(({ column, ref }) => [column, ref])),
  fields: new Set(targets.map(({ field }) => field)),
})
