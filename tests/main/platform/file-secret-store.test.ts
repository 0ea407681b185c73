import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FileSecretStore } from '#main/platform/file-secret-store.ts'
import { systemRandom } from '#main/platform/random.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const clock = new FakeClock()
const open = (folder: string, cost = 2 ** 10) =>
  new FileSecretStore({
    file: join(folder, 'app', 'secrets.kith'),
    clock,
    random: systemRandom,
    cost,
  })

const fresh = async () => {
  const folder = temporaryFolder()
  const store = open(folder)
  expect(await store.unlock('my passphrase')).toEqual({ ok: true, value: {} })
  return { folder, store, file: join(folder, 'app', 'secrets.kith') }
}

describe('the encrypted file of secrets', () => {
  it('is made by its first passphrase and opened by that one again', async () => {
    const folder = temporaryFolder()
    const store = open(folder)
    expect([store.status(), store.has('one'), await store.get('one')]).toEqual([
      'not-set-up',
      false,
      null,
    ])
    expect(await store.set('one', 'geheim')).toMatchObject({ error: { code: 'secrets-locked' } })
    await store.unlock('correct horse')
    await store.set('one', 'geheim')
    await store.set('two', '密码')
    await store.delete('two')
    expect([store.status(), store.has('one'), store.has('two')]).toEqual(['ready', true, false])

    const later = open(folder)
    expect([later.status(), later.has('one'), await later.get('one')]).toEqual([
      'locked',
      null,
      null,
    ])
    expect(await later.unlock('wrong')).toMatchObject({ error: { code: 'wrong-passphrase' } })
    expect(later.status()).toBe('locked')
    expect(await later.unlock('correct horse')).toEqual({ ok: true, value: {} })
    expect(await later.get('one')).toBe('geheim')
  })

  it('asks of a guess what it promises, and is for this user only', async () => {
    const folder = temporaryFolder()
    const store = new FileSecretStore({
      file: join(folder, 'secrets.kith'),
      clock,
      random: systemRandom,
    })
    await store.unlock('my passphrase')
    await store.set('one', 'geheim')
    const file = join(folder, 'secrets.kith')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      format: 'kith-secrets-1',
      key: { name: 'scrypt', n: 131_072, r: 8, p: 1 },
    })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).not.toMatch(/geheim|one/)
    expect(readdirSync(folder)).toEqual(['secrets.kith'])
  })

  it('never seals two states alike', async () => {
    const { store, file } = await fresh()
    await store.set('one', 'geheim')
    const before = readFileSync(file, 'utf8')
    await store.set('one', 'other')
    await store.set('one', 'geheim')
    expect(readFileSync(file, 'utf8')).not.toBe(before)
  })

  it('forgets a key with all that is under it, and nothing else', async () => {
    const { store } = await fresh()
    for (const key of ['a', 'a/x', 'a/y', 'ab', 'b/a']) await store.set(key, 'geheim')
    await store.delete('a')
    expect(['a', 'a/x', 'a/y', 'ab', 'b/a'].map((key) => store.has(key))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
  })

  it('takes the same passphrase from another input method', async () => {
    const { folder } = await fresh()
    expect(await open(folder).unlock('ｍｙ passphrase')).toEqual({ ok: true, value: {} })
  })

  it.each(['iv', 'tag', 'data'])('is not opened when its %s was changed', async (part) => {
    const { folder, store, file } = await fresh()
    await store.set('one', 'geheim')
    const sealed: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))
    const bytes = Buffer.from(sealed[part] ?? '', 'base64')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    writeFileSync(file, JSON.stringify({ ...sealed, [part]: bytes.toString('base64') }))
    expect(await open(folder).unlock('my passphrase')).toMatchObject({
      error: { code: 'wrong-passphrase' },
    })
  })

  it.each([
    ['no JSON', 'not json'],
    ['another file', '{"format":"other"}'],
    ['a file that asks for the whole memory', hungryFile()],
  ])('is unavailable where %s stands, and leaves it alone', async (_what, text) => {
    const { folder, file } = await fresh()
    writeFileSync(file, text)
    const store = open(folder)
    expect(store.status()).toBe('unavailable')
    expect(await store.unlock('my passphrase')).toMatchObject({
      error: { code: 'secrets-unavailable' },
    })
    expect(await store.set('one', 'x')).toMatchObject({ error: { code: 'secrets-unavailable' } })
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('slows guesses down, also many at once', async () => {
    const { folder } = await fresh()
    const store = open(folder)
    const codes = await Promise.all(
      Array.from({ length: 6 }, async (_, n) => {
        const tried = await store.unlock(`guess ${n}`)
        return tried.ok ? 'ok' : tried.error.code
      }),
    )
    expect(codes).toEqual([
      ...Array.from({ length: 3 }, () => 'wrong-passphrase'),
      ...Array.from({ length: 3 }, () => 'too-many-attempts'),
    ])
    clock.advance(1000)
    expect(await store.unlock('guess')).toMatchObject({ error: { code: 'wrong-passphrase' } })
    expect(await store.unlock('my passphrase')).toMatchObject({
      error: { code: 'too-many-attempts', data: { waitMs: 2000 } },
    })
    clock.advance(2000)
    expect(await store.unlock('my passphrase')).toEqual({ ok: true, value: {} })
  })

  it('keeps what another process wrote meanwhile', async () => {
    const { folder, store } = await fresh()
    const other = open(folder)
    await other.unlock('my passphrase')
    await other.set('theirs', 'b')
    await store.set('mine', 'a')
    await other.set('more', 'c')
    const later = open(folder)
    await later.unlock('my passphrase')
    expect(['theirs', 'mine', 'more'].map((key) => later.has(key))).toEqual([true, true, true])
  })

  it('begins anew under another passphrase and keeps the old file aside', async () => {
    const { folder, store } = await fresh()
    await store.set('one', 'geheim')
    const forgetful = open(folder)
    expect(await forgetful.startOver('another one')).toEqual({ ok: true, value: {} })
    expect([forgetful.status(), forgetful.has('one')]).toEqual(['ready', false])
    expect(readdirSync(join(folder, 'app')).filter((name) => name.endsWith('.old'))).toHaveLength(1)
    // Whoever had the old one open writes nothing of it into the new one.
    expect(await store.set('two', 'x')).toMatchObject({ error: { code: 'secrets-locked' } })
    expect(store.status()).toBe('locked')
  })
})

function hungryFile(): string {
  const key = { name: 'scrypt', n: 2 ** 30, r: 8, p: 1, salt: '' }
  return JSON.stringify({ format: 'kith-secrets-1', key, iv: '', tag: '', data: '' })
}
