import type { Executor } from '#main/db/executor.ts'
import type { RandomSource } from '#main/platform/random.ts'

const key = 'email-token-key'

/**
 * The workspace's own key: it proves that a bounce or a token is an answer to a mail of this
 * workspace, and hides suppressed addresses. Made once; travels with backups, never with exports.
 *
 * Call it while nobody writes: at the opening.
 */
export const readTokenKey = (executor: Executor, random: RandomSource): Uint8Array => {
  const text = 'select value from machinery where key = ?'
  const known = executor.firstSql<{ value: string }>(text, key)?.value
  if (known !== undefined) return Buffer.from(known, 'base64')
  const made = random.bytes(32)
  const value = Buffer.from(made).toString('base64')
  executor.runSql('insert into machinery(key, value) values(?, ?)', key, value)
  return made
}
