import type { ColumnTarget } from '#main/engines/file-formats/columns/column-words.ts'
import { wordsOf } from '#main/engines/file-formats/columns/header-words.ts'
import type { MatchKey } from '../matching/matching-plan.ts'
import type { ContactFacts } from '../rows/contact-facts.ts'
import type { ReadingRules } from '../rows/row-cells.ts'
import type { FileOptions, StoredPlan } from '../staging/stored-plan.ts'

/** Where the table stands in a file, as far as the owner had to say so. */
export type TableReading = Pick<
  FileOptions,
  'encoding' | 'delimiter' | 'quote' | 'headerRow' | 'layout' | 'sheet'
>

/** How the files of a recipe are known, and how the last one had to be read. */
export interface KnownRecipe {
  readonly signature: string
  readonly reading: TableReading
}

/** What a recipe remembers. */
export interface RecipeSettings {
  readonly targets: readonly ColumnTarget[]
  readonly options: Pick<FileOptions, 'dayOrder' | 'decimal' | 'country'>
  readonly reading: TableReading
  readonly unreadable: ReadingRules['unreadable']
  readonly matchBy: readonly MatchKey[]
  readonly addTags: readonly string[]
  readonly setStage: ContactFacts['stage']
}

/** The name of a column as recipes compare it. */
const folded = (header: string): string => wordsOf(header).join(' ')

/**
 * What files with the same columns have in common: the names of their columns, in any order.
 *
 * Case, accents and punctuation do not matter; a file without names is known by how many columns
 * it has.
 */
export const signatureOf = (headers: readonly string[]): string => {
  const names = headers.map(folded)
  return names.every((name) => name === '')
    ? String(names.length)
    : JSON.stringify(names.toSorted())
}

/** The targets of a file with these columns, in its own order. */
export const targetsFor = (
  headers: readonly string[],
  recipe: { readonly headers: readonly string[]; readonly targets: readonly ColumnTarget[] },
): ColumnTarget[] => {
  const known = recipe.headers.map(folded)
  const used = new Set<number>()
  return headers.map((header) => {
    const name = folded(header)
    const at = known.findIndex((one, index) => one === name && !used.has(index))
    used.add(at)
    return recipe.targets[at] ?? { field: 'named-note' }
  })
}

/** Whether nobody says how to read a file. */
export const isFoundOut = (options: TableReading): boolean => {
  const { encoding, delimiter, quote, headerRow, layout, sheet } = options
  return (encoding ?? delimiter ?? quote ?? headerRow ?? layout ?? sheet) === undefined
}

/** What to remember of a plan. */
export const settingsOf = (plan: StoredPlan): RecipeSettings => {
  const { dayOrder, decimal, country, ...reading } = plan.options
  const { targets, unreadable, matchBy, addTags, setStage } = plan
  return {
    targets,
    options: { dayOrder, decimal, country },
    reading,
    unreadable,
    matchBy,
    addTags,
    setStage,
  }
}

/** Packs ids into bytes: sorted, as differences, seven bits a byte, the last one below 128. */
export const packIds = (ids: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(ids.length * 5)
  let [length, before] = [0, 0]
  for (const id of ids.toSorted((a, b) => a - b)) {
    let rest = id - before
    before = id
    while (rest > 127) {
      bytes[length] = (rest % 128) + 128
      rest = Math.floor(rest / 128)
      length += 1
    }
    bytes[length] = rest
    length += 1
  }
  return bytes.slice(0, length)
}

/** The ids `packIds` packed. */
export const unpackIds = (bytes: Uint8Array): number[] => {
  const ids: number[] = []
  let [id, factor] = [0, 1]
  for (const byte of bytes) {
    id += (byte % 128) * factor
    factor *= 128
    if (byte > 127) continue
    ids.push(id)
    factor = 1
  }
  return ids
}
