/** Builds `out/` when it is older than the sources; `--force` builds in any case. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodePath, packageScript, root } from './paths.mjs'

const sources = ['src-main', 'src-renderer', 'src-shared', 'resources']
const configuration = ['package.json', 'package-lock.json', 'electron.vite.config.ts']
const stampFile = join(root, 'out/.build-stamp')
/** Where Node keeps what it has compiled of the built scripts. */
export const compileCache = join(root, 'out/compile-cache')

/**
 * @param {string} folder
 * @returns {string[]} every file below it, in a fixed order
 */
const filesBelow = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      return entry.isDirectory() ? filesBelow(path) : [path]
    })

/** A fingerprint of everything the build reads. */
const sourceStamp = () => {
  const hash = createHash('sha256')
  for (const path of [...configuration, ...sources.flatMap(filesBelow)]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

/**
 * Builds if needed; throws when the build fails.
 * @param {{ force?: boolean }} [options]
 */
export const buildIfStale = ({ force = false } = {}) => {
  const stamp = sourceStamp()
  const built = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
  if (built && !force) return
  for (const part of ['main', 'preload', 'renderer', 'compile-cache', '.build-stamp']) {
    rmSync(join(root, 'out', part), { recursive: true, force: true })
  }
  const script = packageScript('electron-vite/bin/electron-vite.js')
  const args = [script, 'build', '--logLevel', 'warn']
  const result = spawnSync(nodePath(), args, { cwd: root, stdio: ['ignore', 2, 'inherit'] })
  if (result.status !== 0) throw new Error('the build failed')
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(stampFile, stamp)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  buildIfStale({ force: process.argv.includes('--force') })
}
