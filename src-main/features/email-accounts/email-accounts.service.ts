import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { WriteGate } from '#main/db/write-gate.ts'
import { checkAddress } from '#main/engines/email/address-check.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { EventBus } from '#main/platform/event-bus.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { SecretStore } from '#main/platform/secret-store.ts'
import { createUid } from '#main/platform/uid.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import type { EmailAccountId } from '#shared/domain/ids.ts'
import { fail, ok } from '#shared/domain/result.ts'
import { accountOf, changedColumns, columnsOf } from './account-rows.ts'
import type { AccountSecrets } from './account-secrets.ts'
import type { AccountStatesRepository } from './account-states.repository.ts'
import { cleanPassword } from './clean-password.ts'
import type {
  AccountChanges,
  AccountRow,
  EmailAccountsRepository,
} from './email-accounts.repository.ts'
import { presetOfAccount, presets } from './presets.ts'
import { secretKeyOf } from './secret-key.ts'
import { type SignInProviders, signInWithOf } from './sign-in-providers.ts'
import type { TestAccount } from './test-account.ts'

interface EmailAccountsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: EmailAccountsRepository
  readonly states: AccountStatesRepository
  readonly gate: Pick<WriteGate, 'run'>
  readonly secrets: SecretStore
  readonly accountSecrets: AccountSecrets
  readonly providers: SignInProviders | null
  readonly jobs: Pick<JobsService, 'startWaiting'>
  readonly events: Pick<EventBus, 'publish'>
  readonly clock: Clock
  readonly random: RandomSource
  readonly testAccount: TestAccount
  /** Told when mail of these accounts that was held for want of a password may leave now. */
  readonly onUsable: (ids: readonly EmailAccountId[] | 'many') => void
}

/** How long a deleted account can come back with its password. */
const keptMs = 30 * 86_400_000

const gone = fail('not-found', { what: 'email-account' })

const signInColumns = ['address', 'user_name', 'smtp_host', 'imap_host'] as const

/** Whether somebody who signs in may be meant by a change: what held mail back is tried again. */
const isAboutSignIn = (columns: AccountChanges): boolean =>
  signInColumns.some((name) => name in columns)

/** Mail accounts: their settings in the workspace, their passwords on this machine. */
export class EmailAccountsService {
  private readonly dependencies: EmailAccountsDependencies

  constructor(dependencies: EmailAccountsDependencies) {
    this.dependencies = dependencies
  }

  list(): Output<'emailAccounts.list'> {
    const { repository, secrets, accountSecrets, providers } = this.dependencies
    const rows = repository.list()
    const first = rows.find((row) => row.is_default === 1) ?? rows[0]
    return {
      accounts: rows.map((row) =>
        accountOf(row, {
          isDefault: row === first,
          hasSecret: accountSecrets.has(row),
          signInWith: signInWithOf(providers, row),
        }),
      ),
      secretStore: secrets.status(),
    }
  }

  presets(): Output<'emailAccounts.presets'> {
    return { presets: [...presets] }
  }

  async create(
    settings: Input<'emailAccounts.create'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emailAccounts.create'>> {
    const { unitOfWork, repository, clock, random } = this.dependencies
    if (!checkAddress(settings.address).ok) return fail('not-an-address', { field: 'address' })
    return unitOfWork.runToOperation(context, { code: 'emailAccounts.create' }, (tx) => {
      const made = { uid: createUid(clock, random), created_at: clock.now() }
      const id = repository.insert(tx, { ...columnsOf(settings), ...made })
      repository.setDefault(tx, null)
      return ok({ id })
    })
  }

  async update(
    { id, ...changes }: Input<'emailAccounts.update'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emailAccounts.update'>> {
    const { unitOfWork, repository, states } = this.dependencies
    if (changes.address !== undefined && !checkAddress(changes.address).ok) {
      return fail('not-an-address', { field: 'address' })
    }
    const columns = changedColumns(changes)
    const names = Object.keys(columns)
    const label = {
      code: 'emailAccounts.update',
      mergeKey: `emailAccounts.update:${id}:${names.join()}`,
    }
    const result = await unitOfWork.run(context, label, (tx) => {
      const account = repository.find(id)
      if (!account) return gone
      const isOwnName = account.user_name === account.address
      const follows = isOwnName && columns.user_name === undefined ? columns.address : undefined
      repository.update(tx, id, { ...columns, ...(follows && { user_name: follows }) })
      return ok(account)
    })
    if (!result.ok) return result
    const { uid } = result.value.value
    if (isAboutSignIn(columns)) await this.note(() => states.resume(uid))
    return ok({ operationId: result.value.operationId })
  }

  setDefault(
    { id }: Input<'emailAccounts.setDefault'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emailAccounts.setDefault'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(context, { code: 'emailAccounts.setDefault' }, (tx) => {
      if (!repository.find(id)) return gone
      repository.setDefault(tx, id)
      return ok({})
    })
  }

  async delete(
    { id }: Input<'emailAccounts.delete'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emailAccounts.delete'>> {
    const { unitOfWork, repository } = this.dependencies
    const uid = repository.find(id)?.uid
    if (uid === undefined) return gone
    // By this the secret is found again when undo is past.
    const label = { code: 'emailAccounts.delete', numbers: { account: uid } }
    return unitOfWork.runToOperation(context, label, (tx) => {
      if (!repository.find(id)) return gone
      repository.delete(tx, id)
      repository.setDefault(tx, null)
      return ok({})
    })
  }

  async setPassword(
    { id, password: typed }: Input<'emailAccounts.setPassword'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emailAccounts.setPassword'>> {
    const { unitOfWork, repository, secrets } = this.dependencies
    const account = repository.find(id)
    if (!account) return gone
    const password = cleanPassword(typed, presetOfAccount(account)?.needs)
    if (password === '') return fail('blank', {})
    const kept = await secrets.set(secretKeyOf({ ...account, auth: 'password' }), password)
    if (!kept.ok) return kept
    if (account.auth !== 'password') {
      await unitOfWork.run(context, { code: 'emailAccounts.update' }, (tx) => {
        repository.update(tx, id, { auth: 'password' })
        return ok(null)
      })
    }
    await this.becameUsable(account)
    return ok({})
  }

  /** What held the account back is over: it has another secret. */
  async becameUsable({ id, uid }: Pick<AccountRow, 'id' | 'uid'>): Promise<void> {
    await this.note(() => this.dependencies.states.resume(uid))
    this.dependencies.onUsable([id])
  }

  async unlock({
    passphrase,
  }: Input<'emailAccounts.unlock'>): Promise<ProcedureResult<'emailAccounts.unlock'>> {
    const opened = await this.dependencies.secrets.unlock(passphrase)
    if (!opened.ok) return opened
    this.announce()
    this.dependencies.onUsable('many')
    await this.forgetOldSecrets()
    return ok({})
  }

  async startOver({
    passphrase,
  }: Input<'emailAccounts.startOver'>): Promise<ProcedureResult<'emailAccounts.startOver'>> {
    const begun = await this.dependencies.secrets.startOver(passphrase)
    if (begun.ok) this.announce()
    return begun
  }

  async test({ id }: Input<'emailAccounts.test'>): Promise<ProcedureResult<'emailAccounts.test'>> {
    const { repository, secrets, accountSecrets, jobs, states, testAccount, clock } =
      this.dependencies
    const account = repository.find(id)
    if (!account) return gone
    const proof = await accountSecrets.proofOf(account)
    if (proof === null) {
      return secrets.status() === 'ready' ? fail('no-secret', {}) : fail('secrets-locked', {})
    }
    const jobId = await jobs.startWaiting('emailAccounts.test', async ({ signal, tell }) => {
      const { steps, seen } = await testAccount({ account, proof, signal, tell })
      if (signal.aborted) return null
      await this.note(() => {
        if (seen === null) return
        states.noteTest(account.uid, { ...seen, testedAt: clock.now() })
        states.resume(account.uid)
      })
      if (seen !== null) this.dependencies.onUsable([account.id])
      return { steps }
    })
    return ok({ jobId })
  }

  /** Forgets passwords of accounts that were deleted long ago; called when the store is open. */
  async forgetOldSecrets(): Promise<void> {
    const { repository, secrets, clock } = this.dependencies
    if (secrets.status() !== 'ready') return
    for (const uid of repository.deletedBefore(clock.now() - keptMs)) {
      await secrets.delete(uid)
    }
  }

  /** Writes down what belongs to no operation, and tells every window. */
  private async note(write: () => void): Promise<void> {
    await this.dependencies.gate.run(write)
    this.announce()
  }

  /** Tells every window that something about accounts has changed. */
  announce(): void {
    this.dependencies.events.publish({
      type: 'change',
      operationId: null,
      actor: 'system',
      tables: { email_account_states: 'many' },
    })
  }
}
