import { join } from 'node:path'
import type { Clock } from '#main/platform/clock.ts'
import { FileSecretStore } from '#main/platform/file-secret-store.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { SecretStore } from '#main/platform/secret-store.ts'
import { hasKeychain, SafeSecretStore, type SafeStorage } from './safe-secret-store.ts'

interface SecretsParts {
  /** Kith's own folder on this machine. */
  readonly folder: string
  readonly platform: NodeJS.Platform
  readonly clock: Pick<Clock, 'now' | 'monotonic'>
  readonly random: RandomSource
}

/**
 * The secrets of the desktop: the keychain, or without one the encrypted file whose passphrase is
 * asked for. Electron is ready.
 */
export const openSecrets = async (
  safeStorage: SafeStorage,
  { folder, platform, clock, random }: SecretsParts,
): Promise<SecretStore> =>
  (await hasKeychain(safeStorage, platform))
    ? new SafeSecretStore(safeStorage, join(folder, 'keychain-secrets.json'))
    : new FileSecretStore({ file: join(folder, 'secrets.kith'), clock, random })
