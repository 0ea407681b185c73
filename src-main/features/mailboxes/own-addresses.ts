import { normalizeEmail } from '#shared/domain/email-address.ts'
import type { MailboxesRepository } from './mailboxes.repository.ts'

/** Tells whether a normalised address is the owner's: `nora+shop@…` is nora's as well. */
export const ownAddressesOf = (
  repository: Pick<MailboxesRepository, 'ownAddresses'>,
): ((address: string) => boolean) => {
  const own = new Set(repository.ownAddresses().flatMap((one) => normalizeEmail(one) ?? []))
  return (address) => own.has(address) || own.has(address.replace(/\+[^@]*@/u, '@'))
}
