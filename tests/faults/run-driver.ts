import { buildDriver } from './build-driver.ts'
import type { DriverInput, DriverLine } from './driver.ts'
import { type KilledRun, type RunEnd, runKilled } from './run-killed.ts'

/** How the driver is run and when it is killed. */
type DriverRun = Omit<DriverInput, 'workerFile'> & Omit<KilledRun, 'script' | 'input'>

/** What the driver said before it ended. */
export type DriverEnd = RunEnd<DriverLine>

/** Starts the driver, kills it as told and returns what it had said. */
export const runDriver = async (run: DriverRun): Promise<DriverEnd> => {
  const { driver, worker } = await buildDriver()
  const { killAfterMs, failpoint, control, ...rest } = run
  const input: DriverInput = { ...rest, workerFile: worker }
  return runKilled({ script: driver, input, killAfterMs, failpoint, control })
}
