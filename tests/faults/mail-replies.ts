import { join } from 'node:path'
import { type SmtpTimes, sendMail } from '#main/engines/email/smtp.ts'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import type { SmtpPeer } from '#tests/support/smtp-peer.ts'
import { type ScriptedServer, startTlsScript } from '#tests/support/smtp-scripted.ts'
import { largeMail, type ScriptCase, scriptCases, smallMail } from '#tests/support/smtp-scripts.ts'
import { type Findings, inFolder, measure, type RunSuite } from './fault-suite.ts'

interface Conversations {
  readonly rounds: number
  readonly seed: number
  /** Takes a lost connection for a mail that has not left: the control. */
  readonly believesErrors: boolean
}

/** Whether a mail may go out again by itself afterwards, and what is shown of it. */
interface Fate {
  readonly state: string
  readonly reason: string | null
  readonly isTriedAgain: boolean
}

const rests = (state: string, reason: string | null): Fate => ({
  state,
  reason,
  isTriedAgain: false,
})

/** The table of states: which answer of a server leads to which fate. */
const fateOf = ({ outcome, hasBegun }: ScriptCase): Fate => {
  switch (outcome.kind) {
    case 'accepted':
      return rests('sent', null)
    case 'uncertain':
      return rests('uncertain', 'connection')
    case 'refused': {
      if (!outcome.permanent) return { state: 'deferred', reason: 'refused', isTriedAgain: true }
      if (outcome.enhanced?.startsWith('5.7.')) return rests('failed', 'policy')
      const isNobody = !hasBegun && outcome.stage === 'rcpt' && outcome.enhanced === '5.1.1'
      return rests('failed', isNobody ? 'hard-bounce' : 'refused')
    }
    case 'not-started':
      if (outcome.cause === 'auth') return rests('held', 'auth')
      if (outcome.cause === 'too-big') return rests('held', 'too-large')
      return { state: 'deferred', reason: 'connection', isTriedAgain: true }
    default:
      throw new Error('a script without an outcome')
  }
}

/** The words of a server in pieces of a few bytes, as networks may cut them. */
const inPieces = (peer: SmtpPeer, random: SeededRandom): SmtpPeer => {
  const whole = peer.write.bind(peer)
  peer.write = (text) => {
    const most = text.length > 2_000 ? 5_000 : 5
    for (let at = 0; at < text.length; ) {
      const length = 1 + random.integer(most)
      whole(text.slice(at, at + length))
      at += length
    }
  }
  return peer
}

/** A server of its own for a case, and how often it was called. */
interface Stage {
  readonly one: ScriptCase
  readonly server: ScriptedServer
  readonly calls: { n: number }
}

const openStage = async (one: ScriptCase, random: SeededRandom | null): Promise<Stage> => {
  const calls = { n: 0 }
  const server = await startTlsScript(async (peer) => {
    calls.n += 1
    await one.script(random === null ? peer : inPieces(peer, random))
  })
  return { one, server, calls }
}

/** What reads an error as nodemailer gives it: nothing says that the mail had begun to leave. */
const believing = (outcome: SendOutcome): SendOutcome =>
  outcome.kind === 'uncertain'
    ? { kind: 'not-started', cause: 'connect', detail: outcome.detail }
    : outcome

/** All conversations begin at once here, which takes a busy machine a while. */
const longer = (times: Partial<SmtpTimes>): Partial<SmtpTimes> =>
  Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, 6 * ms]))

const openHouse = (
  folder: string,
  {
    stages,
    clock,
    believesErrors,
  }: {
    readonly stages: readonly Stage[]
    readonly clock: FakeClock
    readonly believesErrors: boolean
  },
): Promise<TestOutbox> =>
  openOutbox({
    folder: join(folder, 'workspace'),
    clock,
    random: new SeededRandom(1),
    send: async (request) => {
      const stage = stages.find(({ server }) => server.port === request.account.port)
      const outcome = await sendMail({
        ...request,
        bytes: stage?.one.isLarge === true ? largeMail : smallMail,
        trusted: [testCertificates().authority],
        ...(stage?.one.times && { times: longer(stage.one.times) }),
      })
      return believesErrors ? believing(outcome) : outcome
    },
  })

const judge = (outbox: TestOutbox, { one, calls }: Stage, id: EmailId, isLater: boolean) => {
  const fate = fateOf(one)
  const { state, reason } = outbox.deliveries.find(id) ?? { state: 'none', reason: null }
  const failures: string[] = []
  if (state !== fate.state || reason !== fate.reason) {
    failures.push(`${one.name}: ${state} (${reason}), not ${fate.state} (${fate.reason})`)
  }
  const wanted = isLater && fate.isTriedAgain ? 2 : 1
  // Who is given up on while it is called was called all the same.
  const isRight = one.times?.setUpMs === undefined ? calls.n === wanted : calls.n <= wanted
  if (!isRight) failures.push(`${one.name}: called ${calls.n} times, not ${wanted}`)
  return failures
}

/** One mail to each server, and a look at all of them when whatever waits was tried again. */
const converseOnce = (random: SeededRandom | null, believesErrors: boolean): Promise<string[]> =>
  inFolder(async (folder) => {
    const stages = await Promise.all(scriptCases.map((one) => openStage(one, random)))
    const clock = new FakeClock()
    const outbox = await openHouse(folder, { stages, clock, believesErrors })
    const ids: EmailId[] = []
    for (const [n, { server }] of stages.entries()) {
      // Of one address no more than its share of a minute would leave.
      const own = { address: `ada${n}@lumen.example`, is_default: n === 0 ? 1 : 0 }
      const account = await outbox.addAccount(server.port, own)
      // Whoever is said to be nobody is written to no more, and nothing else is theirs.
      const contact = await outbox.addContact(`Bob ${n}`, `bob${n}@ross.example`)
      ids.push(...(await outbox.addDrafts(contact, account, ['Hello'])))
    }
    await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
    clock.advance(11_000)
    const failures: string[] = []
    for (const isLater of [false, true]) {
      await outbox.loop.lookAndWait()
      for (const [n, stage] of stages.entries()) {
        const id = ids[n]
        if (id !== undefined) failures.push(...judge(outbox, stage, id, isLater))
      }
      // The first wait is a minute, or a little more.
      clock.advance(80_000)
    }
    await outbox.close()
    for (const { server } of stages) await server.stop()
    return failures
  })

const converse = async ({ rounds, seed, believesErrors }: Conversations): Promise<Findings> => {
  const random = new SeededRandom(seed)
  const failures: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    // The first time words come whole.
    const problems = await converseOnce(round === 0 ? null : random, believesErrors)
    failures.push(...problems.map((problem) => `round ${round}: ${problem}`))
  }
  return { n: scriptCases.length * rounds, failures }
}

/**
 * Every way in which a server behaves leads to one state of the mail, and nothing whose body had
 * begun to leave is tried again: each script of the table through the real outbox, then once more
 * when all that may be tried again was. `n` counts conversations; from the second round on, the
 * server's words come in pieces of a few bytes.
 */
export const run: RunSuite = async ({ tier, controls }) => {
  if (controls) {
    const control = { rounds: 1, seed: 2, believesErrors: true }
    return [await measure('mail-replies.control.believes-errors', 2, () => converse(control))]
  }
  const rounds = tier === 'full' ? 25 : 1
  return [
    await measure('mail-replies', 2, () => converse({ rounds, seed: 2, believesErrors: false })),
  ]
}
