import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { applyBulkAct, type BulkState, bulkStateText } from './bulk-acts.ts'
import type { DriverLine } from './driver.ts'
import { type Findings, inFolder, pointOf } from './fault-suite.ts'
import { findDamage } from './inspect-workspace.ts'
import { runDriver } from './run-driver.ts'

const control = join(import.meta.dirname, 'controls/threads-without-transactions.ts')
/** Each thread counts its own passes; an undo of many has more than one step. */
const points = ['unit.before-commit:1', 'undo.replayed:1', 'unit.after-commit:1', 'undo.replayed:2']
/** About as long as a thread takes to start, and to do its act then. */
const longestMs = 300

/** What the workspace holds, read past the product, from a file that nobody has open. */
const readBulkState = (file: string): BulkState => {
  const database = new DatabaseConstructor(file, { fileMustExist: true })
  try {
    const people = database.prepare('select count(*) from contacts').pluck().get() as number
    const tags = database
      .prepare('select name, (select count(*) from contact_tags where tag_id = t.id) from tags t')
      .raw()
      .all() as [string, number][]
    return { people, tags: Object.fromEntries(tags) }
  } finally {
    database.close()
  }
}

/** The states the workspace may be in: all acknowledged acts, and the one under way or not. */
const allowedStates = (start: BulkState, lines: readonly DriverLine[]) => {
  let [before, state] = [start, start]
  let next: BulkState | null = null
  let acknowledged = 0
  for (const line of lines) {
    if (line.type === 'bulk-start') next = applyBulkAct(state, line.act, before)
    if (line.type !== 'bulk-ack' || next === null) continue
    ;[before, state] = [state, next]
    next = null
    acknowledged += 1
  }
  return { states: next === null ? [state] : [state, next], acknowledged }
}

/** Whether a thread was at work in the moment of the kill. */
const wasInside = (lines: readonly DriverLine[], point: string | undefined): boolean => {
  const last = lines.at(-1)
  return last?.type === 'phase' ? last.phase !== null : point !== undefined
}

/** How to kill the workspace's process, and how often. */
export interface BulkKills {
  readonly count: number
  readonly seed: number
  readonly isControl: boolean
}

/**
 * Kills a process again and again while one of its threads tags, deletes, imports or undoes
 * thousands of contacts; each start goes on where the last one ended.
 */
export const killThreads = ({ count, seed, isControl }: BulkKills): Promise<Findings> =>
  inFolder(async (folder) => {
    const random = new SeededRandom(seed)
    const file = join(folder, 'workspace', 'workspace.db')
    const failures: string[] = []
    let state: BulkState = { people: 0, tags: {} }
    let [acts, inside] = [0, 0]
    for (let n = 1; n <= count; n += 1) {
      const point = isControl ? undefined : pointOf(points, n)
      const { lines, wasKilled, errors } = await runDriver({
        folder,
        seed: seed * 10_000 + n,
        mode: 'bulk',
        pauseMs: 0,
        killIn: {
          // Every act in front of that one is acknowledged, however slow the machine is.
          act: 1 + (n % 3),
          ms: random.integer(longestMs),
          isAtWork: isControl || random.integer(3) > 0,
        },
        killAfterMs: null,
        failpoint: point,
        control: isControl ? control : undefined,
      })
      if (!wasKilled) failures.push(`kill ${n}: ended by itself: ${errors.slice(0, 300)}`)
      if (wasInside(lines, point)) inside += 1
      const { states, acknowledged } = allowedStates(state, lines)
      acts += acknowledged
      state = readBulkState(file)
      const text = bulkStateText(state)
      const isAllowed = states.some((allowed) => bulkStateText(allowed) === text)
      const wanted = states.map(bulkStateText).join(' or ')
      const problems = [...(isAllowed ? [] : [`${text}, not ${wanted}`]), ...findDamage(file)]
      failures.push(...problems.map((problem) => `kill ${n} at ${point}: ${problem}`))
    }
    if (acts < count / 4) failures.push(`only ${acts} acts were acknowledged in ${count} kills`)
    if (inside < count / 2) failures.push(`only ${inside} of ${count} kills met a thread at work`)
    return { n: count, failures }
  })
