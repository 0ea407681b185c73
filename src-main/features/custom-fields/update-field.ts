import type { Transaction } from '#main/db/executor.ts'
import type { Input } from '#shared/contract/index.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { CustomFieldsRepository } from './custom-fields.repository.ts'

type UpdateProblem =
  | Failure<'not-found', { what: string }>
  | Failure<'name-taken', { name: string }>

/** A choice that was given another name. */
interface RenamedOption {
  readonly from: string
  readonly to: string
}

/**
 * The choice that was renamed: the only one in an otherwise equal list that reads differently.
 *
 * A list that became shorter or longer, or differs in more places, had choices taken out or added.
 */
const renamedOption = (
  before: readonly string[],
  after: readonly string[],
): RenamedOption | null => {
  if (before.length !== after.length) return null
  const [from, ...others] = before.filter((option) => !after.includes(option))
  const to = after[from === undefined ? -1 : before.indexOf(from)]
  if (from === undefined || others.length > 0 || to === undefined || before.includes(to))
    return null
  return { from, to }
}

/**
 * Renames a field or changes its choices. Contacts keep a choice under the name it was given; one
 * that is taken away stays where contacts have it already.
 */
export const updateField = (
  tx: Transaction,
  { id, name, options }: Input<'customFields.update'>,
): Result<object, UpdateProblem> => {
  const repository = new CustomFieldsRepository(tx)
  const field = repository.find(id)
  if (field === undefined) return fail('not-found', { what: 'custom-field' })
  const known = name === undefined ? undefined : repository.findByName(name)
  if (name !== undefined && known !== undefined && known !== id) return fail('name-taken', { name })
  const choices = field.type === 'choice' && options ? [...new Set(options)] : undefined
  const renamed = choices && renamedOption(field.options, choices)
  repository.update(tx, id, {
    ...(name === undefined ? {} : { name }),
    ...(choices === undefined ? {} : { options: JSON.stringify(choices) }),
  })
  if (renamed) repository.renameChoice(tx, id, renamed)
  return ok({})
}
