import type { Executor, Reader } from '#main/db/executor.ts'
import type { RandomSource } from '#main/platform/random.ts'

const key = 'email-token-key'

/** The key as it stands; undefined before it was made. */
export const findTokenKey = (reader: Reader): Uint8Array | undefined => {
  const text = 'select value from machinery where key = ?'
  const known = reader.firstSql<{ value: string }>(text, key)?.value
  return known === undefined ? undefined : Buffer.from(known, 'base64')
}

/**
 * The workspace's own key: it proves that a bounce or a token is an answer to a mail of this
 * workspace, and hides suppressed addresses. Made once; travels with backups, never with exports.
 *
 * Call it while nobody writes: at the opening.
 */
export const readTokenKey = (executor: Executor, random: RandomSource): Uint8Array => {
  const known = findTokenKey(executor)
  if (known !== undefined) return known
  const made = random.bytes(32)
  const value = Buffer.from(made).toString('base64')
  executor.runSql('insert into machinery(key, value) values(?, ?)', key, value)
  return made
}
