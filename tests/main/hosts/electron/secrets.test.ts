import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  hasKeychain,
  SafeSecretStore,
  type SafeStorage,
} from '#main/hosts/electron/safe-secret-store.ts'
import { openSecrets } from '#main/hosts/electron/secrets.ts'
import { FileSecretStore } from '#main/platform/file-secret-store.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

/** A keychain whose key is a number: another number is another session's. */
class FakeKeychain implements SafeStorage {
  key = 1
  isAvailable = true
  backend: ReturnType<SafeStorage['getSelectedStorageBackend']> = 'gnome_libsecret'
  shouldReEncrypt = false

  async isAsyncEncryptionAvailable(): Promise<boolean> {
    return this.isAvailable
  }

  getSelectedStorageBackend() {
    return this.backend
  }

  async encryptStringAsync(text: string): Promise<Buffer> {
    if (!this.isAvailable) throw new Error('no keychain')
    return Buffer.from([this.key, ...Buffer.from(text)].map((byte) => byte ^ 0x55))
  }

  async decryptStringAsync(encrypted: Buffer) {
    const [key, ...text] = [...encrypted].map((byte) => byte ^ 0x55)
    if (key !== this.key) throw new Error('another key')
    const { shouldReEncrypt } = this
    this.shouldReEncrypt = false
    return { result: Buffer.from(text).toString('utf8'), shouldReEncrypt }
  }
}

const fresh = () => {
  const keychain = new FakeKeychain()
  const file = join(temporaryFolder(), 'app', 'keychain-secrets.json')
  return { keychain, file, store: new SafeSecretStore(keychain, file) }
}

describe('secrets under the keychain', () => {
  it('are ready at once, kept over a start, and no text in their file', async () => {
    const { keychain, file, store } = fresh()
    expect([store.status(), store.has('one'), await store.get('one')]).toEqual([
      'ready',
      false,
      null,
    ])
    expect(existsSync(file)).toBe(false)
    await store.set('one', 'geheim')
    await store.set('two', '密码')
    await store.delete('two')
    const later = new SafeSecretStore(keychain, file)
    expect([later.has('one'), later.has('two')]).toEqual([true, false])
    expect(await later.get('one')).toBe('geheim')
    expect(readFileSync(file, 'utf8')).not.toContain('geheim')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('are encrypted anew when the keychain asks for it', async () => {
    const { keychain, file, store } = fresh()
    await store.set('one', 'geheim')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace(/\n/, '  \n'))
    keychain.shouldReEncrypt = true
    expect(await store.get('one')).toBe('geheim')
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('count as missing where the keychain does not open them, and stay', async () => {
    const { keychain, file, store } = fresh()
    await store.set('one', 'geheim')
    const before = readFileSync(file, 'utf8')
    keychain.key = 2
    expect([await store.get('one'), store.has('one')]).toEqual([null, false])
    expect(readFileSync(file, 'utf8')).toBe(before)
    keychain.key = 1
    expect([await store.get('one'), store.has('one')]).toEqual(['geheim', true])
  })

  it('leave alone what they did not write', async () => {
    const { file, store } = fresh()
    await store.set('one', 'geheim')
    writeFileSync(file, 'not json')
    expect([store.status(), store.has('one')]).toEqual(['unavailable', null])
    expect(await store.set('one', 'x')).toMatchObject({ error: { code: 'secrets-unavailable' } })
    expect(await store.startOver()).toMatchObject({ error: { code: 'secrets-unavailable' } })
    expect(readFileSync(file, 'utf8')).toBe('not json')
  })

  it('are not kept where the keychain refuses', async () => {
    const { keychain, file, store } = fresh()
    keychain.isAvailable = false
    expect(await store.set('one', 'x')).toMatchObject({ error: { code: 'secrets-unavailable' } })
    expect(existsSync(file)).toBe(false)
  })
})

describe('which store the desktop uses', () => {
  it.each([
    ['linux', 'gnome_libsecret', true, true],
    ['linux', 'kwallet6', true, true],
    ['linux', 'basic_text', true, false],
    ['linux', 'unknown', true, false],
    ['linux', 'gnome_libsecret', false, false],
    ['darwin', 'unknown', true, true],
    ['win32', 'unknown', true, true],
    ['win32', 'unknown', false, false],
  ] as const)(
    '%s, %s, available %s: keychain %s',
    async (platform, backend, available, expected) => {
      const keychain = new FakeKeychain()
      keychain.backend = backend
      keychain.isAvailable = available
      expect(await hasKeychain(keychain, platform)).toBe(expected)
      const random = new SeededRandom(1)
      const parts = { folder: temporaryFolder(), platform, clock: new FakeClock(), random }
      const store = await openSecrets(keychain, parts)
      expect(store).toBeInstanceOf(expected ? SafeSecretStore : FileSecretStore)
    },
  )
})
