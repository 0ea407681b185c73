import { createHmac } from 'node:crypto'
import type { SuppressionsTable } from '#main/db/email-schema.ts'
import { readAddress } from '#main/engines/email/address-check.ts'
import type { SuppressionsRepository } from './suppressions.repository.ts'

/** Why no mail goes to an address. */
export type SuppressionReason = SuppressionsTable['reason']

/** Why a contact gets no mail at an address. */
export interface NoMail {
  readonly reason: SuppressionReason
  /** Where they asked, if at another address than this one that is still known. */
  readonly askedAt: string | null
}

/** What it takes to know to whom no mail goes. */
export interface SuppressionReaderParts {
  readonly repository: SuppressionsRepository
  /** The workspace's own key: hashes of one workspace say nothing about another. */
  readonly tokenKey: () => Uint8Array
}

/** What keeps mail from somebody, at one address. */
export interface StandingSuppression {
  readonly address: string
  readonly reason: SuppressionReason
  readonly note: string | null
  /** When it was noted (milliseconds UTC). */
  readonly at: number
  /** It counts for them at whatever address, and not for that address alone. */
  readonly isBound: boolean
}

const maxHashes = 5000

/** A wish of a person; that an address does not exist says nothing about its owner. */
export const isWish = (reason: SuppressionReason): boolean => reason !== 'hard-bounce'

/** Addresses and people no mail goes to, asked one by one; also in a thread that only reads. */
export class SuppressionReader {
  protected readonly parts: SuppressionReaderParts
  /** Every page of mails asks for many, again and again, and a hash takes longer than the rest. */
  private readonly hashes = new Map<string, string | null>()

  constructor(parts: SuppressionReaderParts) {
    this.parts = parts
  }

  /** Why an address gets no mail; null when it may. What is no address has no reason. */
  reasonFor(address: string): SuppressionReason | null {
    const hash = this.hashOf(address)
    const last = hash === null ? undefined : this.parts.repository.last(hash)
    return last?.action === 'suppress' ? last.reason : null
  }

  /** Why a contact gets no mail at an address; null when they may. */
  noMailTo({ address, contactUid }: { address: string; contactUid: string }): NoMail | null {
    const reason = this.reasonFor(address)
    if (reason !== null && isWish(reason)) return { reason, askedAt: null }
    const wish = this.parts.repository.wishOf(contactUid)
    if (wish !== undefined) return { reason: 'unsubscribe', askedAt: wish.address }
    return reason === null ? null : { reason, askedAt: null }
  }

  /** All that keeps mail from a contact, at their addresses and at others where they asked. */
  standingFor(contactUid: string, addresses: readonly string[]): StandingSuppression[] {
    const standing = new Map<string, StandingSuppression>()
    for (const { address, reason, note, at } of this.parts.repository.wishesOf(contactUid)) {
      // Only erased people have none, and they are no contacts any more.
      if (address !== null) standing.set(address, { address, reason, note, at, isBound: true })
    }
    for (const address of addresses) {
      const hash = this.hashOf(address)
      const last = hash === null ? undefined : this.parts.repository.last(hash)
      if (last?.action !== 'suppress') continue
      const { reason, note, at } = last
      const key = last.address ?? address
      if (!standing.has(key)) standing.set(key, { address: key, reason, note, at, isBound: false })
    }
    return [...standing.values()]
  }

  /** What an address is known by; null for what is none. */
  protected hashOf(address: string): string | null {
    const known = this.hashes.get(address)
    if (known !== undefined) return known
    if (this.hashes.size >= maxHashes) this.hashes.clear()
    const hash = this.makeHash(address)
    this.hashes.set(address, hash)
    return hash
  }

  private makeHash(address: string): string | null {
    const checked = readAddress(address)
    if (!checked.ok) return null
    const hmac = createHmac('sha256', this.parts.tokenKey())
    return hmac.update('kith suppression\0').update(checked.value).digest('hex')
  }
}
