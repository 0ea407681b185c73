import { buildProcesses } from './build-processes.ts'

/** Builds once a run what the tests start, however many projects ask for it. */
export const setup = async (): Promise<void> => {
  // The threads of the tests inherit it.
  process.env['KITH_TEST_PROCESSES'] ??= await buildProcesses({
    worker: 'src-main/worker.ts',
    loopback: 'src-main/hosts/loopback/main.ts',
  })
}
