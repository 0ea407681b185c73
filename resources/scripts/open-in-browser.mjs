import { spawn, spawnSync } from 'node:child_process'

/** The command that opens a page here, or null: without display there is no browser to open. */
const opener = () => {
  if (process.platform === 'darwin') return { command: 'open', args: [] }
  // The empty argument is the title of the window `start` would otherwise take from the URL.
  if (process.platform === 'win32') return { command: 'cmd', args: ['/c', 'start', ''] }
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return null
  const found = spawnSync('sh', ['-c', 'command -v xdg-open'], { stdio: 'ignore' }).status === 0
  return found ? { command: 'xdg-open', args: [] } : null
}

/**
 * Opens a page in the owner's browser, or says that they have to.
 * @param {string} url
 */
export const openInBrowser = (url) => {
  const found = opener()
  if (!found) {
    console.log('Open this address in a browser on this computer.')
    return
  }
  const child = spawn(found.command, [...found.args, url], { stdio: 'ignore', detached: true })
  child.on('error', () => console.log('Open this address in a browser on this computer.'))
  child.unref()
}
