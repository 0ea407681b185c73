import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const root = resolve(import.meta.dirname, '..')
/** These have runners of their own: `playwright` and the scripts `faults` and `bench`. */
const elsewhere = ['tests/e2e/**', 'tests/bench/**', 'tests/faults/**', '**/node_modules/**']

// Threads and processes of the tests load the same files again and again; kept, they come ready.
process.env['NODE_COMPILE_CACHE'] ??= resolve(root, 'out/compile-cache')

// V8's map of code pages is not safe against threads that come and go ("jit_page.has_value()").
const execArgv = ['--no-memory-protection-keys']

/**
 * They calculate for many seconds: in a heap that other files have filled with modules they became
 * three times slower.
 */
const calculating = [
  'tests/contract/undo*.test.ts',
  'tests/main/db/undo-*.test.ts',
  'tests/main/engines/scheduler/reminders.simulation.test.ts',
]

/**
 * Whatever takes longer hangs. Far more than anything takes on a slow machine: how quick something
 * is, the benchmark says.
 */
const patience = { testTimeout: 600_000, hookTimeout: 600_000 }

const onNode = {
  ...patience,
  execArgv,
  environment: 'node',
  globalSetup: ['tests/support/main-setup.ts'],
  // What is waited for comes; on a busy machine it may take longer than the second that is usual.
  expect: { poll: { timeout: 60_000 } },
}

export default defineConfig({
  root,
  test: {
    retry: 0,
    // Left to itself it keeps one of two cores free.
    maxWorkers: 2,
    projects: [
      {
        root,
        test: {
          ...onNode,
          name: 'main',
          // Loading the same modules anew for each file took a tenth of the time.
          isolate: false,
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/renderer/**', 'tests/packaging/**', ...calculating, ...elsewhere],
        },
      },
      { root, test: { ...onNode, name: 'calculating', include: calculating } },
      {
        root,
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          // Making a page and loading Mantine for each file took four times as long as the tests.
          isolate: false,
          include: ['tests/renderer/**/*.test.{ts,tsx}'],
          exclude: elsewhere,
          setupFiles: ['tests/renderer/setup.ts'],
          css: false,
          ...patience,
        },
      },
      {
        root,
        test: {
          name: 'packaging',
          environment: 'node',
          include: ['tests/packaging/**/*.test.ts'],
          ...patience,
        },
      },
    ],
  },
})
