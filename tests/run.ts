import { mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { childrenCpuSeconds } from './support/children-cpu.ts'
import { moveTemporaryFiles } from './support/memory-folder.ts'
import { pictures, type RunPart, stages } from './support/test-parts.ts'

/**
 * Runs everything and closes with one line, `N passed, N failed`.
 *
 * Parts run side by side where they can; what a part prints stands together, when it has ended.
 * Nothing is tried twice, a part that reports no test has failed, and what was skipped is printed
 * with its reason. `--only=name,name` runs some of the parts, for work on them; `--pictures` takes
 * the pictures of every screen as well, when everything else has ended.
 */

const root = resolve(import.meta.dirname, '..')
const reports = resolve(root, 'out/test-results')
const { values: flags } = parseArgs({
  options: { only: { type: 'string' }, pictures: { type: 'boolean', default: false } },
})
const only = flags.only?.split(',')
const takesPictures = flags.pictures || only?.includes(pictures.name) === true

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
moveTemporaryFiles()
// Processes of the tests load the same files again and again; kept, they come ready.
process.env['NODE_COMPILE_CACHE'] ??= resolve(root, 'out/compile-cache')

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(0)} s`

/** Prints at once when the part is alone, else when it has ended. */
const createPrinter = (isAlone: boolean) => {
  const kept: (Uint8Array | string)[] = []
  const write = (text: Uint8Array | string) => void process.stdout.write(text)
  return {
    print: isAlone ? write : (text: Uint8Array | string) => void kept.push(text),
    flush: () => kept.forEach(write),
  }
}

const runOne = async (part: RunPart, isAlone: boolean) => {
  const start = performance.now()
  const { print, flush } = createPrinter(isAlone)
  console.log(isAlone ? `\n── ${part.name} ──` : `${part.name}: started`)
  const outcome = await part.run({ root, reports, print })
  if (!isAlone) console.log(`\n── ${part.name} ──`)
  flush()
  const { passed, failed, skipped } = outcome
  const ran = passed + failed.length + skipped.length
  const silent = ran === 0 && !part.countsNothing ? ['reported no test at all'] : []
  const named = [...failed, ...silent].map((line) => `${part.name} > ${line}`)
  const summary = `${passed} passed, ${named.length} failed`
  const skips = skipped.length === 0 ? '' : `, ${skipped.length} skipped`
  console.log(`${part.name}: ${summary}${skips} (${seconds(start)})`)
  return { ...outcome, part, failed: named }
}

type Ran = Awaited<ReturnType<typeof runOne>>

const runStage = async (lanes: readonly (readonly RunPart[])[]): Promise<readonly Ran[]> => {
  const runLane = async (lane: readonly RunPart[]): Promise<readonly Ran[]> => {
    const done: Ran[] = []
    for (const part of lane) done.push(await runOne(part, lanes.length === 1))
    return done
  }
  return (await Promise.all(lanes.map(runLane))).flat()
}

const isChosen = ({ name }: RunPart): boolean => only === undefined || only.includes(name)

const start = performance.now()
const done: Ran[] = []
for (const stage of takesPictures ? [...stages, [[pictures]]] : stages) {
  const lanes = stage.map((lane) => lane.filter(isChosen)).filter((lane) => lane.length > 0)
  done.push(...(await runStage(lanes)))
  const broken = done.find(({ failed, part }) => failed.length > 0 && part.others === 'need it')
  if (broken) {
    console.log(`\nThe other parts need ${broken.part.name}, so they did not run.`)
    break
  }
}

const passed = done.reduce((sum, one) => sum + one.passed, 0)
const failed = done.flatMap((one) => one.failed)
const skipped = done.flatMap((one) => one.skipped)
const cpu = childrenCpuSeconds()
const spent = cpu === null ? '' : `, ${cpu.toFixed(0)} s of ${availableParallelism()} processors`
console.log(`\nAll parts: ${seconds(start)}${spent}`)
for (const reason of skipped) console.log(`skipped: ${reason}`)
const skips = skipped.length === 0 ? '' : `, ${skipped.length} skipped`
// Beside the last line, where whoever sees only the end of a long output still finds them.
for (const line of failed) console.log(`failed: ${line}`)
console.log(`${passed} passed, ${failed.length} failed${skips}`)
process.exitCode = failed.length === 0 && passed > 0 ? 0 : 1
