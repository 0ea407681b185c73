import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { save } from './attack-requests.ts'
import { attacks, guessTokens } from './attack-table.ts'
import { send, withHeaders } from './raw-client.ts'
import { runAttack } from './run-attack.ts'
import { dumpWorkspace, startTestHost, type TestHost } from './test-host.ts'

let folder: string
let host: TestHost

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-attacks-'))
  host = await startTestHost(folder, { headerTimeLimitMs: 1_000, bodyTimeLimitMs: 1_000 })
})
afterAll(async () => {
  await host.close()
  rmSync(folder, { recursive: true, force: true })
})

test('there are enough of them', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(25)
  expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length)
})

test('without the Host check the attacks on it succeed, so their tests would fail', async () => {
  const other = mkdtempSync(join(tmpdir(), 'kith-attacks-'))
  const open = await startTestHost(other, { checksHost: false })
  const aboutHost = attacks.filter(({ isAboutHost }) => isAboutHost)
  for (const attack of aboutHost) {
    expect((await runAttack(attack, open)).problems).toContain('changed the workspace')
  }
  await open.close()
  rmSync(other, { recursive: true })
})

test.each(attacks)('$name: refused, nothing changed; put right, it works', async (attack) => {
  expect(await runAttack(attack, host)).toEqual({ name: attack.name, problems: [] })
})

test('1,000 wrong tokens are told to slow down, and the right one still passes', async () => {
  const before = dumpWorkspace(host.workspace)
  const statuses = await guessTokens(host, 1_000)
  expect([...new Set(statuses)].filter((status) => status !== 401)).toEqual([429])
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(970)
  expect(dumpWorkspace(host.workspace)).toBe(before)
  expect((await send(save(host, 'Still here'), host.port)).status).toBe(200)
})

test('a token of the start before is worth nothing', async () => {
  const old = host.token
  await host.close()
  host = await startTestHost(folder, { headerTimeLimitMs: 1_000, bodyTimeLimitMs: 1_000 })
  const replayed = withHeaders(save(host), { authorization: `Bearer ${old}` })
  expect((await send(replayed, host.port)).status).toBe(401)
  expect((await send(save(host, 'After the restart'), host.port)).status).toBe(200)
})

test('the secret of a second start opens nothing but launch codes', async () => {
  // Written by the host a moment ago.
  const owner = JSON.parse(readFileSync(join(host.workspace, 'owner.json'), 'utf8')) as {
    secret: string
  }
  const withSecret = withHeaders(save(host), { authorization: `Bearer ${owner.secret}` })
  expect((await send(withSecret, host.port)).status).toBe(401)
  const answer = await send({ ...withSecret, target: '/launch-code' }, host.port)
  expect(answer.text).toMatch(/"code":"[\w-]{32}"/)
})

test('other users of the machine can read neither token nor secret nor data', () => {
  const owned = [host.tokenFile, join(host.workspace, 'owner.json'), host.workspace]
  expect(owned.map((path) => statSync(path).mode & 0o077)).toEqual([0, 0, 0])
})

test('the token stands in no log', () => {
  expect(readFileSync(host.logFile, { encoding: 'utf8', flag: 'a+' })).not.toContain(host.token)
})

test('no page may frame, sniff or learn the address of ours', async () => {
  const page = await send({ ...save(host), method: 'GET', target: '/', body: '' }, host.port)
  expect(page.text).toMatch(/x-frame-options: DENY/i)
  expect(page.text).toMatch(/frame-ancestors 'none'/)
  expect(page.text).toMatch(/x-content-type-options: nosniff/i)
  expect(page.text).toMatch(/referrer-policy: no-referrer/i)
  expect(page.text).toMatch(/cross-origin-opener-policy: same-origin/i)
  expect(page.text).toMatch(/cross-origin-resource-policy: same-origin/i)
})

test('each load of the page has a nonce of its own, the same in policy and page', async () => {
  const load = async () =>
    (await send({ ...save(host), method: 'GET', target: '/', body: '' }, host.port)).text
  const [first, second] = [await load(), await load()]
  const nonce = /'nonce-([^']+)'/.exec(first)?.[1] ?? ''
  expect(nonce.length).toBeGreaterThanOrEqual(16)
  expect(first).toContain(`<meta name="csp-nonce" content="${nonce}">`)
  expect(second).not.toContain(nonce)
})
