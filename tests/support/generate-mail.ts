import type { Database, Statement } from 'better-sqlite3'
import { planOf } from '#main/features/emails/email-columns.ts'
import { noteWords } from './generated-names.ts'
import { SeededRandom } from './seeded-random.ts'

/** How much mail is generated. */
export interface GeneratedMail {
  /** Mails that wait for their time. */
  readonly scheduled: number
  /** Mails on timelines, sent and received; at most as many as there are such entries. */
  readonly messages: number
  readonly seed?: number
}

/** All that is scheduled is due within five hours of this morning, too far to leave by itself. */
export const dueMorning = Date.UTC(2036, 0, 7, 8)

/** The last moment at which none of it has waited for too long. */
export const dueEnd = dueMorning + 5 * 3_600_000

/** What the owner looks through beside what is scheduled, and why. */
const others = {
  draft: { count: 500, reasons: [null] },
  uncertain: { count: 50, reasons: ['connection'] },
  held: { count: 300, reasons: ['overdue', 'answered'] },
  failed: { count: 200, reasons: ['refused', 'policy'] },
} as const
const sentCount = 10_000

// All year the time of UTC.
const zone = 'Atlantic/Reykjavik'
const written = Date.UTC(2026, 10, 20, 9, 5)

interface Entry {
  readonly id: number
  readonly contactId: number
  readonly kind: 'mail-sent' | 'mail-received'
  readonly at: number
}
interface Writer {
  readonly random: SeededRandom
  /** Contacts with an address. */
  readonly recipients: readonly number[]
  readonly insert: (table: string, row: Readonly<Record<string, string | number | null>>) => number
  readonly sql: (text: string) => Statement<unknown[]>
}

/**
 * Gives the contacts of a workspace mails and the entries of their timelines texts, the same for
 * the same seed. Rows are inserted directly; what is kept of them is not computed.
 */
export const insertMail = (database: Database, size: GeneratedMail): void => {
  const writer = createWriter(database, size.seed ?? 3)
  writer.insert('email_accounts', {
    uid: 'account-1',
    address: 'ada@lumen.example',
    from_name: 'Ada',
    smtp_host: 'localhost',
    smtp_port: 9,
    smtp_security: 'tls',
    imap_host: 'localhost',
    imap_port: 9,
    imap_security: 'tls',
    user_name: 'ada',
    signature: '<p>Ada Lindqvist<br>Lumen, Lisbon</p>',
    is_default: 1,
    daily_limit: 2000,
    created_at: written - 1500 * 86_400_000,
  })
  writer.insert('email_account_states', { account_uid: 'account-1', last_sync_at: dueEnd })
  insertWaiting(writer, size.scheduled)
  insertOthers(writer)
  insertMessages(writer, size.messages)
  writer
    .sql(`update deliveries set plan = (select ${planOf} from emails e where e.id = email_id)`)
    .run()
}

const createWriter = (database: Database, seed: number): Writer => {
  const statements = new Map<string, Statement<unknown[]>>()
  const sql = (text: string): Statement<unknown[]> => {
    const known = statements.get(text) ?? database.prepare<unknown[]>(text)
    statements.set(text, known)
    return known
  }
  const recipients = database
    .prepare<[], number>(
      `select c.id from contacts c where c.do_not_contact = 0 and exists (
        select 1 from contact_points p where p.contact_id = c.id and p.kind = 'email'
          and p.normalized is not null and p.is_invalid = 0 and p.opted_out = 0) order by c.id`,
    )
    .pluck()
    .all()
  const insert: Writer['insert'] = (table, row) => {
    const names = Object.keys(row)
    const text = `insert into ${table}(${names.join()}) values(${names.map(() => '?').join()})`
    return Number(sql(text).run(...Object.values(row)).lastInsertRowid)
  }
  return { random: new SeededRandom(seed), recipients, insert, sql }
}

const wordsOf = (random: SeededRandom, count: number): string =>
  Array.from({ length: count }, () => random.pick(noteWords)).join(' ')

/** A few paragraphs with fields, as one writes to many. */
const richText = (random: SeededRandom): string => {
  const paragraphs = Array.from(
    { length: 2 + random.integer(8) },
    () => `<p>${wordsOf(random, 15 + random.integer(60))}, <strong>soon</strong>.</p>`,
  )
  return `<p>Hello {{ contact.given_name | default: "there" }},</p>${paragraphs.join('')}<p>For {{ contact.name }}.</p>`
}

const insertEmail = (
  { random, insert }: Writer,
  n: number,
  more: Readonly<Record<string, string | number | null>>,
): number =>
  insert('emails', {
    uid: `email-${n}`,
    account_id: 1,
    subject: `About ${wordsOf(random, 2)}`,
    body: richText(random),
    created_at: written - random.integer(86_400_000),
    updated_at: written - random.integer(86_400_000),
    ...more,
  })

const insertWaiting = (writer: Writer, count: number): void => {
  for (let n = 0; n < count; n += 1) {
    insertPlanned(writer, n, { state: n % 50 === 0 ? 'deferred' : 'waiting', reason: null })
  }
}

const insertPlanned = (
  writer: Writer,
  n: number,
  { state, reason }: { readonly state: string; readonly reason: string | null },
): void => {
  const { random, insert, recipients } = writer
  const dueAt = dueMorning + random.integer(300) * 60_000
  const sendAt = new Date(dueAt).toISOString().slice(0, 16)
  const waits = n % 3 === 0 ? 1 : 0
  // One in four was written to a selection, in which each person stands once.
  const batch = n % 4 === 0 ? `batch-${n % 40}` : null
  const inTurn = recipients[(Math.floor(n / 40) + 7919 * (n % 40)) % recipients.length]
  const id = insertEmail(writer, n, {
    contact_id: batch === null || inTurn === undefined ? random.pick(recipients) : inTurn,
    batch,
    intent: 'scheduled',
    send_at: sendAt,
    time_zone: zone,
    scheduled_at: written,
    is_hand_timed: 1,
    unless_answered: waits,
  })
  insert('deliveries', {
    email_id: id,
    state,
    reason,
    plan: `${sendAt}|${zone}|${written}|${waits}`,
    batch,
    due_at: dueAt,
    next_attempt_at: dueAt,
    account_uid: 'account-1',
    changed_at: written,
  })
}

const insertOthers = (writer: Writer): void => {
  const { random, recipients } = writer
  let n = 1_000_000
  for (const [state, { count, reasons }] of Object.entries(others)) {
    for (let done = 0; done < count; done += 1) {
      n += 1
      if (state !== 'draft') insertPlanned(writer, n, { state, reason: random.pick(reasons) })
      else {
        // An answer stopped one in five.
        const stopped_reason = done % 5 === 0 ? 'answered' : null
        insertEmail(writer, n, { contact_id: random.pick(recipients), stopped_reason })
      }
    }
  }
}

/** Whole timelines at a time, so that there are threads. */
const insertMessages = (writer: Writer, count: number): void => {
  const { random, sql } = writer
  const contacts = sql('select id from contacts').pluck().all() as number[]
  const entries = sql(
    `select id, contact_id as contactId, kind, at from activities
      where contact_id = ? and kind in ('mail-sent', 'mail-received') order by at, id`,
  )
  const taken = new Set<number>()
  let left = count
  let sentLeft = sentCount
  while (left > 0 && taken.size < contacts.length) {
    const contactId = random.pick(contacts)
    if (taken.has(contactId)) continue
    taken.add(contactId)
    // Columns named above.
    const own = (entries.all(contactId) as Entry[]).slice(-left)
    own.forEach((entry, place) => {
      sentLeft -= insertMessage(writer, { entry, before: own[place - 1], place }, sentLeft > 0)
    })
    left -= own.length
  }
}

/** One mail on a timeline; 1 when it was written here, else 0. */
const insertMessage = (
  writer: Writer,
  { entry, before, place }: { entry: Entry; before: Entry | undefined; place: number },
  mayBeOurs: boolean,
): number => {
  const { random, insert, sql } = writer
  const { id, contactId, kind, at } = entry
  const isOut = kind === 'mail-sent'
  const theirs = `person${contactId}@example.com`
  const emailId = isOut && mayBeOurs ? insertSent(writer, entry, theirs) : null
  sql('update activities set body = null, direction = ? where id = ?').run(isOut ? 'out' : 'in', id)
  insert('messages', {
    uid: `message-${id}`,
    contact_id: contactId,
    activity_id: id,
    account_id: 1,
    email_id: emailId,
    direction: isOut ? 'out' : 'in',
    kind: 'personal',
    message_id: `<${id}@lumen.example>`,
    in_reply_to: before === undefined || place % 4 === 0 ? null : `<${before.id}@lumen.example>`,
    thread: `<${contactId}.${Math.floor(place / 4)}@lumen.example>`,
    from_address: isOut ? 'ada@lumen.example' : theirs,
    to_address: isOut ? theirs : 'ada@lumen.example',
    subject: `Re: ${wordsOf(random, 3)}`,
    body: `${wordsOf(random, 20 + random.integer(300))}\n\n> ${wordsOf(random, 60)}`,
    at,
  })
  return emailId === null ? 0 : 1
}

const insertSent = (writer: Writer, { id, contactId, at }: Entry, address: string): number => {
  const emailId = insertEmail(writer, 2_000_000 + id, {
    contact_id: contactId,
    intent: 'scheduled',
    scheduled_at: at - 10_000,
    updated_at: at - 10_000,
  })
  writer.insert('deliveries', {
    email_id: emailId,
    state: 'sent',
    plan: `||${at - 10_000}|0`,
    due_at: at,
    next_attempt_at: at,
    attempts: 1,
    send_id: `send-${id}`,
    message_id: `<${id}@lumen.example>`,
    account_uid: 'account-1',
    to_address: address,
    subject: `Sent ${emailId}`,
    sent_at: at,
    changed_at: at,
  })
  return emailId
}
