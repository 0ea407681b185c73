import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodePath, root } from './paths.mjs'

const attemptMs = 20_000

/** Where Electron's package lies and where the outcome of an attempt to fetch it is kept. */
const here = {
  folder: join(root, 'node_modules/electron'),
  memory: join(root, 'node_modules/.electron-attempt.json'),
}

/**
 * The Electron program, or null when it is not on this machine. Never downloads.
 * @returns {string | null}
 */
export const electronBinary = (folder = here.folder) => {
  const { ELECTRON_OVERRIDE_DIST_PATH: override } = process.env
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : ''
  const fallback = process.platform === 'win32' ? 'electron.exe' : 'electron'
  const path = override ? join(override, name || fallback) : name && join(folder, 'dist', name)
  return path && existsSync(path) ? path : null
}

/** Why a desktop window cannot open here, whatever is installed; null when it can. */
export const desktopObstacle = () => {
  if (process.env.CI) return 'this is a build machine (CI is set)'
  if (process.platform !== 'linux') return null
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display'
  // Electron refuses to run as root with its sandbox on, and without it we do not run it.
  return process.getuid?.() === 0 ? 'Electron does not run as root' : null
}

/**
 * What an attempt depends on: another version or another mirror deserves another one.
 * @param {string} folder
 */
const attemptKey = (folder) => {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return `${version} ${process.env.ELECTRON_MIRROR ?? ''}`
}

/**
 * Tries once per version to fetch Electron.
 * @returns {string | null} why it is not there afterwards, or null when it is
 */
export const fetchElectron = ({ folder, memory } = here) => {
  const key = attemptKey(folder)
  const remembered = existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : {}
  if (remembered.key === key) return `Electron could not be fetched (tried on ${remembered.day})`
  console.log('start: fetching Electron, once, for up to 20 seconds …')
  const result = spawnSync(nodePath(), [join(folder, 'install.js')], {
    cwd: folder,
    timeout: attemptMs,
    killSignal: 'SIGKILL',
    stdio: 'ignore',
  })
  if (result.status === 0 && electronBinary(folder)) return null
  writeFileSync(memory, JSON.stringify({ key, day: new Date().toISOString().slice(0, 10) }))
  return 'Electron could not be fetched'
}
