import type { Reader, Transaction } from '#main/db/executor.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { refusalsOfAccount } from './refusals.ts'

/** What is known of the mails that were written to a selection at once. */
export interface BatchTally {
  /** Mails that a server took, or refused because of their address. */
  readonly sent: number
  /** Of these, mails whose address does not exist. */
  readonly hard: number
}

/** What a bounce means, as whoever read it judged. */
type Kind = 'hard' | 'soft' | 'policy' | 'delayed'

/** A line among the attempts says what came back, and why: `bounce-soft`, `bounce-policy`. */
const outcomeOf = (kind: Kind): string => `bounce-${kind}`

/** SQL of mails that came back, as the ledger of attempts has them. */
export class BouncesRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  note(
    tx: Transaction,
    bounce: {
      readonly emailId: EmailId
      readonly accountUid: string
      readonly class: Kind
      readonly status: string
      /** When it came back (milliseconds UTC). */
      readonly at: number
    },
  ): void {
    tx.runSql(
      `insert into send_attempts(email_id, account_uid, address, at, outcome, reply_text)
        values(?, ?, (select c.address from send_attempts c indexed by send_attempts_email
          where c.email_id = ? and c.outcome = 'claimed' order by c.id desc limit 1), ?, ?, ?)`,
      bounce.emailId,
      bounce.accountUid,
      bounce.emailId,
      bounce.at,
      outcomeOf(bounce.class),
      bounce.status,
    )
  }

  /** How many mails to this address of a contact came back as undeliverable for now. */
  countSoft(contactId: ContactId, address: string, since: number): number {
    return this.count(
      `select count(distinct a.email_id) as n
        from emails e indexed by emails_contact
          cross join deliveries d on d.email_id = e.id and d.to_address = ?
          cross join send_attempts a indexed by send_attempts_email on a.email_id = e.id
        where e.contact_id = ? and a.outcome = 'bounce-soft' and a.at > ?`,
      address,
      contactId,
      since,
    )
  }

  /** How many mails of an account others refused by their rules. */
  countPolicy(accountUid: string, since: number): number {
    return this.count(
      `select count(distinct email_id) as n from ${refusalsOfAccount}
        and outcome = 'bounce-policy' and at > ?`,
      accountUid,
      since,
    )
  }

  tallyOf(batch: string): BatchTally {
    const tally = this.reader.firstSql<{ sent: number; hard: number | null }>(
      `select count(*) as sent, sum(d.reason is 'hard-bounce') as hard
        from emails e indexed by emails_batch cross join deliveries d on d.email_id = e.id
        where e.batch = ? and (d.state = 'sent' or d.state = 'failed' and d.reason = 'hard-bounce')`,
      batch,
    )
    return { sent: tally?.sent ?? 0, hard: tally?.hard ?? 0 }
  }

  private count(text: string, ...values: readonly (string | number)[]): number {
    return this.reader.firstSql<{ n: number }>(text, ...values)?.n ?? 0
  }
}
