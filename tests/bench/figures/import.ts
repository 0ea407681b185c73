import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openTable } from '#main/features/imports/tables/open-table.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { bringIn, type Hosted, type Imported, spentOn } from '../bring-in.ts'
import type { Report } from '../figure.ts'
import { startHost } from '../host-process.ts'
import { type Floor, importFloor } from '../import-floor.ts'
import { medianOf, type Spent, strictReference } from '../strict-reference.ts'
import { httpTarget } from '../targets.ts'
import { finished } from './bulk.ts'

/** What an import is measured on. */
export interface ImportParts extends Hosted {
  readonly report: Report
  readonly csv: string
  /** The database that the file is brought into. */
  readonly database: string
}

const memoryMust = 500
const hundredths = (value: number): number => Math.round(value * 100) / 100
const tenths = (value: number): number => Math.round(value * 10) / 10

const undo = async ({ target }: Hosted, id: OperationId): Promise<void> => {
  await finished(target, (await target.call('history.undo', { id })).jobId)
}

/**
 * Brings the file in, brings it again, takes it back and does it once more; between them the strict
 * reference. Processor time stands beside the clock: it tells more on a machine that is not quiet.
 */
export const measureImport = async (parts: ImportParts): Promise<void> => {
  const { report, host, csv } = parts
  const references = [strictReference(csv)]
  const first = await bringIn(parts, csv)
  const floor = await importFloor(parts.database)
  references.push(strictReference(csv))
  const again = await bringIn(parts, csv)
  references.push(strictReference(csv))
  const reference = medianOf(references)
  addImport(report, 'import.first', { spent: first.whole, reference, must: 15 })
  addFloor(report, floor, reference)
  addImport(report, 'import.again', { spent: again.whole, reference: first.whole, must: 1 })
  addRows(report, { first, again })
  if (first.operationId !== null) await measureUndo(parts, first, first.operationId)
  const none = { reference: null, ratio: null, aim: null }
  const peak = host.peakMegabytes()
  report.add({ id: 'import.memory', value: peak, unit: 'MB', must: memoryMust, ...none })
}

const measureUndo = async (
  parts: ImportParts,
  { commit }: Imported,
  operation: OperationId,
): Promise<void> => {
  const { report, host, target } = parts
  const newest = async (): Promise<OperationId> =>
    (await target.call('history.list', { limit: 1 })).operations[0]?.id ?? operation
  const undone = await spentOn(host, () => undo(parts, operation))
  addImport(report, 'import.undo', { spent: undone, reference: commit, must: 2.5 })
  const { rows } = await target.call('contacts.list', { offset: 0, limit: 1 })
  if (rows.length > 0) report.fail('import.undo', 'contacts are left')
  const undoing = await newest()
  const redone = await spentOn(host, () => undo(parts, undoing))
  addImport(report, 'import.redo', { spent: redone, reference: commit, must: null })
}

const addImport = (
  report: Report,
  id: string,
  { spent, reference, must }: { spent: Spent; reference: Spent; must: number | null },
): void => {
  const more = { cpu: hundredths(spent.cpu), cpu_ratio: tenths(spent.cpu / reference.cpu) }
  report.add(
    {
      id,
      value: hundredths(spent.seconds),
      unit: 's',
      reference: hundredths(reference.seconds),
      ratio: tenths(spent.seconds / reference.seconds),
      must,
      aim: id === 'import.first' ? 8 : null,
      more,
    },
    'ratio',
  )
}

const addFloor = (report: Report, { steps, ...spent }: Floor, reference: Spent): void => {
  const [value, seconds] = [hundredths(spent.seconds), hundredths(reference.seconds)]
  const ratio = tenths(spent.seconds / reference.seconds)
  const more = Object.fromEntries(Object.entries(steps).map(([step, s]) => [step, hundredths(s)]))
  const none = { must: null, aim: null }
  report.add({ id: 'import.floor', value, unit: 's', reference: seconds, ratio, ...none, more })
}

const addRows = (
  report: Report,
  { first, again }: { readonly first: Imported; readonly again: Imported },
): void => {
  const { counts } = again
  if (counts.new !== 0 || counts.changed !== 0) report.fail('import.again', JSON.stringify(counts))
  const none = { reference: null, ratio: null, must: null, aim: null }
  report.add({ id: 'import.rows', value: first.counts.rows, unit: 'rows', ...none })
}

/** Prints where the time of an import goes; in a host of its own, because looking on costs too. */
export const measurePhases = async ({
  report,
  csv,
  folder,
}: {
  readonly report: Report
  readonly csv: string
  readonly folder: string
}): Promise<void> => {
  const phasesFile = join(folder, 'phases.jsonl')
  rmSync(phasesFile, { force: true })
  const host = await startHost(join(folder, 'phases', 'workspace'), { phasesFile })
  const hosted = { host, target: httpTarget(host.port, host.token) }
  const { operationId } = await bringIn(hosted, csv)
  if (operationId !== null) await undo(hosted, operationId)
  await host.stop()
  const read = await readOnly(csv)
  for (const line of readFileSync(phasesFile, 'utf8').trim().split('\n')) {
    // Written by `phase-watch.mjs`, one line a job.
    const { kind, phases } = JSON.parse(line) as { kind: string; phases: Record<string, number> }
    if (!/^(imports|history)\./u.test(kind)) continue
    const { code = 0, ...sql } = phases
    const own = kind === 'imports.plan' ? { read, clean: code - read } : { code }
    const more = Object.fromEntries(
      Object.entries({ ...own, ...sql }).map(([phase, ms]) => [phase, Math.round(ms)]),
    )
    const value = Object.values(more).reduce((sum, ms) => sum + ms, 0)
    const none = { reference: null, ratio: null, must: null, aim: null }
    report.add({ id: `phases.${kind}`, value, unit: 'ms', ...none, more })
  }
}

/** Milliseconds that the rows of a file take when nothing is made of them. */
const readOnly = async (csv: string): Promise<number> => {
  const start = performance.now()
  const table = await openTable(csv, {})
  if (table.ok) table.value.read(() => true)
  return performance.now() - start
}
