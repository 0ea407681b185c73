import { mkdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { sendMail } from '#main/engines/email/smtp.ts'
import type { ClaimReason } from '#main/features/emails/sending/judge.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { startSmtpCatcher } from '#tests/support/smtp-catcher.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const hour = 3_600_000
const address = 'bob@ross.example'
const mailbox = { imap_host: 'localhost', imap_port: 993, imap_security: 'tls' }

/** A mail that leaves with the next look, at a real server, if nothing stops it. */
const openDue = async () => {
  const server = await startSmtpCatcher('tls')
  onTestFinished(() => server.stop())
  const folder = temporaryFolder()
  const clock = new FakeClock()
  const world = {
    freeBytes: Number.MAX_SAFE_INTEGER,
    secret: 'ready' as 'ready' | 'locked' | 'none',
    isMailboxDown: false,
  }
  const trusted = [testCertificates().authority]
  const outbox = await openOutbox({
    folder,
    clock,
    random: new SeededRandom(5),
    send: (request) => sendMail({ ...request, trusted }),
    freeBytes: () => world.freeBytes,
    refreshMailbox: async () => {
      if (!world.isMailboxDown)
        await sql('update email_account_states set last_sync_at = ?', clock.now())
    },
    hasSecret: () => world.secret === 'ready',
    readSecret: async () =>
      world.secret === 'ready'
        ? { kind: 'ready', secret: { kind: 'password', password: 'secret' } }
        : { kind: world.secret },
  })
  onTestFinished(() => outbox.close())
  const sql = (text: string, ...values: (string | number | null)[]): Promise<unknown> =>
    outbox.act((tx) => tx.runSql(text, ...values))
  const account = await outbox.addAccount(server.port, mailbox)
  const contact = await outbox.addContact('Bob', address)
  const [id] = await outbox.addDrafts(contact, account, ['Hello'])
  if (id === undefined) throw new Error('no draft')
  await sql('insert into email_account_states(account_uid) select uid from email_accounts')
  await outbox.loop.lookAndWait()
  const at = { kind: 'at', wall: '2026-11-20T09:13', timeZone: 'Europe/Lisbon' } as const
  const when = { ids: [id], when: at, unlessAnswered: true }
  const done = await outbox.schedule.schedule(when, outbox.owner)
  if (!done.ok) throw new Error(done.error.code)
  clock.advance(61_000)
  const letGo = () => outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
  return { outbox, server, folder, clock, world, account, contact, id, sql, letGo }
}

type House = Awaited<ReturnType<typeof openDue>>

/** What stops the mail, and the owner's way out; none where the reason passes by itself. */
interface Row {
  readonly stop: (house: House) => unknown
  readonly wayOut: (house: House) => unknown
  /** The state that it is in meanwhile; held unless said. */
  readonly state?: 'suppressed'
}

const uidOf = ({ outbox }: House, id: EmailId): string => outbox.emails.find(id)?.uid ?? ''

const holdAll = (reason: 'copied' | 'record-missing' | 'restored'): Row => ({
  stop: ({ outbox }) => outbox.act((tx) => outbox.outbox.setHoldAll(tx, reason)),
  wayOut: ({ outbox }) => outbox.service.releaseAll(outbox.owner),
})

const paused = (reason: string): Row => ({
  stop: ({ sql }) => sql('update email_account_states set paused_reason = ?', reason),
  wayOut: ({ sql }) => sql('update email_account_states set paused_reason = null'),
})

const secretIs = (secret: 'locked' | 'none'): Row => ({
  stop: ({ world }) => Object.assign(world, { secret }),
  wayOut: ({ world }) => Object.assign(world, { secret: 'ready' }),
})

/** Found out by parts that have tests of their own. */
const found = (part: 'isUnreachable' | 'isBatchBad'): Row => ({
  stop: ({ outbox }) => vi.spyOn(outbox.engine.cameBack, part).mockReturnValue(true),
  wayOut: ({ letGo }) => letGo(),
})

const marked = (on: string, off: string, state?: 'suppressed'): Row => ({
  stop: ({ sql }) => sql(on),
  wayOut: async ({ sql, letGo }) => {
    await sql(off)
    await letGo()
  },
  ...(state && { state }),
})

const rows: Readonly<Record<ClaimReason, Row>> = {
  restored: {
    stop: (house) =>
      house.outbox.ledger.append({
        event: 'body',
        mail: uidOf(house, house.id),
        sendId: 's',
        at: 1,
      }),
    wayOut: async (house) => {
      const sendId = 's'
      house.outbox.ledger.append({ event: 'refused', mail: uidOf(house, house.id), sendId, at: 2 })
      await house.letGo()
    },
  },
  copied: holdAll('copied'),
  'record-missing': holdAll('record-missing'),
  clock: {
    stop: ({ outbox, clock }) =>
      outbox.act((tx) => outbox.outbox.setLastSeen(tx, clock.now() + hour)),
    wayOut: ({ outbox }) => outbox.service.releaseAll(outbox.owner),
  },
  'switched-off': {
    stop: ({ outbox }) => outbox.service.switch({ isOn: false }, outbox.owner),
    wayOut: ({ outbox }) => outbox.service.switch({ isOn: true }, outbox.owner),
  },
  overdue: {
    stop: ({ clock }) => clock.advance(7 * hour),
    wayOut: ({ letGo }) => letGo(),
  },
  'disk-low': {
    stop: ({ world }) => Object.assign(world, { freeBytes: 1 }),
    wayOut: ({ world }) => Object.assign(world, { freeBytes: Number.MAX_SAFE_INTEGER }),
  },
  'no-record': {
    stop: ({ folder }) => mkdirSync(join(folder, 'sent-ledger.log')),
    wayOut: ({ folder }) => rmdirSync(join(folder, 'sent-ledger.log')),
  },
  'no-account': {
    stop: ({ sql }) => sql('delete from email_accounts'),
    wayOut: async ({ outbox, server, sql, letGo }) => {
      await outbox.addAccount(server.port, mailbox)
      await sql('insert into email_account_states(account_uid) select uid from email_accounts')
      await letGo()
    },
  },
  auth: paused('auth'),
  tls: paused('tls'),
  policy: paused('policy'),
  locked: secretIs('locked'),
  'no-secret': secretIs('none'),
  answered: {
    stop: ({ contact, clock, sql }) =>
      sql(
        `insert into messages(uid, contact_id, direction, kind, from_address, to_address, subject,
          body, at, known_at) values('m', ?, 'in', 'personal', ?, 'ada', '', '', ?, ?)`,
        contact,
        address,
        clock.now(),
        clock.now(),
      ),
    wayOut: ({ letGo }) => letGo(),
  },
  'answers-unknown': {
    stop: ({ sql }) =>
      sql('update email_accounts set imap_host = null, imap_port = null, imap_security = null'),
    wayOut: ({ letGo }) => letGo(),
  },
  'inbox-stale': {
    stop: ({ world }) => Object.assign(world, { isMailboxDown: true }),
    wayOut: ({ world }) => Object.assign(world, { isMailboxDown: false }),
  },
  unreachable: found('isUnreachable'),
  'many-bounces': found('isBatchBad'),
  'gmail-bulk': {
    stop: ({ outbox }) => vi.spyOn(outbox.engine.gmail, 'isFull').mockReturnValue(true),
    wayOut: async ({ outbox, letGo }) => {
      vi.mocked(outbox.engine.gmail.isFull).mockReturnValue(false)
      await letGo()
    },
  },
  'same-address': {
    stop: async ({ outbox, contact, account, sql }) => {
      const [other = 0] = await outbox.addDrafts(contact, account, ['The other'])
      await sql(`update emails set batch = 'b'`)
      const text = `insert into deliveries(email_id, state, to_address, changed_at)
        values(?, 'sent', ?, 1)`
      await sql(text, other, address)
    },
    wayOut: ({ letGo }) => letGo(),
  },
  'do-not-contact': marked(
    'update contacts set do_not_contact = 1',
    'update contacts set do_not_contact = 0',
  ),
  'wish-in-bin': {
    stop: async ({ contact, sql }) => {
      await sql(`insert into contacts(id, uid, kind, display_name, do_not_contact, created_at)
        values(900, 'twin', 'person', 'Bob R.', 1, 1)`)
      await sql(
        `insert into contact_points(contact_id, kind, raw, normalized)
          select 900, kind, raw, normalized from contact_points where contact_id = ?`,
        contact,
      )
      await sql('delete from contacts where id = 900')
    },
    wayOut: async ({ sql, letGo }) => {
      await sql(`insert into contacts(id, uid, kind, display_name, created_at)
        values(900, 'twin', 'person', 'Bob R.', 1)`)
      await letGo()
    },
  },
  'no-address': {
    stop: ({ sql }) => sql('delete from contact_points'),
    wayOut: async ({ contact, sql, letGo }) => {
      const text = `insert into contact_points(contact_id, kind, raw, normalized, is_primary)
        values(?, 'email', ?, ?, 1)`
      await sql(text, contact, address, address)
      await letGo()
    },
  },
  'bad-address': {
    stop: async ({ sql }) => {
      await sql('update emails set to_address = ?', address)
      await sql('update contact_points set is_invalid = 1')
    },
    wayOut: async ({ sql, letGo }) => {
      await sql('update contact_points set is_invalid = 0')
      await letGo()
    },
  },
  unsubscribed: marked(
    'update contact_points set opted_out = 1',
    'update contact_points set opted_out = 0',
    'suppressed',
  ),
  'hard-bounce': {
    state: 'suppressed',
    stop: ({ outbox, contact, clock, sql }) =>
      outbox
        .act((tx) =>
          outbox.suppressions.giveUp(tx, { contactId: contact, address, saidAt: clock.now() }),
        )
        .then(() => sql('update contact_points set is_invalid = 0')),
    wayOut: async ({ outbox, letGo }) => {
      await outbox.suppressions.lift({ address, note: 'it works' }, outbox.owner)
      await letGo()
    },
  },
}

const more: readonly (readonly [ClaimReason, Row])[] = [['restored', holdAll('restored')]]

test.for([...(Object.entries(rows) as [ClaimReason, Row][]), ...more])(
  'the claim stops a mail that is %s, and its way out works',
  async ([reason, { stop, wayOut, state = 'held' }]) => {
    const house = await openDue()
    const { outbox, server, clock, id } = house
    await stop(house)
    await outbox.loop.lookAndWait()
    expect(outbox.emails.find(id)).toMatchObject({ state, reason })
    expect(server.mails).toHaveLength(0)
    await wayOut(house)
    // The first look may begin to read a mailbox.
    for (let n = 0; n < 2; n += 1) {
      clock.advance(61_000)
      await outbox.loop.lookAndWait()
    }
    expect(server.mails).toHaveLength(1)
  },
)
