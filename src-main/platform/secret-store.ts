import type { Failure, Nothing, Result } from '#shared/domain/result.ts'

/**
 * Whether secrets can be read and written.
 *
 * `locked` waits for its passphrase, `not-set-up` for its first one; `unavailable` is a store that
 * cannot be read at all.
 */
export type SecretStoreStatus = 'ready' | 'locked' | 'not-set-up' | 'unavailable'

/** The store cannot be read or written. */
export type SecretsUnavailable = Failure<'secrets-unavailable', Nothing>

/** Why a secret could not be kept. */
export type SecretsShut = Failure<'secrets-locked', Nothing> | SecretsUnavailable

/** Why a passphrase did not open the store. */
export type UnlockFailure =
  | Failure<'wrong-passphrase', Nothing>
  | Failure<'too-many-attempts', { readonly waitMs: number }>
  | SecretsUnavailable

/**
 * Passwords and tokens of this machine, by key.
 *
 * They lie outside every workspace, so that no backup, copy or export can hold one.
 */
export interface SecretStore {
  status(): SecretStoreStatus
  /** Whether a secret is kept under the key; null while that cannot be known. */
  has(key: string): boolean | null
  /** The secret, or null: none is kept, or the store is not ready. */
  get(key: string): Promise<string | null>
  set(key: string, secret: string): Promise<Result<Nothing, SecretsShut>>
  /** Forgets the secret of a key and those under it (`key/…`), as far as there are any. */
  delete(key: string): Promise<Result<Nothing, SecretsShut>>
  /** Opens the store until this process ends; the first passphrase makes it. */
  unlock(passphrase: string): Promise<Result<Nothing, UnlockFailure>>
  /** Begins an empty store under a new passphrase; the old one is put aside, still closed. */
  startOver(passphrase: string): Promise<Result<Nothing, SecretsUnavailable>>
}
