import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sendMail } from '#main/engines/email/smtp.ts'
import type { SentLedger } from '#main/features/emails/sending/sent-ledger.ts'
import { systemClock } from '#main/platform/clock.ts'
import { systemRandom } from '#main/platform/random.ts'
import type { ContactId, EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import { wallOf } from '#shared/domain/time.ts'
import { openOutbox } from '#tests/support/outbox.ts'

/** The process that is killed while it schedules and sends mail. */
export interface OutboxDriverInput {
  readonly folder: string
  readonly port: number
  /** Certificate of the authority behind the server. */
  readonly authority: string
  /** Mails to be scheduled in this run. */
  readonly mails: number
  readonly run: number
  /** Goes on until nothing more can leave. */
  readonly isLast: boolean
  /** Sends again what may have left: the control. */
  readonly retriesDoubt: boolean
}

/** What the process says. */
export type OutboxDriverLine =
  | { readonly type: 'ready' }
  /** Acknowledged to be scheduled. */
  | { readonly type: 'scheduled'; readonly count: number }
  | { readonly type: 'over' }

// The suite passes exactly this.
const input = JSON.parse(process.argv[2] ?? '{}') as OutboxDriverInput

const say = (line: OutboxDriverLine): void => {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

const forget = (ledger: SentLedger): void => {
  ledger.blocks = () => false
  ledger.lastOf = () => undefined
}

const many = 1_000_000
const outbox = await openOutbox({
  folder: join(input.folder, 'workspace'),
  clock: systemClock,
  random: systemRandom,
  limits: { perMinute: many, perHour: many, perDay: many, spacingMs: 0 },
  send: (request) => sendMail({ ...request, trusted: [input.authority] }),
  log: {
    info: () => {},
    warn: () => {},
    error: (event, cause) => `${(console.error(event, cause), '')}`,
  },
  ...(input.retriesDoubt ? { breakIt: forget } : {}),
})

const firstId = (table: string): number | undefined =>
  outbox.reader.firstSql<{ id: number }>(`select id from ${table} limit 1`)?.id

/** Accounts side by side, because each may send 2,000 mails a day. */
const accounts = 3
const accountOf = async (): Promise<EmailAccountId> => {
  // The run before may have been killed between two of them.
  const known = outbox.reader.allSql<{ id: EmailAccountId }>('select id from email_accounts')
  const ids = known.map(({ id }) => id)
  while (ids.length < accounts) {
    const address = `ada${ids.length}@lumen.example`
    ids.push(await outbox.addAccount(input.port, { is_default: ids.length === 0 ? 1 : 0, address }))
  }
  const id = ids[input.run % accounts]
  if (id === undefined) throw new Error('no account')
  return id
}

const accountId = await accountOf()
// The one contact of the workspace.
const contactId = (firstId('contacts') ??
  (await outbox.addContact('Bob', 'bob@ross.example'))) as ContactId

/** Doubts are as if nothing had happened: what a careless sender would do. */
if (input.retriesDoubt) {
  await outbox.act((tx) =>
    tx.runSql(`update deliveries set state = 'waiting' where state in ('body', 'uncertain')`),
  )
}

say({ type: 'ready' })
if (input.mails > 0) {
  const subjects = Array.from({ length: input.mails }, (_, n) => `Mail ${input.run}-${n}`)
  const ids = await outbox.addDrafts(contactId, accountId, subjects)
  const { day, time } = wallOf(Date.now(), 'UTC')
  const when = { kind: 'at', wall: `${day}T${time}`, timeZone: 'UTC' } as const
  const scheduled = await outbox.schedule.schedule({ ids, when }, outbox.owner)
  if (!scheduled.ok) throw new Error(JSON.stringify(scheduled.error))
  say({ type: 'scheduled', count: scheduled.value.scheduled })
}
outbox.loop.run()

/** Mails that wait may still leave; those put off come back within this run's patience. */
const isOver = (): boolean => {
  const counts = outbox.deliveries.counts()
  return (
    (counts.get('waiting') ?? 0) + (counts.get('claimed') ?? 0) + (counts.get('body') ?? 0) === 0
  )
}

/** Many that came due while nothing ran wait for the owner's word. */
const letGo = async (): Promise<void> => {
  const ids = outbox.reader
    .allSql<{ id: EmailId }>(
      `select email_id as id from deliveries where state = 'held' and reason = 'overdue'`,
    )
    .map(({ id }) => id)
  if (ids.length > 0) await outbox.service.decide({ ids, decision: 'release' }, outbox.owner)
}

for (;;) {
  await wait(20)
  if (!input.isLast) continue
  await letGo()
  if (isOver()) break
}
await outbox.close()
say({ type: 'over' })
