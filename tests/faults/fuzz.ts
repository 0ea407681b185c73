import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import DatabaseConstructor from 'better-sqlite3'
import type { Dispatch } from '#main/dispatch.ts'
import type { Procedure } from '#shared/contract/define.ts'
import { contract } from '#shared/contract/index.ts'
import type { Reply } from '#shared/contract/wire.ts'
import { startTestHost, type TestHost } from '#tests/main/hosts/loopback/test-host.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { type FaultLine, type FaultRun, type Findings, inFolder, measure } from './fault-suite.ts'
import { describeInput, wrongInput } from './wrong-inputs.ts'

/** Called rightly, these change the folder or start a thread: here they are only called wrongly. */
const onlyWrongly = new Set([
  'app.openFolder',
  'app.moveWorkspace',
  'app.openSample',
  'app.leaveSample',
  'backups.create',
  'backups.restore',
  'exports.create',
])

/** What an answer must never hold: places in our files, stacks, SQL and SQLite's own words. */
const leak =
  /\bat [\w.<>]+ \(|node_modules|src-main|\.ts:\d|\.js:\d|\/tmp\/|\/dev\/shm\/|SQLITE_|sqlite|\bselect\b.+\bfrom\b|insert into|no such (table|column)|constraint failed|cannot read propert/i

const context = { actor: 'owner', window: 'fuzz' } as const
const batchSize = 20

interface Target {
  readonly name: string
  readonly procedure: Procedure
}

const targets: readonly Target[] = Object.entries(contract).flatMap(([slice, procedures]) =>
  Object.entries(procedures).map(([name, procedure]) => ({ name: `${slice}.${name}`, procedure })),
)

const answerProblem = (reply: Reply): string | null => {
  if (reply.ok) return null
  if (reply.error.code === 'bug') return `a bug, ${reply.error.logId}`
  const text = JSON.stringify(reply.error)
  return leak.test(text) ? `leaks: ${text.slice(0, 200)}` : null
}

/** Tells whether anybody has committed to the workspace since the last look. */
const watchWorkspace = (file: string) => {
  const database = new DatabaseConstructor(file, { readonly: true })
  const read = (): unknown => database.pragma('data_version', { simple: true })
  let last = read()
  return {
    hasChanged: (): boolean => {
      const now = read()
      const changed = now !== last
      last = now
      return changed
    },
    close: () => database.close(),
  }
}

type Send = (name: string, input: unknown) => Promise<Reply>

/** Connections that stay open; half the price of `fetch`, and there are tens of thousands. */
const agent = new Agent({ keepAlive: true, maxSockets: batchSize })

const overHttp =
  ({ port, token }: TestHost): Send =>
  (name, input) =>
    new Promise((resolve, reject) => {
      const body = Buffer.from(JSON.stringify(input ?? null))
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': body.length,
      }
      const path = `/call/${name}`
      const options = { agent, host: '127.0.0.1', port, path, method: 'POST', headers }
      const sent = request(options, (answer) => {
        // The host answers with a reply, whatever the status.
        json(answer).then((reply) => resolve(reply as Reply), reject)
      })
      sent.on('error', reject).end(body)
    })

const inProcess =
  (dispatch: Dispatch): Send =>
  async (name, input) =>
    (await dispatch(name, input, context)).reply

/** What a build may do in refusing that none may do. */
type Break = (refusal: Reply & { ok: false }, file: string) => Reply

/** Builds that are broken in one way each, or not at all. */
const breaks: Readonly<Record<string, Break>> = {
  'tells-stacks': (reply) => ({
    ok: false,
    error: { ...reply.error, message: new Error('x').stack ?? '' },
  }),
  'writes-in-refusing': (reply, file) => {
    const database = new DatabaseConstructor(file)
    database.prepare("insert or replace into machinery values('fuzz', random())").run()
    database.close()
    return reply
  },
  'takes-what-is-wrong': () => ({ ok: true, value: {} }),
}

/** The first refusals are broken; enough to be noticed. */
const broken = (send: Send, file: string, change: Break): Send => {
  let left = 200
  return async (name, input) => {
    const reply = await send(name, input)
    if (reply.ok || left === 0) return reply
    left -= 1
    return change(reply, file)
  }
}

const seedPeople = async (send: Send): Promise<void> => {
  for (let n = 1; n <= 6; n += 1) {
    await send('contacts.create', { kind: 'person', displayName: `Person ${n}`, tags: ['a'] })
    await send('activities.log', { contactId: n, kind: 'call', body: 'Talked' })
    await send('followUps.create', { contactId: n, title: 'Call', dueDay: '2026-12-01' })
  }
}

interface Fuzz {
  readonly count: number
  readonly seed: number
  readonly wire: 'in-process' | 'http'
  /** Absent in a build that is as it should be. */
  readonly change?: Break
}

const fuzzProcedure = async (
  { name, procedure }: Target,
  parts: { send: Send; fuzz: Fuzz; hasChanged: () => boolean },
): Promise<Findings> => {
  const { send, fuzz, hasChanged } = parts
  const schema = describeInput(procedure.input)
  const random = new SeededRandom(fuzz.seed + name.length * 7919)
  const failures: string[] = []
  let refused = 0
  /** Sends inputs side by side; when all are refused, nothing may have been written. */
  const sendAll = async (inputs: readonly unknown[]): Promise<readonly Reply[]> => {
    hasChanged()
    const replies = await Promise.all(inputs.map((input) => send(name, input)))
    const problems = replies.map(answerProblem).filter((problem) => problem !== null)
    failures.push(...problems.map((problem) => `${name}: ${problem}`))
    refused += replies.filter((reply) => !reply.ok).length
    if (replies.every((reply) => !reply.ok) && hasChanged())
      failures.push(`${name}: changed the workspace in refusing`)
    return replies
  }
  for (let drawn = 0; refused < fuzz.count && drawn < 20 * fuzz.count; drawn += batchSize) {
    const inputs = Array.from({ length: batchSize }, () =>
      wrongInput(schema, random, fuzz.wire === 'in-process'),
    )
    const { wrong = [], right = [] } = Object.groupBy(inputs, (input) =>
      procedure.input.safeParse(input).success ? 'right' : 'wrong',
    )
    const taken = (await sendAll(wrong)).filter((reply) => reply.ok)
    if (taken.length > 0) failures.push(`${name}: took an input that the contract refuses`)
    // What turns out to be right is called as well, each alone: it may be refused all the same.
    if (onlyWrongly.has(name)) continue
    for (const input of right) await sendAll([input])
  }
  if (refused < fuzz.count) failures.push(`${name}: only ${refused} inputs were wrong`)
  return { n: refused, failures }
}

const fuzzAll = (fuzz: Fuzz): Promise<Findings> =>
  inFolder(async (folder) => {
    const host = await startTestHost(folder)
    const file = join(host.workspace, 'workspace.db')
    const wire = fuzz.wire === 'http' ? overHttp(host) : inProcess(host.application.dispatch)
    const send = fuzz.change === undefined ? wire : broken(wire, file, fuzz.change)
    const failures: string[] = []
    const onRejection = (cause: unknown): void => {
      failures.push(`an unhandled rejection: ${String(cause)}`)
    }
    process.on('unhandledRejection', onRejection)
    await seedPeople(wire)
    const watch = watchWorkspace(file)
    let n = 0
    for (const target of targets) {
      const { hasChanged } = watch
      const found = await fuzzProcedure(target, { send, fuzz, hasChanged })
      failures.push(...found.failures)
      n += found.n
    }
    watch.close()
    const alive = await wire('app.status', {})
    if (!alive.ok) failures.push('the application does not answer any more')
    if ('isAdmin' in {}) failures.push('the prototype of every object was changed')
    process.off('unhandledRejection', onRejection)
    agent.destroy()
    await host.close()
    return { n, failures }
  })

/**
 * Wrong inputs to every procedure over both wires: no crash, no change of the workspace by a
 * refusal, no stack, path or SQL in an answer.
 */
export const run = async ({ tier, controls }: FaultRun): Promise<readonly FaultLine[]> => {
  const seed = 2
  const wires = ['in-process', 'http'] as const
  const lines: FaultLine[] = []
  if (controls) {
    for (const [broken, change] of Object.entries(breaks)) {
      for (const wire of wires) {
        const fuzz = { count: batchSize, seed, wire, change }
        lines.push(await measure(`fuzz.control.${broken}.${wire}`, seed, () => fuzzAll(fuzz)))
      }
    }
    return lines
  }
  for (const wire of wires) {
    const fuzz = { count: tier === 'full' ? 2_000 : 500, seed, wire }
    lines.push(await measure(`fuzz.${wire}`, seed, () => fuzzAll(fuzz)))
  }
  return lines
}
