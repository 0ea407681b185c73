import { join } from 'node:path'
import { buildProcesses } from '#tests/support/build-processes.ts'

/** The built processes that the suites start and kill. */
export interface BuiltDriver {
  readonly driver: string
  readonly worker: string
  readonly migrator: string
  readonly outbox: string
  readonly host: string
}

let built: Promise<BuiltDriver> | undefined

const buildOnce = async (): Promise<BuiltDriver> => {
  const folder = await buildProcesses({
    driver: 'tests/faults/driver.ts',
    migrator: 'tests/faults/migrator.ts',
    outbox: 'tests/faults/outbox-driver.ts',
    loopback: 'src-main/hosts/loopback/main.ts',
    worker: 'src-main/worker.ts',
  })
  return {
    driver: join(folder, 'driver.js'),
    worker: join(folder, 'worker.js'),
    migrator: join(folder, 'migrator.js'),
    outbox: join(folder, 'outbox.js'),
    host: join(folder, 'loopback.js'),
  }
}

/** Builds the processes once. */
export const buildDriver = (): Promise<BuiltDriver> => (built ??= buildOnce())
