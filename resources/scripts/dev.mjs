/**
 * `npm run dev`: hot reload without Electron.
 *
 * electron-vite serves the page on port 5173 and starts the loopback host as if it were Electron;
 * the page's server passes calls on to the host. A change of the page is swapped in place, a change
 * of the host restarts it. All flags are passed on to the host.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { nodePath, packageScript, root } from './paths.mjs'

const port = process.env.KITH_DEV_PORT ?? '4600'
const page = 'http://127.0.0.1:5173'
const folder = mkdtempSync(join(tmpdir(), 'kith-dev-'))
const tokenFile = join(folder, 'token')

const child = spawn(
  nodePath(),
  [
    packageScript('electron-vite/bin/electron-vite.js'),
    'dev',
    '--watch',
    '--entry',
    'out/main/loopback.js',
    '--',
    `--port=${port}`,
    '--no-open',
    `--token-file=${tokenFile}`,
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: ['inherit', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ELECTRON_EXEC_PATH: nodePath(),
      KITH_DEV_PORT: port,
      // The page's server puts this token on every call, so a restarted host knows the open page.
      KITH_DEV_TOKEN_FILE: tokenFile,
    },
  },
)

createInterface({ input: child.stdout }).on('line', (line) => {
  console.log(line.replace(`http://127.0.0.1:${port}`, page))
})
let isAskedToEnd = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    isAskedToEnd = true
    if (child.exitCode === null) child.kill(signal)
  })
}
child.on('exit', (code) => {
  rmSync(folder, { recursive: true, force: true })
  process.exitCode = isAskedToEnd ? 0 : (code ?? 1)
})
