import type { Transaction } from '#main/db/executor.ts'
import type { TagId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { TagsRepository } from './tags.repository.ts'

/** The tag is not there (any more). */
export type TagGone = Failure<'not-found', { what: string }>
/** Another tag has that name. */
export type TagNameTaken = Failure<'name-taken', { name: string }>

/** Gives a tag another name; all who carry it move in the order by tags. */
export const renameTag = (
  tx: Transaction,
  { id, name }: { readonly id: TagId; readonly name: string },
): Result<null, TagGone | TagNameTaken> => {
  const repository = new TagsRepository(tx)
  if (!repository.exists(id)) return gone
  const known = repository.findByName(name)
  if (known !== undefined && known !== id) return fail('name-taken', { name })
  repository.rename(tx, id, name)
  return ok(null)
}

/** Takes a tag from everybody who carries it, and its rhythm with it. */
export const deleteTag = (
  tx: Transaction,
  { id }: { readonly id: TagId },
): Result<null, TagGone> => {
  const repository = new TagsRepository(tx)
  if (!repository.exists(id)) return gone
  repository.delete(tx, id)
  return ok(null)
}

const gone = fail('not-found', { what: 'tag' })
