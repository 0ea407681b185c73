import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type * as Electron from 'electron'
import { writeFileAtomically } from '#main/platform/atomic-file.ts'
import { isDiskFull } from '#main/platform/disk-full.ts'
import { withoutKey } from '#main/platform/file-secret-store.ts'
import { makeFolder } from '#main/platform/make-folder.ts'
import type {
  SecretStore,
  SecretStoreStatus,
  SecretsShut,
  SecretsUnavailable,
} from '#main/platform/secret-store.ts'
import { fail, type Nothing, ok, type Result } from '#shared/domain/result.ts'

/** The keychain, as far as secrets need it. */
export type SafeStorage = Pick<
  typeof Electron.safeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
>

/**
 * Whether the keychain of this session keeps anything secret.
 *
 * On Linux without a keyring Electron would "encrypt" under a password that everybody knows.
 */
export const hasKeychain = async (
  safeStorage: SafeStorage,
  platform: NodeJS.Platform,
): Promise<boolean> => {
  try {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
    return platform !== 'linux' || !isPlain(safeStorage.getSelectedStorageBackend())
  } catch {
    return false
  }
}

const isPlain = (backend: string): boolean => backend === 'basic_text' || backend === 'unknown'

/** By key, as base64. */
type Encrypted = Readonly<Record<string, string>>

/**
 * Secrets under the keychain of the operating system, one ciphertext each in one file.
 *
 * What the keychain cannot open any more counts as missing, and stays in the file.
 */
export class SafeSecretStore implements SecretStore {
  private readonly safeStorage: SafeStorage
  private readonly file: string
  /** Keys whose secret the keychain could not open. */
  private readonly unreadable = new Set<string>()

  constructor(safeStorage: SafeStorage, file: string) {
    this.safeStorage = safeStorage
    this.file = file
  }

  status(): SecretStoreStatus {
    return this.read() === null ? 'unavailable' : 'ready'
  }

  has(key: string): boolean | null {
    const secrets = this.read()
    return secrets === null ? null : Object.hasOwn(secrets, key) && !this.unreadable.has(key)
  }

  async get(key: string): Promise<string | null> {
    const secrets = this.read() ?? {}
    const encrypted = Object.hasOwn(secrets, key) ? secrets[key] : undefined
    if (encrypted === undefined) return null
    try {
      const bytes = Buffer.from(encrypted, 'base64')
      const { result, shouldReEncrypt } = await this.safeStorage.decryptStringAsync(bytes)
      this.unreadable.delete(key)
      if (shouldReEncrypt) await this.set(key, result)
      return result
    } catch {
      this.unreadable.add(key)
      return null
    }
  }

  async set(key: string, secret: string): Promise<Result<Nothing, SecretsShut>> {
    try {
      const encrypted = await this.safeStorage.encryptStringAsync(secret)
      const kept = this.change((secrets) => ({ ...secrets, [key]: encrypted.toString('base64') }))
      if (kept.ok) this.unreadable.delete(key)
      return kept
    } catch (cause) {
      if (isDiskFull(cause)) throw cause
      return fail('secrets-unavailable', {})
    }
  }

  async delete(key: string): Promise<Result<Nothing, SecretsShut>> {
    return this.change((secrets) => withoutKey(secrets, key))
  }

  /** The keychain opened itself when its owner signed in. */
  async unlock(): Promise<Result<Nothing, never>> {
    return ok({})
  }

  /** There is no passphrase that could be forgotten. */
  async startOver(): Promise<Result<Nothing, SecretsUnavailable>> {
    return this.status() === 'ready' ? ok({}) : fail('secrets-unavailable', {})
  }

  private change(edit: (secrets: Encrypted) => Encrypted): Result<Nothing, SecretsShut> {
    const secrets = this.read()
    if (secrets === null) return fail('secrets-unavailable', {})
    makeFolder(dirname(this.file))
    writeFileAtomically(this.file, `${JSON.stringify(edit(secrets))}\n`)
    return ok({})
  }

  /** Null when something is there that this store did not write. */
  private read(): Encrypted | null {
    try {
      const parsed: unknown = JSON.parse(readFileSync(this.file, 'utf8'))
      const isOurs = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      // Only this store writes it: strings by key.
      return isOurs ? (parsed as Encrypted) : null
    } catch (cause) {
      const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
      return isMissing ? {} : null
    }
  }
}
