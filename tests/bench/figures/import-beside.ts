import { setTimeout as pause } from 'node:timers/promises'
import type { Output } from '#shared/contract/index.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { bringIn, type Hosted } from '../bring-in.ts'
import { type Report, type Spread, spreadOf } from '../figure.ts'
import { httpTarget, type Target, timeOf } from '../targets.ts'
import { addGap, finished } from './bulk.ts'

/** What an import beside a client is measured on. */
export interface BesideParts extends Hosted {
  readonly report: Report
  /** What is there before. */
  readonly csv: string
  /** Other people, who come while the client works. */
  readonly other: string
}

type Contact = Output<'contacts.list'>['rows'][number]

/** Five times a second, one after the other, until it is stopped. */
const fiveTimesASecond = (work: (round: number) => Promise<unknown>) => {
  const times: number[] = []
  const state = { isOn: true }
  const ended = (async () => {
    for (let round = 0; state.isOn; round += 1) {
      const ms = await timeOf(() => work(round))
      times.push(ms)
      await pause(Math.max(0, 200 - ms))
    }
  })()
  return async () => {
    state.isOn = false
    await ended
    return spreadOf(times)
  }
}

const startClient = (connect: () => Target, people: readonly Contact[]) => {
  const of = (round: number): Contact => people[round % people.length] as Contact
  const [pages, searches, saves] = [connect(), connect(), connect()]
  const stops = {
    pages: fiveTimesASecond((round) =>
      pages.call('contacts.list', { offset: (round * 977) % 50_000, limit: 50 }),
    ),
    searches: fiveTimesASecond((round) =>
      searches.call('search.everywhere', { text: of(round).displayName.slice(0, 4), limit: 20 }),
    ),
    saves: fiveTimesASecond((round) =>
      saves.call('contacts.update', { id: of(round).id, source: `Round ${round}` }),
    ),
  }
  return async () => ({
    pages: await stops.pages(),
    searches: await stops.searches(),
    saves: await stops.saves(),
  })
}

/**
 * Brings a file into a full workspace while a client pages, searches and saves five times a second
 * each. A save that meets the commit waits for it; pages and searches do not.
 */
export const measureImportBeside = async (parts: BesideParts): Promise<void> => {
  const { host, target, report, csv, other } = parts
  await bringIn(parts, csv)
  const { rows } = await target.call('contacts.list', { offset: 0, limit: 200 })
  await host.longestGap()
  const stop = startClient(() => httpTarget(host.port, host.token), rows)
  const { whole, commit, operationId } = await bringIn(parts, other)
  const gap = await host.longestGap()
  const client = await stop()
  const undone = operationId === null ? null : await undoBeside(parts, rows, operationId)
  report.add({
    id: 'import.beside',
    value: Math.round(whole.seconds * 100) / 100,
    unit: 's',
    must: null,
    aim: null,
    reference: null,
    ratio: null,
    more: {
      commit: Math.round(commit.seconds * 100) / 100,
      cpu: Math.round(whole.cpu * 100) / 100,
    },
  })
  addGap(report, 'import.beside', gap)
  for (const kind of ['pages', 'searches'] as const) addReads(report, kind, client[kind])
  addSaves(report, 'import.beside', client.saves)
  if (undone === null) return report.fail('import.beside', 'no operation in History')
  addGap(report, 'import.beside.undo', undone.gap)
  addSaves(report, 'import.beside.undo', undone.saves)
}

/** Takes the import back, with the client still at work. */
const undoBeside = async (
  { host, target }: BesideParts,
  people: readonly Contact[],
  id: OperationId,
) => {
  await host.longestGap()
  const stop = startClient(() => httpTarget(host.port, host.token), people)
  await finished(target, (await target.call('history.undo', { id })).jobId)
  const gap = await host.longestGap()
  const { saves } = await stop()
  return { gap, saves }
}

const addReads = (report: Report, kind: string, { p95, median, max, n }: Spread): void =>
  report.add({
    id: `import.beside.${kind}`,
    value: p95,
    unit: 'ms p95',
    must: 16,
    aim: null,
    reference: null,
    ratio: null,
    more: { n, median, max },
  })

const addSaves = (report: Report, id: string, { n, median, max }: Spread): void =>
  report.add({
    id: `${id}.saves`,
    value: max,
    unit: 'ms max',
    must: null,
    aim: null,
    reference: null,
    ratio: null,
    more: { n, median },
  })
