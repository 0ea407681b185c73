import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { answerPageRequest, schemes, targetOf } from '#main/hosts/electron/protocol.ts'
import { listPageFiles, type PageFiles } from '#main/platform/page-files.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

let files: PageFiles

beforeEach(() => {
  const folder = temporaryFolder()
  const page = join(folder, 'page')
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  writeFileSync(join(page, 'index.html'), '<html><head></head><body></body></html>')
  writeFileSync(join(page, 'assets', 'app.js'), 'export {}')
  writeFileSync(join(page, 'assets', 'app.js.map'), '{}')
  files = listPageFiles(page)
})

const ask = (url: string, method = 'GET') =>
  answerPageRequest({ url, method }, { files, random: new SeededRandom(3) })

test('the scheme is standard and secure and bypasses nothing', () => {
  expect(schemes).toEqual([
    {
      scheme: 'kith-app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
})

test('the page comes with its policy and the nonce of this load', async () => {
  const answer = ask('kith-app://app/')
  const policy = answer.headers.get('content-security-policy') ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
  expect(policy).toContain("default-src 'none'; script-src 'self'")
  expect(policy).not.toContain('unsafe')
  expect(await answer.text()).toContain(`<meta name="csp-nonce" content="${nonce}">`)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('a script of the page is served, with its hash in the address for ever', () => {
  const answer = ask('kith-app://app/assets/app.js')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('javascript')
  expect(answer.headers.get('cache-control')).toContain('immutable')
})

test.each([
  'kith-app://app/../secret.txt',
  'kith-app://app/%2e%2e/secret.txt',
  'kith-app://app/assets/../../secret.txt',
  'kith-app://app/assets\\..\\..\\secret.txt',
  'kith-app://app//etc/passwd',
  'kith-app://app/assets',
  'kith-app://app/assets/app.js%00',
  'kith-app://app/assets/app.js.map',
  'kith-app://evil/index.html',
  'kith-app://app.evil/index.html',
  'file:///etc/passwd',
])('%s is not there', (url) => {
  expect(ask(url).status).toBe(404)
})

test('only GET is answered, and a query names no other file', () => {
  expect(ask('kith-app://app/', 'POST').status).toBe(404)
  expect(targetOf({ url: 'kith-app://app/index.html?a#b', method: 'GET' })).toBe('/index.html')
})
