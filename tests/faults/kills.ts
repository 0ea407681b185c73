import { join } from 'node:path'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { applyAct, stateText, type WorkspaceState } from './acts.ts'
import { killThreads } from './bulk-kills.ts'
import type { DriverLine } from './driver.ts'
import { type FaultLine, type FaultRun, type Findings, inFolder, measure } from './fault-suite.ts'
import { findDamage, readState } from './inspect-workspace.ts'
import { runDriver } from './run-driver.ts'

const control = join(import.meta.dirname, 'controls/ack-before-commit.ts')
/** Places to be killed at, with the highest pass: an undo is one act of many. */
const points = [
  { name: 'unit.before-commit', passes: 20 },
  { name: 'unit.after-commit', passes: 20 },
  { name: 'undo.replayed', passes: 4 },
] as const

/** The states the workspace may be in: all acknowledged acts, and the one under way or not. */
const allowedStates = (
  start: WorkspaceState,
  lines: readonly DriverLine[],
): { states: readonly WorkspaceState[]; acknowledged: number } => {
  let [before, state] = [start, start]
  let next: WorkspaceState | null = null
  let acknowledged = 0
  for (const line of lines) {
    if (line.type === 'start') next = applyAct(state, line.act, before)
    if (line.type !== 'ack' || next === null) continue
    ;[before, state] = [state, next]
    next = null
    acknowledged += 1
  }
  return { states: next === null ? [state] : [state, next], acknowledged }
}

const findDifference = (allowed: readonly WorkspaceState[], found: WorkspaceState): string[] => {
  const text = stateText(found)
  if (allowed.some((state) => stateText(state) === text)) return []
  const [expected] = allowed
  const lost = [...(expected ?? [])].filter(
    ([name, state]) => JSON.stringify(found.get(name)) !== JSON.stringify(state),
  )
  const [name, state] = lost[0] ?? ['nobody', undefined]
  const first = `${name} is ${JSON.stringify(found.get(name))}, not ${JSON.stringify(state)}`
  return [`${lost.length} contacts are not as acknowledged, ${found.size} found: ${first}`]
}

interface Kills {
  readonly count: number
  readonly seed: number
  readonly isControl: boolean
}

/** Kills the same workspace's process again and again; each start goes on where the last ended. */
const killWriters = ({ count, seed, isControl }: Kills): Promise<Findings> =>
  inFolder(async (folder) => {
    const random = new SeededRandom(seed)
    const file = join(folder, 'workspace', 'workspace.db')
    const failures: string[] = []
    let state: WorkspaceState = new Map()
    let acts = 0
    for (let n = 1; n <= count; n += 1) {
      const atPoint = !isControl && n % 3 === 0
      const point = random.pick(points)
      const { lines, wasKilled, errors } = await runDriver({
        folder,
        seed: seed * 10_000 + n,
        mode: 'write',
        pauseMs: isControl ? 2 : 0,
        killAfterMs: atPoint ? 5_000 : 5 + random.integer(200),
        failpoint: atPoint ? `${point.name}:${1 + random.integer(point.passes)}` : undefined,
        control: isControl ? control : undefined,
      })
      if (!wasKilled) failures.push(`kill ${n}: ended by itself: ${errors.slice(0, 300)}`)
      const refused = lines.find((line) => line.type === 'failed')
      if (refused) failures.push(`kill ${n}: ${refused.reply}`)
      const { states, acknowledged } = allowedStates(state, lines)
      state = readState(file)
      acts += acknowledged
      const problems = [...findDifference(states, state), ...findDamage(file)]
      failures.push(...problems.map((problem) => `kill ${n}: ${problem}`))
    }
    if (acts < count) failures.push(`only ${acts} acts were acknowledged in ${count} kills`)
    return { n: acts, failures }
  })

/**
 * Mixed writes through `dispatch` in a process of their own, which is killed: every acknowledged
 * act is there, whole, and the one under way is there whole or not at all. `n` counts acts, and
 * for acts on thousands in threads it counts kills.
 */
export const run = async ({ tier, controls }: FaultRun): Promise<readonly FaultLine[]> => {
  const seed = 20_261_120
  if (controls) {
    const kills = { count: 20, seed, isControl: true }
    const threads = { count: 6, seed: 3, isControl: true }
    return [
      await measure('kills.control.ack-before-commit', seed, () => killWriters(kills)),
      await measure('kills.control.scattered-threads', 3, () => killThreads(threads)),
    ]
  }
  const isFull = tier === 'full'
  const kills = { count: isFull ? 300 : 20, seed, isControl: false }
  const threads = { count: isFull ? 200 : 5, seed: 3, isControl: false }
  return [
    await measure('kills.writes', seed, () => killWriters(kills)),
    await measure('kills.threads', 3, () => killThreads(threads)),
  ]
}
