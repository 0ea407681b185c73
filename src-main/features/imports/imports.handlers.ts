import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { ImportsService } from './imports.service.ts'
import type { ImportRecipesService } from './recipes/import-recipes.service.ts'

/** Wires the contract's `imports` to its services. */
export const createImportsHandlers = (
  service: ImportsService,
  recipes: ImportRecipesService,
): Handlers<'imports'> => ({
  inspect: (input) => service.inspect(input),
  plan: (input) => service.plan(input),
  rehearsal: (input) => service.rehearsal(input),
  rehearsedRows: (input) => service.rehearsedRows(input),
  revise: (input) => service.revise(input),
  commit: (input, context) => service.commit(input, context),
  quarantine: (input) => service.quarantine(input),
  undo: (input, context) => service.undo(input, context),
  recipes: () => ok(recipes.list()),
  renameRecipe: (input, context) => recipes.rename(input, context),
  deleteRecipe: (input, context) => recipes.delete(input, context),
})
