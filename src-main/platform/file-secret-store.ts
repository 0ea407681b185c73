import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fail, type Nothing, ok, type Result } from '#shared/domain/result.ts'
import { renameDurably, writeFileAtomically } from './atomic-file.ts'
import { AttemptBrake } from './attempt-brake.ts'
import type { Clock } from './clock.ts'
import { isDiskFull } from './disk-full.ts'
import { makeFolder } from './make-folder.ts'
import type { RandomSource } from './random.ts'
import {
  createRecipe,
  deriveKey,
  type KeyRecipe,
  parseSealedFile,
  type SealedFile,
  seal,
  unseal,
} from './sealed-file.ts'
import type {
  SecretStore,
  SecretStoreStatus,
  SecretsShut,
  SecretsUnavailable,
  UnlockFailure,
} from './secret-store.ts'

/** Where the secrets lie and what guards them. */
export interface FileSecretStoreOptions {
  readonly file: string
  readonly clock: Pick<Clock, 'now' | 'monotonic'>
  readonly random: RandomSource
  /** Cost of a guess, a power of two; only tests make it cheap. */
  readonly cost?: number
}

interface OpenKey {
  readonly key: Buffer
  readonly recipe: KeyRecipe
}

type Secrets = Readonly<Record<string, string>>

const readSecrets = (text: string): Secrets => {
  const parsed: unknown = JSON.parse(text)
  // Written by this store and sealed: nobody else can have changed its shape.
  return parsed as Secrets
}

const isSame = (one: Secrets, other: Secrets): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

const own = (secrets: Secrets, key: string): string | null =>
  Object.hasOwn(secrets, key) ? (secrets[key] ?? null) : null

/** What is left without a key and those under it. */
export const withoutKey = (secrets: Secrets, key: string): Secrets =>
  Object.fromEntries(
    Object.entries(secrets).filter(([one]) => one !== key && !one.startsWith(`${key}/`)),
  )

/**
 * Secrets in one encrypted file, whose passphrase is typed once per start.
 *
 * The file is read anew before each change: two hosts may be at work on two workspaces.
 */
export class FileSecretStore implements SecretStore {
  private readonly options: FileSecretStoreOptions
  private readonly brake: AttemptBrake
  private openKey: OpenKey | null = null
  private secrets: Secrets = {}
  /** One passphrase at a time, so that many at once do not slip past the brake. */
  private lastAttempt: Promise<unknown> = Promise.resolve()

  constructor(options: FileSecretStoreOptions) {
    this.options = options
    this.brake = new AttemptBrake(() => options.clock.monotonic())
  }

  status(): SecretStoreStatus {
    if (this.openKey) return 'ready'
    if (!existsSync(this.options.file)) return 'not-set-up'
    return this.readFile() === null ? 'unavailable' : 'locked'
  }

  has(key: string): boolean | null {
    if (this.openKey) return own(this.secrets, key) !== null
    return this.status() === 'not-set-up' ? false : null
  }

  async get(key: string): Promise<string | null> {
    return this.openKey ? own(this.secrets, key) : null
  }

  async set(key: string, secret: string): Promise<Result<Nothing, SecretsShut>> {
    return this.change((secrets) => ({ ...secrets, [key]: secret }))
  }

  async delete(key: string): Promise<Result<Nothing, SecretsShut>> {
    return this.change((secrets) => withoutKey(secrets, key))
  }

  unlock(passphrase: string): Promise<Result<Nothing, UnlockFailure>> {
    return this.inTurn(() => this.tryPassphrase(passphrase))
  }

  startOver(passphrase: string): Promise<Result<Nothing, SecretsUnavailable>> {
    return this.inTurn(async () => {
      const { file, clock } = this.options
      this.openKey = null
      try {
        if (existsSync(file)) renameDurably(file, `${file}.${clock.now()}.old`)
        const hasBegun = await this.begin(passphrase)
        return hasBegun ? ok({}) : fail('secrets-unavailable', {})
      } catch (cause) {
        return unavailableUnlessFull(cause)
      }
    })
  }

  private inTurn<T>(attempt: () => Promise<T>): Promise<T> {
    const done = this.lastAttempt.then(attempt)
    this.lastAttempt = done.catch(() => undefined)
    return done
  }

  private async tryPassphrase(passphrase: string): Promise<Result<Nothing, UnlockFailure>> {
    const waitMs = this.brake.waitMs()
    if (waitMs > 0) return fail('too-many-attempts', { waitMs })
    try {
      if (!existsSync(this.options.file) && (await this.begin(passphrase))) return ok({})
    } catch (cause) {
      return unavailableUnlessFull(cause)
    }
    const sealed = this.readFile()
    if (sealed === null) return fail('secrets-unavailable', {})
    const key = await deriveKey(passphrase, sealed.key)
    const text = unseal(sealed, key)
    if (text === null) {
      this.brake.noteWrong()
      return fail('wrong-passphrase', {})
    }
    this.brake.noteRight()
    this.openKey = { key, recipe: sealed.key }
    this.secrets = readSecrets(text)
    return ok({})
  }

  /** False when another process made the file meanwhile: what it holds stays. */
  private async begin(passphrase: string): Promise<boolean> {
    const recipe = createRecipe(this.options.random, this.options.cost)
    const opened = { key: await deriveKey(passphrase, recipe), recipe }
    if (existsSync(this.options.file)) return false
    this.write(opened, {})
    this.openKey = opened
    this.secrets = {}
    return true
  }

  private change(edit: (secrets: Secrets) => Secrets): Result<Nothing, SecretsShut> {
    const { openKey } = this
    if (!openKey) return this.shut()
    try {
      const present = this.present(openKey)
      if (present === null) {
        // Somebody began the store anew meanwhile: its passphrase is another one now.
        this.openKey = null
        return fail('secrets-locked', {})
      }
      const next = edit(present)
      if (!isSame(next, present)) this.write(openKey, next)
      this.secrets = next
      return ok({})
    } catch (cause) {
      return unavailableUnlessFull(cause)
    }
  }

  /** What the file holds now; null when the key at hand does not open it any more. */
  private present({ key }: OpenKey): Secrets | null {
    if (!existsSync(this.options.file)) return this.secrets
    const sealed = this.readFile()
    const text = sealed === null ? null : unseal(sealed, key)
    return text === null ? null : readSecrets(text)
  }

  private shut(): Result<Nothing, SecretsShut> {
    return this.status() === 'unavailable'
      ? fail('secrets-unavailable', {})
      : fail('secrets-locked', {})
  }

  private readFile(): SealedFile | null {
    try {
      return parseSealedFile(readFileSync(this.options.file, 'utf8'))
    } catch {
      return null
    }
  }

  private write({ key, recipe }: OpenKey, secrets: Secrets): void {
    const { file, random } = this.options
    makeFolder(dirname(file))
    const sealed = seal(JSON.stringify(secrets), { key, recipe, random })
    writeFileAtomically(file, `${JSON.stringify(sealed)}\n`)
  }
}

/** A full disk is told as such by whoever called; any other obstacle is the store's. */
const unavailableUnlessFull = (cause: unknown): Result<never, SecretsUnavailable> => {
  if (isDiskFull(cause)) throw cause
  return fail('secrets-unavailable', {})
}
