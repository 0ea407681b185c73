/**
 * Makes a fresh clone runnable: installs the packages when the lock file changed, checks the Node
 * that scripts will run on and, with --browser, what the tests need from the system.
 *
 * Runs before `npm start` and `npm test` on whatever Node the machine has (18 or newer), so it
 * uses nothing but Node's own modules.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodePath, root } from './paths.mjs'

/** Runs a command to its end with its words on the screen; its exit code. */
const run = (command, args, options) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    child.once('error', () => resolve(1))
    child.once('close', (code) => resolve(code ?? 1))
  })

const stampFile = join(root, 'node_modules/.setup-stamp')

const installPackages = async () => {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  // Packages shared with another clone: npm ci would empty the folder behind the link.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error('setup: node_modules is a link and its packages are of another lock file')
    process.exit(1)
  }
  console.log('setup: installing the packages of package-lock.json (npm ci), about half a minute …')
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  // The Node that runs the outer npm; the one in node_modules is deleted by npm ci.
  const { npm_node_execpath: node = process.execPath, npm_execpath: npm } = process.env
  const quiet = [...args, '--loglevel=error']
  const code = npm
    ? await run(node, [npm, ...quiet], { cwd: root })
    : await run(['npm', ...quiet].join(' '), [], { cwd: root, shell: true })
  if (code !== 0) {
    console.error('setup: npm ci failed')
    process.exit(code)
  }
  writeFileSync(stampFile, wanted)
}

const checkNode = () => {
  const result = spawnSync(nodePath(), ['-p', 'process.versions.node'], { encoding: 'utf8' })
  const version = (result.stdout ?? '').trim()
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 24 || (major === 24 && minor >= 15)) return version
  console.error(
    `setup: Node 24.15 or newer is needed, found ${version || 'none'}. ` +
      'No package carries Node for this platform: please install it yourself.',
  )
  return process.exit(1)
}

const chromiums = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/** What the tests call on the system, and the Debian package that has it. */
const systemNeeds = [
  {
    path: process.env.CHROMIUM_PATH ?? chromiums.find((path) => existsSync(path)) ?? chromiums[0],
    debian: 'chromium-headless-shell',
  },
  { path: '/usr/bin/strace', debian: 'strace' },
  { path: '/usr/bin/sqlite3', debian: 'sqlite3' },
  { path: '/usr/sbin/dovecot', debian: 'dovecot-imapd' },
  { path: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', debian: 'fonts-noto-cjk' },
  // The page asks for the system's font; without one of weights 500 and 600 screens look coarser.
  { path: '/usr/share/fonts/opentype/inter', debian: 'fonts-inter' },
]

const installSystemNeeds = async () => {
  const missing = systemNeeds.filter((need) => !existsSync(need.path)).map((need) => need.debian)
  if (missing.length === 0) return
  const names = missing.join(', ')
  const canInstall =
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!canInstall) {
    console.error(`setup: the tests need ${names}; please install them`)
    return
  }
  console.log(`setup: installing ${names} …`)
  const install = `apt-get install -y -qq --no-install-recommends ${missing.join(' ')}`
  const code = await run('sh', ['-c', `apt-get update -qq && ${install} >/dev/null`], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (code !== 0) console.error(`setup: could not install ${names}`)
}

// Side by side: both mostly wait for the network.
const needs = process.argv.includes('--browser') ? installSystemNeeds() : null
await installPackages()
const version = checkNode()
await needs
console.log(`setup: ready, Node ${version}`)
