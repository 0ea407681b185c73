import { join } from 'node:path'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import type { ContactId, EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { type Findings, inFolder } from './fault-suite.ts'

/** How many interleavings, and whether claims ask who wants no mail. */
export interface Races {
  readonly count: number
  readonly seed: number
  readonly asksSuppressions: boolean
}

const address = (n: number): string => `person${n}@ross.example`
/** Theirs as well; no mail goes there. */
const otherAddress = (n: number): string => `person${n}@old.example`

/** What ends the wish to send a mail, each in a transaction of its own. */
const stops = [
  'suppress',
  'suppress-other',
  'cancel',
  'answer',
  'do-not-contact',
  'undo',
  'switch',
] as const
type Stop = (typeof stops)[number]

interface Race {
  readonly id: EmailId
  readonly contactId: ContactId
  readonly n: number
}

/** Notes in the very transaction of a stop whether the mail had been claimed before it. */
const marks = (on: string, when: string) =>
  `create temp trigger "mark ${on}" after ${on} when ${when} begin
    insert into stops select count(*) from send_attempts
      where email_id = (select id from raced) and outcome = 'claimed'; end`

const watchStops = ({ database }: TestOutbox): void => {
  database.exec('create temp table stops(claims integer not null)')
  database.exec('create temp table raced(id integer not null)')
  database.exec(marks('insert on suppressions', '1'))
  database.exec(marks('update of intent on emails', `new.intent = 'draft'`))
  database.exec(marks('update of do_not_contact on contacts', 'new.do_not_contact = 1'))
  const isOff = `new.key = 'outbox.switch' and new.value = 'off'`
  database.exec(marks('insert on machinery', isOff))
  database.exec(marks('update on machinery', isOff))
}

const stopIt = (outbox: TestOutbox, stop: Stop, { id, contactId, n }: Race): Promise<unknown> => {
  switch (stop) {
    case 'suppress':
      return outbox.suppressions.add({ address: address(n) }, outbox.owner)
    case 'suppress-other':
      return outbox.suppressions.add({ address: otherAddress(n) }, outbox.owner)
    case 'cancel':
      return outbox.schedule.cancel({ ids: [id] }, outbox.owner)
    case 'answer': {
      const answer = { contactId, at: outbox.clock.now() }
      return outbox.act((tx) => outbox.schedule.stopForAnswer(tx, answer))
    }
    case 'do-not-contact':
      return outbox.act((tx) =>
        tx.runSql('update contacts set do_not_contact = 1 where id = ?', contactId),
      )
    case 'undo':
      return outbox.act((tx) => tx.runSql(`update emails set intent = 'draft' where id = ?`, id))
    case 'switch':
      return outbox.service.switch({ isOn: false }, outbox.owner)
  }
}

const passTurns = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) {
    if (turn % 2 === 1) await new Promise<void>((resolve) => setImmediate(resolve))
    else await Promise.resolve()
  }
}

const prepare = async (outbox: TestOutbox, clock: FakeClock, n: number): Promise<Race> => {
  const contactId = await outbox.addContact(`Person ${n}`, address(n))
  await outbox.act((tx) =>
    tx.runSql(
      `insert into contact_points(contact_id, kind, raw, normalized, position)
        values(?, 'email', ?, ?, 1)`,
      contactId,
      otherAddress(n),
      otherAddress(n),
    ),
  )
  // The account that the suite made first.
  const [id] = await outbox.addDrafts(contactId, 1 as EmailAccountId, [`Mail ${n}`])
  if (id === undefined) throw new Error('no draft')
  const input = { ids: [id], when: { kind: 'now' }, unlessAnswered: true } as const
  const scheduled = await outbox.schedule.schedule({ ...input, ids: [id] }, outbox.owner)
  if (!scheduled.ok) throw new Error(scheduled.error.code)
  clock.advance(60_000)
  await outbox.act((tx) =>
    tx.runSql(
      `insert into email_account_states(account_uid, last_sync_at)
        select uid, ? from email_accounts where true
        on conflict do update set last_sync_at = excluded.last_sync_at`,
      clock.now(),
    ),
  )
  return { id, contactId, n }
}

/**
 * Stops a mail while it is being claimed, at a moment drawn at random: whatever is committed first
 * counts, and no claim may follow a stop. Answers whether one did, and whether the mail left.
 */
const raceOnce = async (
  outbox: TestOutbox,
  { clock, random, n }: { clock: FakeClock; random: SeededRandom; n: number },
) => {
  const race = await prepare(outbox, clock, n)
  outbox.database.exec(`delete from stops; delete from raced; insert into raced values(${race.id})`)
  const stop = random.pick(stops)
  const turns = random.integer(40)
  const stopping = passTurns(turns).then(() => stopIt(outbox, stop, race))
  await Promise.all([outbox.loop.lookAndWait(), stopping])
  await outbox.loop.lookAndWait()
  const claimsAtStop = outbox.reader.firstSql<{ n: number | null }>(
    'select max(claims) as n from stops',
  )
  const claims = outbox.reader.firstSql<{ n: number }>(
    `select count(*) as n from send_attempts where email_id = ? and outcome = 'claimed'`,
    race.id,
  )
  if (stop === 'switch') await outbox.service.switch({ isOn: true }, outbox.owner)
  const before = claimsAtStop?.n ?? null
  const isLate = before !== null && (claims?.n ?? 0) > before
  return { isLate, stop, hasLeft: outbox.deliveries.find(race.id)?.state === 'sent' }
}

const accept = async ({ onBodyStart }: SendRequest): Promise<SendOutcome> => {
  onBodyStart()
  return { kind: 'accepted', reply: '250 kept' }
}

/** Interleaves stops with claims; `n` counts interleavings. */
export const findSuppressionRaces = ({ count, seed, asksSuppressions }: Races): Promise<Findings> =>
  inFolder(async (folder) => {
    const random = new SeededRandom(seed)
    const clock = new FakeClock()
    const many = 1_000_000
    const outbox = await openOutbox({
      folder: join(folder, 'workspace'),
      clock,
      random,
      send: accept,
      limits: { perMinute: many, perHour: many, perDay: many, spacingMs: 0 },
      asksSuppressions,
    })
    outbox.database.pragma('synchronous=OFF')
    await outbox.addAccount(587, { daily_limit: 2000, imap_host: 'localhost', imap_port: 993 })
    watchStops(outbox)
    const failures: string[] = []
    let left = 0
    for (let n = 1; n <= count; n += 1) {
      const { isLate, stop, hasLeft } = await raceOnce(outbox, { clock, random, n })
      if (isLate) failures.push(`race ${n}: claimed after ${stop}`)
      if (hasLeft) left += 1
    }
    await outbox.close()
    // Where one side always wins there is no race.
    if (left === 0 || left === count) failures.push(`${left} of ${count} mails left`)
    return { n: count, failures }
  })
