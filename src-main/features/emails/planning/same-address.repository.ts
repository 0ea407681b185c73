import type { Reader } from '#main/db/executor.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { addressOf } from '../email-columns.ts'
import { isSameAddress } from '../noted-columns.ts'

/** A mail of a batch whose turn it is. */
export interface MailInTurn {
  readonly id: EmailId
  readonly batch: string
  /** In its normal form. */
  readonly address: string
  /** When it is looked at (milliseconds UTC). */
  readonly nextAttemptAt: number
}

/** Another of the batch; what its owner meant to go to the same address takes nobody's place. */
const isOther = `e.batch = ? and e.id <> ? and e.to_each = 0
  and instr(' ' || coalesce(d.waived, '') || ' ', ' same-address ') = 0`

/** SQL of mails that were written at once and go to one address. */
export class SameAddressRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Whether another mail of the batch went to the address, perhaps, or is just leaving. */
  hasLeft({ id, batch, address }: MailInTurn): boolean {
    const found = this.reader.firstSql(
      `select 1 from deliveries d indexed by deliveries_address
          cross join emails e on e.id = d.email_id
        where d.to_address = ? and ${isOther} and (d.state in ('claimed','body','uncertain','sent')
          or (d.state = 'dismissed' and d.claimed_at is not null))
        limit 1`,
      address,
      batch,
      id,
    )
    return found !== undefined
  }

  /** Whether one that comes earlier in the queue goes there. */
  comesEarlier({ id, batch, address, nextAttemptAt }: MailInTurn): boolean {
    const found = this.reader.firstSql(
      `select 1 from contact_points p indexed by contact_points_normalized
          cross join emails e indexed by emails_contact
            on e.contact_id = p.contact_id and e.intent = 'scheduled'
          cross join deliveries d on d.email_id = e.id
        where p.kind = 'email' and p.normalized = ? and d.state in ('waiting','deferred')
          and (d.next_attempt_at, d.email_id) < (?, ?) and ${isOther}
          and ${isSameAddress('p.raw', addressOf)}
        limit 1`,
      address,
      nextAttemptAt,
      id,
      batch,
      id,
    )
    return found !== undefined
  }
}
