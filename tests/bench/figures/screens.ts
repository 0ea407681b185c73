import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import type { ContactId } from '#shared/domain/ids.ts'
import type { SeededRandom } from '#tests/support/seeded-random.ts'
import type { Facts } from '../facts.ts'
import { type Report, spreadOf } from '../figure.ts'
import { type Target, timeOf } from '../targets.ts'
import { todayProblem } from './today-check.ts'

/** What screens and saves are measured on. */
export interface ScreenParts {
  readonly target: Target
  readonly facts: Facts
  readonly report: Report
  readonly random: SeededRandom
  readonly inputs: number
  /** A folder on the workspace's disk, for the raw write. */
  readonly folder: string
  /** What the target's clock says. */
  readonly now: () => number
}

const sample = async (count: number, work: () => Promise<unknown>): Promise<number[]> => {
  const times: number[] = []
  for (let n = 0; n < count; n += 1) times.push(await timeOf(work))
  return times
}

/** Writes 12 KB and waits for the disk: what a durable save cannot beat. */
const openRawWrite = (folder: string) => {
  const path = join(folder, 'raw-write')
  const file = openSync(path, 'w')
  const bytes = Buffer.alloc(12 * 1024, 7)
  return {
    timeOne: (): number => {
      const start = performance.now()
      writeSync(file, bytes)
      fdatasyncSync(file)
      return performance.now() - start
    },
    close: (): void => {
      closeSync(file)
      rmSync(path)
    },
  }
}

/** What is wrong with the page of somebody, found by reading their rows; null when nothing is. */
const recordProblem = async (
  { target, folder }: ScreenParts,
  id: ContactId,
): Promise<string | null> => {
  const { displayName } = await target.call('contacts.get', { id })
  const { activities } = await target.call('activities.list', { contactId: id, limit: 50 })
  const database = new DatabaseConstructor(join(folder, 'workspace.db'), { readonly: true })
  const column = (sql: string): unknown[] => database.prepare(sql).pluck().all(id)
  const [name] = column('select display_name from contacts where id = ?')
  const timeline = column(
    'select id from activities where contact_id = ? order by at desc, id desc limit 50',
  )
  database.close()
  const found = JSON.stringify([displayName, activities.map((one) => one.id)])
  const expected = JSON.stringify([name, timeline])
  return found === expected ? null : `${found}, not ${expected}`
}

/** The record with its timeline, and Today. */
export const measureScreens = async (parts: ScreenParts): Promise<void> => {
  const { target, facts, report, random, inputs } = parts
  // Ids of contacts, read from their table.
  const someone = () => random.pick(facts.contacts).id as ContactId
  const common = { unit: 'ms p95', reference: null, ratio: null, must: 16, aim: 4 }
  const record = spreadOf(
    await sample(inputs, async () => {
      const id = someone()
      await target.call('contacts.get', { id })
      await target.call('activities.list', { contactId: id, limit: 50 })
    }),
  )
  report.add({ id: `record.${target.name}`, value: record.p95, ...common, more: { ...record } })
  for (let n = 0; n < 20; n += 1) {
    const wrong = await recordProblem(parts, someone())
    if (wrong !== null) report.fail(`record.${target.name}`, wrong)
  }
  const today = spreadOf(await sample(inputs, () => target.call('today.get', {})))
  report.add({ id: `today.${target.name}`, value: today.p95, ...common, more: { ...today } })
  const problem = todayProblem(
    join(parts.folder, 'workspace.db'),
    await target.call('today.get', {}),
    parts.now(),
  )
  if (problem !== null) report.fail(`today.${target.name}`, problem)
}

/** One field of a record, as an owner edits them: words that search reads, and others. */
const drawEdit = (random: SeededRandom) => {
  const word = `Word ${random.integer(1e6)}`
  return random.pick([
    { jobTitle: word },
    { source: word },
    { nickname: word },
    { importance: random.integer(3) + 1 },
    { preferredChannel: random.pick(['call', 'email', 'message'] as const) },
  ])
}

/** Logging a call with its kept facts, and a durable save of one field. */
export const measureSaves = async (parts: ScreenParts): Promise<void> => {
  const { target, facts, report, random, inputs, folder } = parts
  // As above.
  const someone = () => random.pick(facts.contacts).id as ContactId
  const logged = spreadOf(
    await sample(inputs, () =>
      target.call('activities.log', {
        contactId: someone(),
        kind: 'call',
        body: 'Asked for dates',
      }),
    ),
  )
  const none = { unit: 'ms p95', reference: null, ratio: null }
  const more = { ...logged }
  report.add({ id: `log.${target.name}`, value: logged.p95, ...none, must: 20, aim: 5, more })
  // In turns, so that both meet the same disk at the same moment.
  const raw = openRawWrite(folder)
  const [rawTimes, saveTimes]: [number[], number[]] = [[], []]
  for (let n = 0; n < inputs; n += 1) {
    rawTimes.push(raw.timeOne())
    const input = { id: someone(), ...drawEdit(random) }
    saveTimes.push(await timeOf(() => target.call('contacts.update', input)))
  }
  const saved = spreadOf(saveTimes)
  raw.close()
  const reference = spreadOf(rawTimes).median
  report.add(
    {
      id: `save.${target.name}`,
      value: saved.median,
      unit: 'ms median',
      reference,
      ratio: Math.round((saved.median / reference) * 100) / 100,
      must: target.name === 'dispatch' ? 3 : null,
      aim: 2,
      more: { ...saved },
    },
    'ratio',
  )
}
