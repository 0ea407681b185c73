import { type Report, spreadOf } from '../figure.ts'
import { type HostProcess, startHost } from '../host-process.ts'
import { httpTarget } from '../targets.ts'

const answerMs = async (folder: string): Promise<number> => {
  const start = performance.now()
  const host: HostProcess = await startHost(folder)
  await httpTarget(host.port, host.token).call('today.count', {})
  const ms = performance.now() - start
  await host.stop()
  return ms
}

/** Process start to the first answer, of the full and of an empty workspace, in turns. */
export const measureStart = async (
  report: Report,
  { full, empty }: { full: string; empty: string },
): Promise<void> => {
  const rounds = 7
  const fullTimes: number[] = []
  const emptyTimes: number[] = []
  // The first start of each makes what later ones find.
  await answerMs(empty)
  await answerMs(full)
  for (let round = 0; round < rounds; round += 1) {
    emptyTimes.push(await answerMs(empty))
    fullTimes.push(await answerMs(full))
  }
  const reference = spreadOf(emptyTimes).median
  const { median, max, n } = spreadOf(fullTimes)
  const ratio = Math.round((median / reference) * 100) / 100
  const common = { unit: 'ms', reference, ratio }
  // Of so few the slowest is the one that binds.
  const slowest = { id: 'start', value: Math.round(max), more: { n, median } }
  report.add({ ...slowest, must: 1000, aim: 500, ...common })
  const independent = {
    id: 'start.independent-of-size',
    value: Math.round(median),
    aim: 1.1,
    more: { n, max },
  }
  report.add({ ...independent, must: 1.3, ...common }, 'ratio')
}
