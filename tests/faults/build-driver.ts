import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const outDir = join(root, 'out/faults')

/** The built processes that the suites start and kill. */
export interface BuiltDriver {
  readonly driver: string
  readonly worker: string
  readonly migrator: string
  readonly host: string
}

let built: Promise<BuiltDriver> | undefined

const buildOnce = async (): Promise<BuiltDriver> => {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    // Packages too: loading them file by file took most of a short life.
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      rollupOptions: {
        input: {
          driver: join(root, 'tests/faults/driver.ts'),
          migrator: join(root, 'tests/faults/migrator.ts'),
          loopback: join(root, 'src-main/hosts/loopback/main.ts'),
          worker: join(root, 'src-main/worker.ts'),
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  return {
    driver: join(outDir, 'driver.js'),
    worker: join(outDir, 'worker.js'),
    migrator: join(outDir, 'migrator.js'),
    host: join(outDir, 'loopback.js'),
  }
}

/**
 * Bundles the processes once, so that hundreds of starts do not each read and strip hundreds of
 * files.
 */
export const buildDriver = (): Promise<BuiltDriver> => (built ??= buildOnce())
