import { normalizeEmail } from '#shared/domain/email-address.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import type { Candidate } from '../sending/outbox.repository.ts'
import { isWaived } from '../sending/waived.ts'
import type { Check } from './mail-checks.ts'
import type { SameAddressRepository } from './same-address.repository.ts'

/** What is asked of a mail of a batch. */
interface MailOfBatch {
  readonly id: EmailId
  readonly batch: string | null
  readonly toAddress: string | null
  readonly displayName: string
  /** True for one that waits already: the owner has decided about it. */
  readonly isPlanned: boolean
}

/** A mail of the batch that is on its way, or has left. */
export interface GoingMail {
  readonly batch: string
  readonly address: string | null
  readonly name: string
}

type Found = Check & { readonly emailId: EmailId }

/**
 * Mails that would be the second of their batch to the same address, as when two contacts share
 * one; `field` names whom it goes to already.
 */
export const repeatedAddresses = (
  mails: readonly MailOfBatch[],
  going: readonly GoingMail[],
): readonly Found[] => {
  const taken = new Map<string, string>()
  for (const { batch, address, name } of going) taken.set(keyOf(batch, address), name)
  const found: Found[] = []
  for (const { id, batch, toAddress, displayName, isPlanned } of mails) {
    if (batch === null || toAddress === null) continue
    const key = keyOf(batch, toAddress)
    const first = taken.get(key)
    if (first === undefined) taken.set(key, displayName)
    else if (!isPlanned) {
      found.push({ code: 'same-address', isBlocking: true, field: first, emailId: id })
    }
  }
  return found
}

const keyOf = (batch: string, address: string | null): string =>
  `${batch} ${normalizeEmail(address ?? '') ?? address}`

/**
 * Whether a mail would be the second of its batch to an address, with no word of the owner for it:
 * an address may have been corrected since it was scheduled, or both were at one moment.
 */
export const isSecondToAddress = (
  mail: Pick<Candidate, 'id' | 'batch' | 'toAddress' | 'toEach' | 'waived' | 'nextAttemptAt'>,
  repository: SameAddressRepository,
): boolean => {
  const { id, batch, toAddress, nextAttemptAt } = mail
  if (batch === null || mail.toEach === 1 || isWaived(mail, 'same-address')) return false
  const address = normalizeEmail(toAddress ?? '')
  if (address === null) return false
  const turn = { id, batch, address, nextAttemptAt: nextAttemptAt ?? 0 }
  return repository.hasLeft(turn) || repository.comesEarlier(turn)
}
