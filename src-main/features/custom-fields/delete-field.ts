import type { Transaction } from '#main/db/executor.ts'
import type { CustomFieldId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { CustomFieldsRepository } from './custom-fields.repository.ts'

/** Deletes a field with the values that contacts have in it. */
export const deleteField = (
  tx: Transaction,
  { id }: { readonly id: CustomFieldId },
): Result<object, Failure<'not-found', { what: string }>> => {
  const repository = new CustomFieldsRepository(tx)
  if (repository.find(id) === undefined) return fail('not-found', { what: 'custom-field' })
  repository.delete(tx, id)
  return ok({})
}
