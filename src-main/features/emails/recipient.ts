import { readAddress } from '#main/engines/email/address-check.ts'
import type { EmailReason } from './email-columns.ts'
import { noted } from './noted-columns.ts'

/** Whom a mail goes to, as far as that decides whether it may leave. */
export interface Recipient {
  readonly contactUid: string
  readonly toAddress: string | null
  /** The one that the mail was given, though it may be none of the contact's any more. */
  readonly givenAddress: string | null
  /** What is noted about them and the address: bits of `noted`. */
  readonly noted: number
}

/** Why a contact gets no mail at an address. */
export interface NoMail {
  readonly reason: EmailReason
  /** Where they asked for no more, if at another address than this one. */
  readonly askedAt: string | null
}

/** Why a contact gets no mail at an address; null when they may. */
export type WhyNoMail = (to: {
  readonly address: string
  readonly contactUid: string
}) => NoMail | null

type HoldReason = 'do-not-contact' | 'wish-in-bin' | 'no-address' | 'bad-address'

/** What keeps a mail from its recipient: something to repair, or a wish to be heeded. */
export type RecipientStop =
  | { readonly kind: 'hold'; readonly reason: HoldReason }
  | ({ readonly kind: 'suppress' } & NoMail)

/** Whether a mail may go to its recipient; the composer, the outbox and the claim all ask here. */
export const stopOfRecipient = (to: Recipient, whyNoMail: WhyNoMail): RecipientStop | null => {
  const isNoted = (note: keyof typeof noted): boolean => (to.noted & noted[note]) !== 0
  if (isNoted('doNotContact')) return { kind: 'hold', reason: 'do-not-contact' }
  if (to.toAddress === null || to.toAddress.trim() === '') {
    return { kind: 'hold', reason: 'no-address' }
  }
  const address = readAddress(to.toAddress)
  if (!address.ok) return { kind: 'hold', reason: 'bad-address' }
  const { contactUid } = to
  const noMail = whyNoMail({ address: address.value, contactUid }) ?? ofGiven(to, whyNoMail)
  if (noMail !== null) return { kind: 'suppress', ...noMail }
  if (isNoted('hasOptedOut')) return { kind: 'suppress', reason: 'unsubscribed', askedAt: null }
  if (isNoted('hasWishInBin')) return { kind: 'hold', reason: 'wish-in-bin' }
  return isNoted('isInvalid') ? { kind: 'hold', reason: 'bad-address' } : null
}

/** A wish at the address that the mail was given counts; one that did not work may be corrected. */
const ofGiven = (
  { contactUid, givenAddress, toAddress }: Recipient,
  whyNoMail: WhyNoMail,
): NoMail | null => {
  if (givenAddress === null || givenAddress === toAddress) return null
  const given = readAddress(givenAddress)
  const noMail = given.ok ? whyNoMail({ address: given.value, contactUid }) : null
  if (noMail === null || noMail.reason === 'hard-bounce') return null
  return { ...noMail, askedAt: noMail.askedAt ?? givenAddress }
}
