import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import type { SecretStore } from '#main/platform/secret-store.ts'

/** Longer than any passphrase: another file was named by mistake. */
const mostBytes = 4096

const problemOf = (file: number, path: string): string | null => {
  const { mode, uid, size } = fstatSync(file)
  // Windows has no such bits; its files are guarded by the profile they lie in.
  if (process.platform !== 'win32') {
    if ((mode & 0o077) !== 0) return `${path} can be read by others; make it yours alone (0600)`
    if (uid !== process.getuid?.()) return `${path} belongs to somebody else`
  }
  return size > mostBytes ? `${path} is too long for a passphrase` : null
}

/** The passphrase in a file; a problem in words when it must not or cannot be used. */
const readPassphrase = (
  path: string,
): { readonly passphrase: string } | { readonly problem: string } => {
  try {
    const file = openSync(path, 'r')
    try {
      const problem = problemOf(file, path)
      if (problem !== null) return { problem }
      const passphrase = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
      return passphrase === '' ? { problem: `${path} is empty` } : { passphrase }
    } finally {
      closeSync(file)
    }
  } catch {
    return { problem: `${path} cannot be read` }
  }
}

/** Opens the secrets with the passphrase in a file; says in words why it could not. */
export const unlockFromFile = async (
  secrets: SecretStore,
  path: string,
): Promise<string | null> => {
  const read = readPassphrase(path)
  if ('problem' in read) return read.problem
  const unlocked = await secrets.unlock(read.passphrase)
  if (unlocked.ok) return null
  return unlocked.error.code === 'wrong-passphrase'
    ? `the passphrase in ${path} does not open the secrets`
    : 'the secrets cannot be read'
}
