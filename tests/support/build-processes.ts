import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const out = join(root, 'out')
const dayMs = 24 * 3_600_000

/** The files that are started, by name, from the project's folder. */
export type ProcessFiles = Readonly<Record<string, string>>

const bundle = async (files: ProcessFiles, outDir: string): Promise<void> => {
  const named = Object.entries(files).map(([name, file]) => [name, join(root, file)])
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    // Packages too, but for the one with a binary.
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      rollupOptions: {
        input: Object.fromEntries(named),
        output: { entryFileNames: '[name].js' },
      },
    },
  })
}

const contentOf = (folder: string): string => {
  const hash = createHash('sha256')
  for (const file of globSync('**/*.js', { cwd: folder }).toSorted())
    hash.update(`${file}\0`).update(readFileSync(join(folder, file)))
  return hash.digest('hex').slice(0, 16)
}

/** Nothing runs for a day that a test has started. */
const removeOld = (): void => {
  for (const name of globSync('processes-*', { cwd: out })) {
    const folder = join(out, name)
    const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - changed > dayMs) rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Bundles what tests start as processes and threads; answers the folder that holds `<name>.js` of
 * each.
 *
 * Hundreds of starts would otherwise each read and strip hundreds of files. A folder is named by
 * what is in it and comes whole, so that runs side by side do not disturb one another.
 */
export const buildProcesses = async (files: ProcessFiles): Promise<string> => {
  mkdirSync(out, { recursive: true })
  const fresh = mkdtempSync(join(out, 'processes-'))
  await bundle(files, fresh)
  const folder = join(out, `processes-${contentOf(fresh)}`)
  try {
    renameSync(fresh, folder)
  } catch (cause) {
    rmSync(fresh, { recursive: true })
    if (!existsSync(folder)) throw cause
  }
  utimesSync(folder, new Date(), new Date())
  removeOld()
  return folder
}
