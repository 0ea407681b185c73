import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { fail, ok } from '#shared/domain/result.ts'
import { type KnownRecipe, type RecipeSettings, signatureOf, targetsFor } from './import-recipe.ts'
import type { ImportRecipesRepository, StoredRecipe } from './import-recipes.repository.ts'

interface RecipesDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: ImportRecipesRepository
}

type Inspection = Output<'imports.inspect'>
type ListedRecipe = Output<'imports.recipes'>['recipes'][number]

/** Remembered ways to read files with the same columns. */
export class ImportRecipesService {
  private readonly dependencies: RecipesDependencies

  constructor(dependencies: RecipesDependencies) {
    this.dependencies = dependencies
  }

  list(): Output<'imports.recipes'> {
    const recipes = this.dependencies.repository.list().map((recipe) => this.show(recipe))
    return { recipes: recipes.toSorted((a, b) => b.usedAt - a.usedAt) }
  }

  /** By what files are known; the recipes used last are first. */
  known(): KnownRecipe[] {
    return this.dependencies.repository
      .list()
      .map((recipe) => ({ recipe, usedAt: this.show(recipe).usedAt }))
      .toSorted((a, b) => b.usedAt - a.usedAt)
      .map(({ recipe: { signature, settings } }) => {
        // Only an import writes them, as such.
        const { reading } = JSON.parse(settings) as RecipeSettings
        // Without names any file of as many columns would be one of the recipe.
        return { signature, reading: reading.headerRow === 0 ? {} : reading }
      })
  }

  /** A file with the columns of a recipe follows it. */
  applyTo(inspected: Inspection): Inspection {
    const headers = inspected.columns.map(({ header }) => header)
    const stored = this.dependencies.repository.findBySignature(signatureOf(headers))
    if (stored === undefined) return inspected
    const { uid, name, usedAt, fileName } = this.show(stored)
    // Only an import writes them, as such.
    const settings = JSON.parse(stored.settings) as RecipeSettings
    // As above.
    const known = { headers: JSON.parse(stored.headers) as string[], targets: settings.targets }
    const own = targetsFor(headers, known)
    const columns = inspected.columns.map((column, index) => ({
      ...column,
      isRecognised: true,
      // The engine's lists are read-only, the contract's are not; nobody writes to either.
      target: (own[index] ?? column.target) as typeof column.target,
    }))
    const { matchBy, addTags, setStage, options } = settings
    const recipe = {
      uid,
      name,
      usedAt,
      fileName,
      matchBy: [...matchBy],
      addTags: [...addTags],
      setStage,
      dayOrder: options.dayOrder ?? null,
    }
    return { ...inspected, columns, recipe }
  }

  rename(
    { uid, name }: Input<'imports.renameRecipe'>,
    context: CallContext,
  ): Promise<ProcedureResult<'imports.renameRecipe'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(context, { code: 'imports.renameRecipe' }, (tx) => {
      const recipe = repository.find(uid)
      if (recipe === undefined) return notFound
      repository.rename(tx, recipe.id, name)
      return ok({})
    })
  }

  delete(
    { uid }: Input<'imports.deleteRecipe'>,
    context: CallContext,
  ): Promise<ProcedureResult<'imports.deleteRecipe'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(context, { code: 'imports.deleteRecipe' }, (tx) => {
      const recipe = repository.find(uid)
      if (recipe === undefined) return notFound
      repository.delete(tx, recipe.id)
      return ok({})
    })
  }

  private show({ uid, name, headers, createdAt }: StoredRecipe): ListedRecipe {
    const run = this.dependencies.repository.lastRun(uid)
    return {
      uid,
      name,
      // Only an import writes headers: a list of texts.
      headers: JSON.parse(headers) as string[],
      usedAt: run?.at ?? createdAt,
      fileName: run?.fileName ?? '',
      people: run?.people ?? 0,
    }
  }
}

const notFound = fail('not-found', { what: 'recipe' })
