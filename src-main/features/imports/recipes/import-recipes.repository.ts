import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { OperationId } from '#shared/domain/ids.ts'

/** A recipe as it is stored. */
export interface StoredRecipe {
  readonly id: number
  readonly uid: string
  readonly name: string
  readonly signature: string
  /** JSON texts. */
  readonly headers: string
  readonly settings: string
  readonly createdAt: number
}

/** The last file that was read by a recipe and is not undone. */
export interface RecipeRun {
  readonly operationId: OperationId | null
  readonly at: number
  readonly fileName: string
  readonly people: number
  readonly contactIds: Uint8Array
}

const recipeColumns = 'id, uid, name, signature, headers, settings, created_at as createdAt'

/** SQL of recipes and of the files they were used for. */
export class ImportRecipesRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  list(): StoredRecipe[] {
    return this.reader.allSql<StoredRecipe>(`select ${recipeColumns} from import_recipes`)
  }

  find(uid: string): StoredRecipe | undefined {
    const text = `select ${recipeColumns} from import_recipes where uid = ?`
    return this.reader.firstSql<StoredRecipe>(text, uid)
  }

  findBySignature(signature: string): StoredRecipe | undefined {
    const text = `select ${recipeColumns} from import_recipes where signature = ?`
    return this.reader.firstSql<StoredRecipe>(text, signature)
  }

  /** The newest file that was read by it and is not undone. */
  lastRun(uid: string): RecipeRun | undefined {
    return this.reader.firstSql<RecipeRun>(
      `select r.operation_id as operationId, r.at, r.file_name as fileName, r.people,
          r.contact_ids as contactIds
        from import_runs r where r.recipe_uid = ? and not exists(
          select 1 from operations u where u.undoes = r.operation_id
            and not exists(select 1 from operations v where v.undoes = u.id))
        order by r.id desc limit 1`,
      uid,
    )
  }

  rename(tx: Transaction, id: number, name: string): void {
    tx.run(sqlBuilder.updateTable('import_recipes').set({ name }).where('id', '=', id))
  }

  delete(tx: Transaction, id: number): void {
    tx.run(sqlBuilder.deleteFrom('import_recipes').where('id', '=', id))
  }
}
