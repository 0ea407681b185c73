import type { ColumnTarget } from '#main/engines/file-formats/columns/column-words.ts'
import type { Input } from '#shared/contract/index.ts'
import type { KnownRecipe } from '../recipes/import-recipe.ts'

/** What the rehearsal of a file needs. */
export interface PlanInput {
  /** Path of the file, and what the owner calls it. */
  readonly file: string
  readonly fileName: string
  /** Path of the staging file to make. */
  readonly stage: string
  readonly businessCountry: string | null
  readonly currency: string
  /** Names columns without a name, before their number. */
  readonly columnWord: string
  /** By what files are known. */
  readonly recipes: readonly KnownRecipe[]
  /** What the owner chose; what is absent is the recipe's, or else found out. */
  readonly choices: Omit<Input<'imports.plan'>, 'file' | 'columns'> & {
    readonly columns?: readonly ColumnTarget[] | undefined
  }
}

/** Which plan to revise, and how. */
export interface ReviseInput {
  /** Path of the plan's staging file. */
  readonly stage: string
  readonly revision: Omit<Input<'imports.revise'>, 'planId'>
}
