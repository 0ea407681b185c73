import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ownConnection } from '#tests/support/own-connection.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const source = resolve(import.meta.dirname, '../../../../src-main/hosts/loopback/main.ts')
const built = join(process.env['KITH_TEST_PROCESSES'] ?? '', 'loopback.js')

let folder: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await Promise.all(children.splice(0).map(stop))
})

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((done) => child.once('exit', done))

const stop = async (child: ChildProcess): Promise<number | null> => {
  child.kill('SIGTERM')
  return ended(child)
}

/** Starts the host as its own process and waits for its first line. */
const start = async (flags: readonly string[], appData = 'data', entry = built) => {
  const child = spawn(process.execPath, [entry, '--no-open', ...flags], {
    env: { ...process.env, KITH_APP_DATA: join(folder, appData) },
  })
  children.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  const line = new Promise<void>((done) => child.stdout.once('data', () => done()))
  await Promise.race([line, ended(child)])
  const [, port, code] = /http:\/\/127\.0\.0\.1:(\d+)\/#launch=([\w-]+)/.exec(output) ?? []
  return { child, port: Number(port), code: code ?? '', output: () => output }
}

const post = async (url: string, body: unknown, token?: string) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      ...ownConnection,
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  return {
    status: answer.status,
    body: (await answer.json()) as { value: Record<string, unknown> },
  }
}

const entries = [
  ['built', built],
  ['from its source', source],
] as const

test.each(entries)('%s, the scriptable start: a token file, a call, an end', async (_, entry) => {
  const tokenFile = join(folder, 'token')
  const workspace = join(folder, 'work')
  const flags = [`--workspace=${workspace}`, '--port=0', `--token-file=${tokenFile}`]
  const host = await start(flags, 'data', entry)
  expect(host.output()).toMatch(/^Kith is ready at http:\/\/127\.0\.0\.1:\d+\/#launch=[\w-]{32}\n$/)
  const token = readFileSync(tokenFile, 'utf8').trim()
  const status = await post(`http://127.0.0.1:${host.port}/call/app.status`, {}, token)
  expect(status.body.value).toMatchObject({
    workspace: { path: workspace },
    host: { kind: 'loopback' },
  })
  expect(await stop(host.child)).toBe(0)
  expect(existsSync(tokenFile)).toBe(false)
  expect(existsSync(join(workspace, 'owner.json'))).toBe(false)
  expect(existsSync(join(workspace, 'workspace.db-wal'))).toBe(false)
})

test('a second start asks the owner for a code of its own and ends', async () => {
  const flags = [`--workspace=${join(folder, 'work')}`]
  const first = await start(flags)
  const second = await start(flags)
  expect(await ended(second.child)).toBe(0)
  expect(second.port).toBe(first.port)
  expect(second.code).not.toBe(first.code)
  for (const { code } of [first, second]) {
    const answer = await post(`http://127.0.0.1:${first.port}/launch`, { code })
    expect(answer.status).toBe(200)
    expect(answer.body.value['token']).toBeTypeOf('string')
  }
})

test('of many starts at once one owns the workspace and all lead to it', async () => {
  const flags = [`--workspace=${join(folder, 'work')}`]
  const hosts = await Promise.all(Array.from({ length: 5 }, () => start(flags)))
  const codes = () => hosts.map(({ child }) => child.exitCode)
  await expect.poll(() => codes().filter((code) => code === 0).length).toBe(4)
  expect(codes().filter((code) => code === null)).toHaveLength(1)
  expect(new Set(hosts.map(({ port }) => port)).size).toBe(1)
})

test('an owner that was killed leaves the workspace free at once', async () => {
  const flags = [`--workspace=${join(folder, 'work')}`]
  const first = await start(flags)
  first.child.kill('SIGKILL')
  await ended(first.child)
  const second = await start(flags)
  expect(second.child.exitCode).toBeNull()
  expect(second.port).toBeGreaterThan(0)
})

test('without a workspace flag the one used last is opened again', async () => {
  const workspace = join(folder, 'work')
  await stop((await start([`--workspace=${workspace}`])).child)
  const again = await start([])
  const { body } = await post(`http://127.0.0.1:${again.port}/launch`, { code: again.code })
  const token = String(body.value['token'])
  const status = await post(`http://127.0.0.1:${again.port}/call/app.status`, {}, token)
  expect(status.body.value).toMatchObject({ workspace: { path: workspace } })
})

test('the first start of all makes a workspace in app data', async () => {
  await start([])
  expect(existsSync(join(folder, 'data', 'Kith', 'My business', 'workspace.db'))).toBe(true)
})

test('a start loads no client of the web', () => {
  const tell = `process.on('exit', () => console.log(process.moduleLoadList.join('\\n')))`
  // With a flag that nobody knows it ends when everything is loaded.
  const flags = ['--import', `data:text/javascript,${encodeURIComponent(tell)}`, built, '--nothing']
  const ran = spawnSync(process.execPath, flags, { encoding: 'utf8' })
  expect(ran.status).toBe(2)
  const loaded = ran.stdout.split('\n')
  expect(loaded).toContain('NativeModule http')
  expect(loaded.filter((name) => name.includes('undici/'))).toEqual([])
})

test('a synced folder is warned about', async () => {
  const host = await start([`--workspace=${join(folder, 'Dropbox', 'work')}`])
  expect(host.output()).toContain('synced')
})

test('a file in the way of the workspace is refused in words', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const host = await start([`--workspace=${file}`])
  expect(await ended(host.child)).toBe(1)
  expect(host.output()).not.toMatch(/ at .*:\d+:\d+/)
})

test('a workspace that does not open any more is brought back from a backup', async () => {
  const workspace = join(folder, 'work')
  const tokenFile = join(folder, 'token')
  const flags = [`--workspace=${workspace}`, `--token-file=${tokenFile}`]
  const first = await start(flags)
  const save = { ownerName: 'Ada' }
  const base = `http://127.0.0.1:${first.port}/call`
  await post(`${base}/settings.updateBusiness`, save, readFileSync(tokenFile, 'utf8').trim())
  // The backup of a quit after changes.
  await stop(first.child)
  const file = join(workspace, 'workspace.db')
  const damaged = readFileSync(file).fill(0xab, 0, 8 * 4096)
  writeFileSync(file, damaged)
  const refused = await start(flags)
  expect(await ended(refused.child)).toBe(1)
  expect(readFileSync(file).equals(damaged)).toBe(true)
  const id = /--restore=([\w-]+)/.exec(refused.output())?.[1] ?? ''
  const rescued = await start([...flags, `--restore=${id}`])
  const token = readFileSync(tokenFile, 'utf8').trim()
  const url = `http://127.0.0.1:${rescued.port}/call/settings.get`
  expect((await post(url, {}, token)).body.value).toMatchObject({ business: save })
  const kept = join(workspace, 'backups', `replaced-by-${id}.damaged`)
  expect(readFileSync(kept).equals(damaged)).toBe(true)
})

test('a reader that goes away after the first line takes nothing with it', async () => {
  const tokenFile = join(folder, 'token')
  const host = await start([`--workspace=${join(folder, 'work')}`, `--token-file=${tokenFile}`])
  host.child.stdout?.destroy()
  host.child.stderr?.destroy()
  const token = readFileSync(tokenFile, 'utf8').trim()
  const url = `http://127.0.0.1:${host.port}/call/app.status`
  expect((await post(url, {}, token)).status).toBe(200)
  expect(await stop(host.child)).toBe(0)
})

test('the passwords are opened by a file that is its owner’s alone, or nothing starts', async () => {
  const [tokenFile, keyFile] = [join(folder, 'token'), join(folder, 'key')]
  writeFileSync(keyFile, 'a passphrase\n', { mode: 0o644 })
  const flags = [`--workspace=${join(folder, 'work')}`, `--token-file=${tokenFile}`]
  const refused = await start([...flags, `--secrets-key-file=${keyFile}`])
  expect(await ended(refused.child)).toBe(1)
  expect(refused.output()).toMatch(/can be read by others/)
  chmodSync(keyFile, 0o600)
  const host = await start([...flags, `--secrets-key-file=${keyFile}`])
  const token = readFileSync(tokenFile, 'utf8').trim()
  const url = `http://127.0.0.1:${host.port}/call/emailAccounts.list`
  expect((await post(url, {}, token)).body.value).toMatchObject({ secretStore: 'ready' })
  expect(await stop(host.child)).toBe(0)
  writeFileSync(keyFile, 'another one')
  const wrong = await start([...flags, `--secrets-key-file=${keyFile}`])
  expect(await ended(wrong.child)).toBe(1)
  expect(wrong.output()).toMatch(/does not open the secrets/)
})

test('events and files travel over the wire', async () => {
  const tokenFile = join(folder, 'token')
  const host = await start([`--workspace=${join(folder, 'work')}`, `--token-file=${tokenFile}`])
  const base = `http://127.0.0.1:${host.port}`
  const token = readFileSync(tokenFile, 'utf8').trim()
  const authorization = `Bearer ${token}`
  const events = await fetch(`${base}/events`, { headers: { authorization } })
  await post(`${base}/call/settings.updateBusiness`, { ownerName: 'Ada' }, token)
  let heard = ''
  const decoder = new TextDecoder()
  for await (const chunk of events.body ?? []) {
    heard += decoder.decode(chunk, { stream: true })
    if (heard.trim() !== '') break
  }
  expect(JSON.parse(heard)).toMatchObject({ type: 'change', tables: { settings: [1] } })

  const bytes = new Uint8Array(300_000).map((_, at) => at % 251)
  const upload = await fetch(`${base}/files`, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/octet-stream',
      'x-kith-file-name': encodeURIComponent('联系人.csv'),
    },
    body: bytes,
  })
  const { value } = (await upload.json()) as { value: { handle: string } }
  const download = await fetch(`${base}/files/${value.handle}`, { headers: { authorization } })
  expect(new Uint8Array(await download.arrayBuffer())).toEqual(bytes)
  expect(download.headers.get('content-disposition')).toContain(encodeURIComponent('联系人.csv'))
})
