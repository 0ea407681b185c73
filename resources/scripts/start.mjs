/**
 * `npm start`: the desktop where Electron is there or can be fetched, else the browser.
 *
 * Flags: --host=electron|loopback, --port=N, --workspace=DIR, --token-file=FILE, --no-open;
 * they and all others are passed on to the host.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildIfStale, compileCache } from './build.mjs'
import { desktopObstacle, electronBinary, fetchElectron } from './electron-binary.mjs'
import { openInBrowser } from './open-in-browser.mjs'
import { nodePath, root } from './paths.mjs'

const flags = process.argv.slice(2)
/** @param {string} name */
const valueOf = (name) => {
  const inline = flags.find((flag) => flag.startsWith(`--${name}=`))
  if (inline) return inline.slice(name.length + 3)
  const at = flags.indexOf(`--${name}`)
  return at === -1 ? undefined : flags[at + 1]
}

/** @returns {{ electron: string } | { why: string | null }} */
const chooseHost = () => {
  const wanted = valueOf('host')
  if (wanted === 'loopback') return { why: null }
  if (wanted !== undefined && wanted !== 'electron') {
    console.error(`start: --host is electron or loopback, not '${wanted}'`)
    process.exit(2)
  }
  const obstacle = desktopObstacle()
  if (obstacle) return { why: obstacle }
  const problem = electronBinary() ? null : fetchElectron()
  const electron = electronBinary()
  return electron ? { electron } : { why: problem ?? 'Electron is not installed' }
}

/**
 * Ends with the child, and hands it every signal that asks to end.
 * @param {import('node:child_process').ChildProcess} child
 */
const followChild = (child) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl+C to the child as well; it gets ours only if it missed that one.
      const delay = signal === 'SIGINT' ? 300 : 0
      setTimeout(() => child.exitCode === null && child.kill(signal), delay)
    })
  }
  child.on('error', (error) => {
    console.error(`start: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)
  })
}

/** @param {string} electron */
const startDesktop = (electron) => {
  followChild(spawn(electron, [root, ...flags], { stdio: 'inherit' }))
}

const startLoopback = () => {
  const script = join(root, 'out/main/loopback.js')
  // V8's map of code pages is not safe against threads that come and go: without the flag Node 24
  // ends with "Check failed: jit_page.has_value()" now and then.
  const args = ['--no-memory-protection-keys', script, ...flags]
  const child = spawn(nodePath(), args, {
    stdio: ['inherit', 'pipe', 'inherit'],
    // The second start finds the scripts compiled; a build throws them away.
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
  })
  followChild(child)
  createInterface({ input: child.stdout }).on('line', (line) => {
    console.log(line)
    const url = /^Kith is ready at (\S+)$/.exec(line)?.[1]
    if (url && !flags.includes('--no-open')) openInBrowser(url)
  })
}

try {
  const host = chooseHost()
  buildIfStale()
  if ('electron' in host) {
    startDesktop(host.electron)
  } else {
    if (host.why) console.log(`Kith runs in your browser: ${host.why}.`)
    startLoopback()
  }
} catch (error) {
  console.error(`start: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
