import type { ColumnField, ColumnTarget } from '#main/engines/file-formats/columns/column-words.ts'
import { nameOf } from '#main/engines/file-formats/columns/header-words.ts'
import { headerTest } from '#main/engines/file-formats/table/repeated-header.ts'
import { readColumnMarks } from '../columns/column-evidence.ts'
import { knownFields, planFields } from '../columns/plan-fields.ts'
import { phoneCountryOf, suggestFile } from '../columns/suggest-file.ts'
import { ruledFact, usualKeys } from '../matching/matching-plan.ts'
import {
  type RecipeSettings,
  signatureOf,
  targetsFor,
  unpackIds,
} from '../recipes/import-recipe.ts'
import { ImportRecipesRepository } from '../recipes/import-recipes.repository.ts'
import type { Table } from '../tables/table-source.ts'
import type { ImportStage } from './import-stage.repository.ts'
import type { PlanInput } from './plan-inputs.ts'
import type { StoredPlan } from './stored-plan.ts'

interface Wanted extends PlanInput {
  readonly table: Table
  readonly thisYear: number
}

/** Settles how a table is read and matched: the owner's choices, else the recipe's, else found out. */
export const preparePlan = (stage: ImportStage, wanted: Wanted): StoredPlan => {
  const { table, choices } = wanted
  const { headers } = table
  const recipe = loadRecipe(stage, headers)
  const options = { ...recipe?.settings.options, ...choices.options }
  const { given, country } = settleColumns(stage, wanted, {
    asked: options.country,
    targets: choices.columns ?? recipe?.targets,
  })
  const all = headers.map((_, index) => given[index] ?? ({ field: 'named-note' } as const))
  const { targets, fields } = planFields(stage.executor, headers, all)
  for (const { ref, column, name, type, options: choose, rule, isOwnId, id } of fields) {
    stage.executor.runSql(
      `insert into import_fields(ref, column_index, name, type, options, rule, is_own_id, field_id)
        values(?, ?, ?, ?, ?, ?, ?, ?)`,
      ref,
      column,
      name,
      type,
      JSON.stringify(choose),
      rule,
      isOwnId ? 1 : 0,
      id,
    )
  }
  const marks = readColumnMarks(table, withTypes(targets, fields), {
    dayOrder: options.dayOrder,
    decimal: options.decimal,
    country,
  })
  const nameColumn = ['display-name', 'given-name']
    .map((name) => targets.findIndex(({ field }) => field === name))
    .find((index) => index !== -1)
  stage.setFact('name-column', nameColumn === undefined ? 'Name' : nameOf(headers, nameColumn))
  nameColumns(stage, headers, targets)
  return {
    file: wanted.file,
    fileName: wanted.fileName,
    options,
    businessCountry: wanted.businessCountry,
    headers,
    columnWord: wanted.columnWord,
    delimiter: table.format.delimiter === ' ' ? ',' : (table.format.delimiter ?? ','),
    targets,
    fields,
    country,
    currency: wanted.currency,
    thisYear: wanted.thisYear,
    dayOrders: [...marks.dayOrders],
    decimals: [...marks.decimals],
    unreadable: choices.unreadable ?? recipe?.settings.unreadable ?? 'keep-as-note',
    matchBy: choices.matchBy ?? recipe?.settings.matchBy ?? usualKeys,
    addTags: choices.addTags ?? recipe?.settings.addTags ?? [],
    setStage: choices.setStage ?? recipe?.settings.setStage ?? null,
    remember: choices.remember?.name ?? null,
  }
}

const partOfName: Readonly<Partial<Record<ColumnField, string>>> = {
  'given-name': 'given_name',
  'family-name': 'family_name',
}

/** Keeps the name of the first column that says a fact: notes are written under it. */
const nameColumns = (
  stage: ImportStage,
  headers: readonly string[],
  targets: StoredPlan['targets'],
): void => {
  const named = new Set<string>()
  for (const [index, { field }] of targets.entries()) {
    for (const fact of [ruledFact(field), partOfName[field]]) {
      if (fact === undefined || named.has(fact)) continue
      named.add(fact)
      stage.setFact(`column:${fact}`, nameOf(headers, index))
    }
  }
}

/** Rows that a suggestion looks at. */
const suggestedRows = 5000

interface Settled {
  readonly given: readonly ColumnTarget[]
  /** Where phones without a country belong. */
  readonly country: string | null
}

/** What the columns become and where phones belong: as chosen, else as the first look said. */
const settleColumns = (
  stage: ImportStage,
  { table, thisYear, businessCountry, currency, choices }: Wanted,
  known: {
    readonly asked?: string | undefined
    readonly targets?: readonly ColumnTarget[] | undefined
  },
): Settled => {
  const { asked, targets } = known
  const start = asked ?? businessCountry
  const hasPhones = targets?.some(({ field }) => field === 'phone') ?? true
  if (targets !== undefined && (asked !== undefined || !hasPhones)) {
    return { given: targets, country: start }
  }
  const file = { headers: table.headers, rows: firstRows(table), encoding: table.format.encoding }
  if (targets !== undefined) {
    return { given: targets, country: phoneCountryOf(file, { targets, country: start }) ?? start }
  }
  const { dayOrder, decimal } = choices.options ?? {}
  const fields = knownFields(stage.executor)
  const rules = { thisYear, country: start, currency, dayOrder, decimal, fields }
  const { columns, country } = suggestFile(file, rules, asked)
  return { given: columns.map(({ target }) => target), country }
}

const firstRows = (table: Table): readonly (readonly string[])[] => {
  const rows: (readonly string[])[] = []
  const isHeader = headerTest(table.headers)
  table.read((batch) => {
    for (const { row, cells } of batch) if (!isHeader(cells, row)) rows.push(cells)
    return rows.length < suggestedRows
  })
  return rows.slice(0, suggestedRows)
}

/** Targets with the types of their fields, so that columns of days are known. */
const withTypes = (
  targets: StoredPlan['targets'],
  fields: StoredPlan['fields'],
): StoredPlan['targets'] =>
  targets.map((target, index) => {
    const field = fields.find(({ column }) => column === index)
    if (field === undefined) return target
    return { ...target, customField: { name: field.name, type: field.type } }
  })

/** The recipe of these columns; whom its last file was about is put into the staging file. */
const loadRecipe = (stage: ImportStage, headers: readonly string[]) => {
  const repository = new ImportRecipesRepository(stage.executor)
  const stored = repository.findBySignature(signatureOf(headers))
  if (stored === undefined) return null
  // Only an import writes them, as such.
  const settings = JSON.parse(stored.settings) as RecipeSettings
  // As above.
  const columns = JSON.parse(stored.headers) as string[]
  const known = { headers: columns, targets: settings.targets }
  const run = repository.lastRun(stored.uid)
  if (run !== undefined) {
    stage.setFact('last-run', String(run.at))
    for (const id of unpackIds(run.contactIds)) {
      stage.executor.runSql('insert into import_last(contact_id) values(?)', id)
    }
  }
  return { settings, targets: targetsFor(headers, known) }
}
