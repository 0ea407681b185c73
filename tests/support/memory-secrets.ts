import type {
  SecretStore,
  SecretStoreStatus,
  SecretsShut,
  SecretsUnavailable,
  UnlockFailure,
} from '#main/platform/secret-store.ts'
import { fail, type Nothing, ok, type Result } from '#shared/domain/result.ts'

/** Secrets that die with the test; it may be closed, and opens with the passphrase "open". */
export class MemorySecrets implements SecretStore {
  readonly kept = new Map<string, string>()
  state: SecretStoreStatus
  /** Answered by the next attempts to unlock. */
  unlockFailure: UnlockFailure | null = null

  constructor(state: SecretStoreStatus = 'ready') {
    this.state = state
  }

  status(): SecretStoreStatus {
    return this.state
  }

  has(key: string): boolean | null {
    return this.state === 'ready' ? this.kept.has(key) : null
  }

  async get(key: string): Promise<string | null> {
    return this.state === 'ready' ? (this.kept.get(key) ?? null) : null
  }

  async set(key: string, secret: string): Promise<Result<Nothing, SecretsShut>> {
    if (this.state === 'ready') this.kept.set(key, secret)
    return this.done()
  }

  async delete(key: string): Promise<Result<Nothing, SecretsShut>> {
    for (const one of this.kept.keys()) {
      if (this.state === 'ready' && `${one}/`.startsWith(`${key}/`)) this.kept.delete(one)
    }
    return this.done()
  }

  async unlock(passphrase: string): Promise<Result<Nothing, UnlockFailure>> {
    if (this.state === 'unavailable') return fail('secrets-unavailable', {})
    if (this.unlockFailure) return { ok: false, error: this.unlockFailure }
    if (passphrase !== 'open') return fail('wrong-passphrase', {})
    this.state = 'ready'
    return ok({})
  }

  async startOver(): Promise<Result<Nothing, SecretsUnavailable>> {
    if (this.state === 'unavailable') return fail('secrets-unavailable', {})
    this.kept.clear()
    this.state = 'ready'
    return ok({})
  }

  private done(): Result<Nothing, SecretsShut> {
    if (this.state === 'ready') return ok({})
    return this.state === 'unavailable'
      ? fail('secrets-unavailable', {})
      : fail('secrets-locked', {})
  }
}
