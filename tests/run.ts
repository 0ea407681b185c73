import { mkdirSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parts, type RunPart } from './support/test-parts.ts'

/**
 * Runs everything and closes with one line, `N passed, N failed`.
 *
 * Nothing is tried twice, a part that reports no test has failed, and what was skipped is printed
 * with its reason. `--only=name,name` runs some of the parts, for work on them.
 */

const root = resolve(import.meta.dirname, '..')
const reports = resolve(root, 'out/test-results')
const { values: flags } = parseArgs({ options: { only: { type: 'string' } } })
const only = flags.only?.split(',')

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(0)} s`

const runOne = async (part: RunPart) => {
  const start = performance.now()
  console.log(`\n── ${part.name} ──`)
  const outcome = await part.run({ root, reports })
  const { passed, failed, skipped } = outcome
  const ran = passed + failed + skipped.length
  const silent = ran === 0 && !part.countsNothing
  if (silent) console.log(`${part.name}: reported no test at all`)
  const summary = `${passed} passed, ${failed + (silent ? 1 : 0)} failed`
  const skips = skipped.length === 0 ? '' : `, ${skipped.length} skipped`
  console.log(`${part.name}: ${summary}${skips} (${seconds(start)})`)
  return { ...outcome, failed: failed + (silent ? 1 : 0) }
}

const start = performance.now()
const total = { passed: 0, failed: 0, skipped: [] as string[] }
for (const part of parts.filter(({ name }) => only === undefined || only.includes(name))) {
  const outcome = await runOne(part)
  total.passed += outcome.passed
  total.failed += outcome.failed
  total.skipped.push(...outcome.skipped)
  if (outcome.failed > 0 && part.others === 'need it') {
    console.log(`\nThe other parts need ${part.name}, so they did not run.`)
    break
  }
}

console.log(`\nAll parts: ${seconds(start)}`)
for (const reason of total.skipped) console.log(`skipped: ${reason}`)
const skips = total.skipped.length === 0 ? '' : `, ${total.skipped.length} skipped`
console.log(`${total.passed} passed, ${total.failed} failed${skips}`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
