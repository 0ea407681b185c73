import { readAddress } from '#main/engines/email/address-check.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { BouncesRepository } from './bounces.repository.ts'
import type { Candidate } from './outbox.repository.ts'

interface CameBackParts {
  readonly bounces: Pick<BouncesRepository, 'countSoft' | 'tallyOf'>
  readonly clock: Pick<Clock, 'now'>
}

/** So many mails to an address that came back for now, within this time, are enough. */
const strikes = 3
const strikesMs = 14 * 86_400_000
/** Of mails to many, a share is told after so many. */
const leastOfBatch = 20
/** Receivers take who goes on beyond for somebody who bought addresses. */
const mostHardShare = 0.05

/** Mails that came back, as far as they keep others from leaving. */
export class CameBack {
  private readonly parts: CameBackParts

  constructor(parts: CameBackParts) {
    this.parts = parts
  }

  /** Whether mail to this address came back again and again lately. */
  isUnreachable({ contactId, toAddress }: Pick<Candidate, 'contactId' | 'toAddress'>): boolean {
    const address = readAddress(toAddress ?? '')
    if (!address.ok) return false
    const { bounces, clock } = this.parts
    return bounces.countSoft(contactId, address.value, clock.now() - strikesMs) >= strikes
  }

  /** Whether too many addresses of a mail to many do not exist. */
  isBatchBad({ batch }: Pick<Candidate, 'batch'>): boolean {
    if (batch === null) return false
    const { sent, hard } = this.parts.bounces.tallyOf(batch)
    return sent >= leastOfBatch && hard / sent >= mostHardShare
  }
}
