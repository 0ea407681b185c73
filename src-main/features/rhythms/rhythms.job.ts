import type { Transaction } from '#main/db/executor.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { RhythmsRepository } from './rhythms.repository.ts'
import type { RhythmToSet } from './rhythms.service.ts'

/** Sets a rhythm that many contacts follow: one row, and the due days of all of them. */
export const setRhythm = (tx: Transaction, { key, everyDays }: RhythmToSet): Result<null> => {
  new RhythmsRepository(tx).set(tx, key, everyDays)
  return ok(null)
}
