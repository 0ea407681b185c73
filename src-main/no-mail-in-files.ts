import type { Reader } from '#main/db/executor.ts'
import type { NoMailReader } from '#main/features/exports/exported-contact.ts'
import type { NoMailWriter } from '#main/features/imports/commit/import-suppressions.ts'
import { SuppressionReader } from '#main/features/suppressions/suppression-reader.ts'
import { SuppressionWriter } from '#main/features/suppressions/suppression-writer.ts'
import { SuppressionsRepository } from '#main/features/suppressions/suppressions.repository.ts'
import { findTokenKey } from './token-key.ts'

const partsOf = (reader: Reader) => {
  const repository = new SuppressionsRepository(reader)
  const tokenKey = (): Uint8Array => {
    const key = findTokenKey(reader)
    if (key === undefined) throw new Error('the key of the workspace is made when it is opened')
    return key
  }
  return { repository, tokenKey }
}

const nobody: ReturnType<NoMailReader> = () => []

/** Tells an export whom no mail goes to, from a connection of its own. */
export const readNoMail: NoMailReader = (reader) => {
  const parts = partsOf(reader)
  if (parts.repository.isEmpty()) return nobody
  const key = parts.tokenKey()
  const suppressions = new SuppressionReader({ ...parts, tokenKey: () => key })
  return (uid, addresses) => suppressions.standingFor(uid, addresses)
}

/** Notes for an import whom no mail goes to, in its own unit of work. */
export const writeNoMail: NoMailWriter = (tx, clock) => {
  const parts = partsOf(tx)
  const key = parts.tokenKey()
  const suppressions = new SuppressionWriter({ ...parts, tokenKey: () => key, clock })
  return ({ address, reason, note, at, contactId }) =>
    suppressions.suppress(tx, {
      address,
      reason,
      ...(note === null ? {} : { note }),
      saidAt: at,
      notedAt: at,
      contacts: contactId === null ? [] : [contactId],
    })
}
