import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unlockFromFile } from '#main/hosts/loopback/secrets-key-file.ts'
import { MemorySecrets } from '#tests/support/memory-secrets.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const keyFile = (content: string, mode = 0o600): string => {
  const path = join(temporaryFolder(), 'key')
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

test('the passphrase in the file opens the secrets, with or without a line end', async () => {
  for (const content of ['open', 'open\n', 'open\r\n']) {
    const secrets = new MemorySecrets('locked')
    expect(await unlockFromFile(secrets, keyFile(content))).toBeNull()
    expect(secrets.status()).toBe('ready')
  }
})

test.each([0o640, 0o604, 0o660])('a file of mode %o is not read', async (mode) => {
  const secrets = new MemorySecrets('locked')
  expect(await unlockFromFile(secrets, keyFile('open', mode))).toMatch(/0600/)
  expect(secrets.status()).toBe('locked')
})

test.each([
  ['', 'is empty'],
  ['other', 'does not open'],
  ['x'.repeat(5000), 'too long'],
])('content %#: says what is wrong', async (content, words) => {
  const problem = await unlockFromFile(new MemorySecrets('locked'), keyFile(content))
  expect(problem).toContain(words)
})

test('a missing file is said, and so is a store that cannot be read', async () => {
  const missing = join(temporaryFolder(), 'none')
  expect(await unlockFromFile(new MemorySecrets('locked'), missing)).toMatch(/cannot be read/)
  expect(await unlockFromFile(new MemorySecrets('unavailable'), keyFile('open'))).toMatch(
    /secrets cannot be read/,
  )
})
