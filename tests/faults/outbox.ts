import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { buildDriver } from './build-driver.ts'
import { type FaultLine, type FaultRun, type Findings, inFolder, measure } from './fault-suite.ts'
import type { OutboxDriverInput, OutboxDriverLine } from './outbox-driver.ts'
import { findSuppressionRaces } from './outbox-races.ts'
import { startUnreliableServer, type UnreliableServer } from './outbox-server.ts'
import { runKilled } from './run-killed.ts'

/** Every place at which a crash leaves another state behind, in the order of a mail's way. */
const points = [
  'unit.before-commit:2',
  'outbox.enqueued:1',
  'outbox.claimed:2',
  'outbox.before-ledger:2',
  'outbox.ledger:2',
  'outbox.body:3',
  'outbox.accepted:2',
  'outbox.noted:2',
  'outbox.sent:3',
]

interface Kills {
  readonly count: number
  readonly mailsPerRun: number
  readonly seed: number
  readonly retriesDoubt: boolean
  /** Of a hundred mails so many are taken and answered with silence. */
  readonly cutAfterwards: number
}

interface Run extends OutboxDriverInput {
  readonly killAfterMs: number | null
  readonly failpoint: string | undefined
}

const runOnce = async ({ killAfterMs, failpoint, ...input }: Run) => {
  const { outbox } = await buildDriver()
  return runKilled<OutboxDriverLine>({ script: outbox, input, killAfterMs, failpoint })
}

interface Fate {
  readonly state: string
  readonly messageId: string | null
  readonly subject: string
}

const readFates = (folder: string): Fate[] => {
  const database = new DatabaseConstructor(join(folder, 'workspace', 'workspace.db'))
  try {
    return database
      .prepare<[], Fate>(
        `select coalesce(d.state, 'none') as state, d.message_id as messageId, e.subject
          from emails e left join deliveries d on d.email_id = e.id where e.intent = 'scheduled'`,
      )
      .all()
  } finally {
    database.close()
  }
}

/** What must never be. */
const judge = (fates: readonly Fate[], server: UnreliableServer, scheduled: number): string[] => {
  const failures: string[] = []
  for (const [id, times] of server.accepted) {
    if (times > 1) failures.push(`${id} was accepted ${times} times`)
  }
  for (const [subject, times] of server.subjects) {
    if (times > 1) failures.push(`"${subject}" was accepted ${times} times`)
  }
  for (const { state, messageId, subject } of fates) {
    const wasAccepted = messageId !== null && server.accepted.has(messageId)
    if (state === 'sent' && !wasAccepted) failures.push(`${subject} is sent, but nobody took it`)
    if (state !== 'sent' && state !== 'uncertain' && wasAccepted) {
      failures.push(`${subject} is ${state}, but the server has it`)
    }
    if (!['sent', 'uncertain', 'deferred'].includes(state)) failures.push(`${subject} is ${state}`)
  }
  if (fates.length < scheduled) failures.push(`${scheduled - fates.length} mails are lost`)
  return failures
}

/** How far few kills may be from the truth: two standard deviations of a count. */
const twoDeviations = 1.96
/** Doubts that cost the owner a look at their mailbox, for nothing: so many a kill at most. */
const mostDoubts = 0.5
/** With fewer kills, only what chance cannot explain is too much. */
const enoughKills = 100

/** Mails that are uncertain although they never left, a kill; with the interval of 95 %. */
const doubtsOf = (fates: readonly Fate[], server: UnreliableServer, kills: number) => {
  const needless = fates.filter(
    ({ state, messageId }) => state === 'uncertain' && !server.accepted.has(messageId ?? ''),
  ).length
  const spread = twoDeviations * Math.sqrt(needless)
  const rate = (count: number): number => Math.round((count / kills) * 1000) / 1000
  const interval = [rate(Math.max(0, needless - spread)), rate(needless + spread)] as const
  const [least, most] = interval
  const isTooMuch = (kills < enoughKills ? least : most) > mostDoubts
  const failures = isTooMuch ? [`${rate(needless)} needless doubts a kill`] : []
  return { failures, doubtsPerKill: { value: rate(needless), interval } }
}

/** Kills the process that sends again and again, while the server takes mails and hangs up. */
const killSenders = ({
  count,
  mailsPerRun,
  seed,
  retriesDoubt,
  cutAfterwards,
}: Kills): Promise<Findings> =>
  inFolder(async (folder) => {
    const random = new SeededRandom(seed)
    const server = await startUnreliableServer(random, cutAfterwards)
    const failures: string[] = []
    let scheduled = 0
    const base = { folder, port: server.port, authority: server.authority, retriesDoubt }
    for (let run = 1; run <= count; run += 1) {
      const isAtPoint = run <= points.length || run % 2 === 1
      const failpoint = isAtPoint ? points[(run - 1) % points.length] : undefined
      const killAfterMs = isAtPoint ? 5_000 : 10 + random.integer(500)
      const end = await runOnce({
        ...base,
        run,
        mails: mailsPerRun,
        isLast: false,
        killAfterMs,
        failpoint,
      })
      if (!end.wasKilled) failures.push(`run ${run} ended by itself: ${end.errors.slice(0, 500)}`)
      for (const line of end.lines) if (line.type === 'scheduled') scheduled += line.count
    }
    const last = { ...base, run: count + 1, mails: 0, isLast: true }
    const end = await runOnce({ ...last, killAfterMs: null, failpoint: undefined })
    if (!end.lines.some(({ type }) => type === 'over')) failures.push(end.errors.slice(0, 500))
    await server.stop()
    const fates = readFates(folder)
    const { failures: doubts, doubtsPerKill } = doubtsOf(fates, server, count)
    failures.push(...judge(fates, server, scheduled), ...doubts)
    return { n: fates.length, failures, doubtsPerKill }
  })

/**
 * At most once, whatever happens: no Message-ID twice at the server, nothing "sent" that it did not
 * take, no scheduled mail lost; and nothing is claimed once its address is suppressed. `n` counts
 * mails, and interleavings.
 */
export const run = async ({ tier, controls }: FaultRun): Promise<readonly FaultLine[]> => {
  const seed = 20_261_121
  if (controls) {
    const kills = { count: 14, mailsPerRun: 12, seed, retriesDoubt: true, cutAfterwards: 25 }
    return [
      await measure('outbox.control.retry-after-doubt', seed, () => killSenders(kills)),
      await measure('outbox.control.unasked-suppressions', 5, () =>
        findSuppressionRaces({ count: 60, seed: 5, asksSuppressions: false }),
      ),
    ]
  }
  const isFull = tier === 'full'
  const kills = {
    count: isFull ? 500 : points.length + 3,
    // Some kills come before any mail is scheduled.
    mailsPerRun: isFull ? 7 : 6,
    seed,
    retriesDoubt: false,
    cutAfterwards: 5,
  }
  const races = { count: isFull ? 10_000 : 80, seed: 5, asksSuppressions: true }
  return [
    await measure('outbox.kills', seed, () => killSenders(kills)),
    await measure('outbox.suppressions', 5, () => findSuppressionRaces(races)),
  ]
}
