import type { SuppressionsTable } from '#main/db/email-schema.ts'
import type { Transaction } from '#main/db/executor.ts'
import { readAddress } from '#main/engines/email/address-check.ts'
import type { Clock } from '#main/platform/clock.ts'
import { normalizeEmail } from '#shared/domain/email-address.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import {
  isWish,
  SuppressionReader,
  type SuppressionReaderParts,
  type SuppressionReason,
} from './suppression-reader.ts'

/** A suppression as somebody asks for it. */
export interface SuppressionWish {
  readonly address: string
  readonly reason: SuppressionReason
  readonly note?: string
  /** When it was said (milliseconds UTC); now, when absent. */
  readonly saidAt?: number
  /** When it was noted, where that was elsewhere (milliseconds UTC); now, when absent. */
  readonly notedAt?: number
  /** Whom it binds at whatever address; whoever has the address now, when absent. */
  readonly contacts?: readonly ContactId[]
}

/** What it takes to note whom no mail goes to. */
export interface SuppressionWriterParts extends SuppressionReaderParts {
  readonly clock: Pick<Clock, 'now'>
}

/** Notes whom no mail goes to, inside a unit of work; also in a thread of its own. It never lifts. */
export class SuppressionWriter extends SuppressionReader {
  private readonly clock: Pick<Clock, 'now'>

  constructor(parts: SuppressionWriterParts) {
    super(parts)
    this.clock = parts.clock
  }

  /**
   * Suppresses inside another unit of work; what is suppressed stays as it was, though a wish may
   * bind more contacts, and so does what the owner has lifted after `saidAt`. A lift in the future
   * was noted by a clock that was set back since: nobody knows what was first, and the wish counts.
   * Tells whether there is more than before.
   */
  suppress(tx: Transaction, { saidAt, contacts, ...wish }: SuppressionWish): boolean {
    const { repository } = this.parts
    const hash = this.hashOf(wish.address)
    if (hash === null) return false
    const last = repository.last(hash)
    const isLifted = last?.action === 'lift' && last.at <= this.clock.now()
    if (isLifted && saidAt !== undefined && last.at >= saidAt) return false
    const stands = last?.action === 'suppress' && (isWish(last.reason) || !isWish(wish.reason))
    const id = stands ? last.id : this.write(tx, hash, { ...wish, action: 'suppress' })
    if (!isWish(wish.reason)) return !stands
    const bound = repository.bind(
      tx,
      id,
      contacts ?? repository.havingAddress(normalized(wish.address)),
    )
    return !stands || bound > 0
  }

  protected write(
    tx: Transaction,
    hash: string,
    row: {
      readonly address: string
      readonly reason: SuppressionReason
      readonly note?: string
      readonly notedAt?: number
      readonly action: SuppressionsTable['action']
    },
  ): number {
    const { address, reason, note = null, notedAt, action } = row
    const checked = readAddress(address)
    return this.parts.repository.add(tx, {
      address: checked.ok ? checked.value : address,
      address_hash: hash,
      action,
      reason,
      note,
      at: notedAt ?? this.clock.now(),
    })
  }
}

/** The form in which contacts' addresses are compared. */
export const normalized = (address: string): string => normalizeEmail(address) ?? address
