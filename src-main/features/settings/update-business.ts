import type { Transaction } from '#main/db/executor.ts'
import { toE164 } from '#main/engines/matching/phone.ts'
import type { UnitControls } from '#main/platform/job-protocol.ts'
import type { Input } from '#shared/contract/index.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { businessOf } from './business-settings.ts'
import { SettingsRepository } from './settings.repository.ts'
import { UnreadPhonesRepository } from './unread-phones.repository.ts'

/** Numbers that are read and written at a time. */
const phonesOfPage = 500

/** What came of a change beside the settings. */
export interface BusinessUpdated {
  /** Phone numbers that could not be read before. */
  readonly phonesRead: number
}

/**
 * Changes the settings it is given.
 *
 * Another country reads the phone numbers that could not be read as those of the country before;
 * what was read once stays as it is, and so do those of contacts with a country of their own.
 */
export const updateBusiness = (
  tx: Transaction,
  patch: Input<'settings.updateBusiness'>,
  { controls }: { readonly controls?: UnitControls },
): Result<BusinessUpdated, never> => {
  const repository = new SettingsRepository(tx)
  const before = businessOf(repository.all())
  for (const [key, value] of Object.entries(patch)) {
    if (value !== undefined) repository.set(tx, key, value)
  }
  const { country = before.country } = patch
  return ok({ phonesRead: country === before.country ? 0 : readAgain(tx, country, controls) })
}

const readAgain = (tx: Transaction, country: string, controls?: UnitControls): number => {
  const repository = new UnreadPhonesRepository(tx)
  const unread = repository.all()
  let count = 0
  for (let from = 0; from < unread.length; from += phonesOfPage) {
    controls?.checkpoint()
    controls?.progress({ phase: 'phones', done: from, total: unread.length })
    const read = unread.slice(from, from + phonesOfPage).flatMap(({ id, raw }) => {
      const { e164 } = toE164(raw, country)
      return e164 === null ? [] : [{ id, e164 }]
    })
    repository.setNumbers(tx, read)
    count += read.length
  }
  return count
}
