import type { Reader } from '#main/db/executor.ts'
import type { ContactId, ContactPointId } from '#shared/domain/ids.ts'
import { mailAddressOf } from './email-columns.ts'
import { notedAtPoint } from './noted-columns.ts'
import type { Recipient } from './recipient.ts'

/** An e-mail address of a contact, as that which a mail would go to. */
export interface MailPointRow extends Recipient {
  readonly id: ContactPointId
}

const points = `select p.id, c.uid as contactUid, p.raw as toAddress,
    null as givenAddress, ${notedAtPoint} as noted
  from contacts c cross join contact_points p on p.contact_id = c.id and p.kind = 'email'
  where c.id = ?`

/** SQL of where mail to a contact may go. */
export class MailPointsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** The e-mail addresses of a contact, and what is noted about each. */
  of(contactId: ContactId): readonly MailPointRow[] {
    return this.reader.allSql<MailPointRow>(points, contactId)
  }

  /** The one that a new mail goes to; null when none works. */
  firstOf(contactId: ContactId): ContactPointId | null {
    const text = `select ${mailAddressOf('?', 'id')} as id`
    return this.reader.firstSql<{ id: ContactPointId | null }>(text, contactId)?.id ?? null
  }
}
