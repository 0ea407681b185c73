import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { SignInTokens } from '#main/engines/email/sign-in-client.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { SecretStore } from '#main/platform/secret-store.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'
import type { AccountTokens } from './account-tokens.ts'
import { answerPage } from './answer-page.ts'
import type { AccountRow, EmailAccountsRepository } from './email-accounts.repository.ts'
import { secretKeyOf } from './secret-key.ts'
import type { SignInClients } from './sign-in-clients.ts'
import { type FlowFailure, openSignIn } from './sign-in-flow.ts'
import { type SignInProviderId, type SignInProviders, signInWithOf } from './sign-in-providers.ts'
import type { SignInEnd, SignInWords } from './sign-in-words.ts'

interface SignInDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: EmailAccountsRepository
  readonly secrets: SecretStore
  readonly jobs: Pick<JobsService, 'startWaiting'>
  readonly random: RandomSource
  readonly log: Logger
  readonly providers: SignInProviders | null
  readonly clients: SignInClients
  readonly tokens: AccountTokens
  /** What the answer page says, in the owner's language. */
  readonly words: () => SignInWords
  /** Told when an account can be used again, by its uid. */
  readonly onSignedIn: (account: AccountRow) => Promise<void>
  /** Told when what stands about signing in has changed. */
  readonly announce: () => void
}

interface WhoSignsIn {
  readonly account: AccountRow
  readonly provider: SignInProviderId
  readonly clientId: string
}

/** Signing in with the provider of an account, in the owner's own browser. */
export class SignInService {
  private readonly dependencies: SignInDependencies
  /** The sign-in of each account that waits now: a second one takes its place. */
  private readonly waiting = new Map<number, AbortController>()

  constructor(dependencies: SignInDependencies) {
    this.dependencies = dependencies
  }

  providers(): Promise<Output<'emailAccounts.signInProviders'>> {
    return this.dependencies.clients.list()
  }

  async setClient({
    provider,
    client,
  }: Input<'emailAccounts.setSignInClient'>): Promise<
    ProcedureResult<'emailAccounts.setSignInClient'>
  > {
    const { clients, tokens, announce } = this.dependencies
    const kept = await clients.keepOwn(provider, client)
    if (!kept.ok) return kept
    tokens.forgetRefusals()
    announce()
    return ok({})
  }

  async signIn(
    { id }: Input<'emailAccounts.signIn'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emailAccounts.signIn'>> {
    const { repository, secrets, providers, clients, random, jobs } = this.dependencies
    const account = repository.find(id)
    if (!account) return fail('not-found', { what: 'email-account' })
    const with_ = signInWithOf(providers, account)
    if (with_ === null || providers === null) return fail('not-offered', {})
    const shut = shutStore(secrets)
    if (shut !== null) return shut
    const client = await clients.current(with_)
    if (client === null) return fail('no-client', {})
    const { address } = account
    const flow = await openSignIn({ provider: providers[with_], client, address, random })
    const who = { account, provider: with_, clientId: client.clientId }
    const replaced = this.replaceWaiting(id)
    const jobId = await jobs
      .startWaiting('emailAccounts.signIn', async ({ signal }) => {
        const either = AbortSignal.any([signal, replaced])
        return flow.run(either, async (outcome) => {
          const result = await this.settle(who, outcome, context)
          const { language, ends } = this.dependencies.words()
          return { value: { result }, page: answerPage(language, ends[result]) }
        })
      })
      .catch(async (cause: unknown) => {
        await flow.close()
        throw cause
      })
    return ok({ jobId, url: flow.url })
  }

  private replaceWaiting(id: number): AbortSignal {
    this.waiting.get(id)?.abort()
    const controller = new AbortController()
    this.waiting.set(id, controller)
    return controller.signal
  }

  /** Writes down what came of it; the owner is told the same here and in their browser. */
  private async settle(
    who: WhoSignsIn,
    outcome: Result<SignInTokens, FlowFailure>,
    context: CallContext,
  ): Promise<SignInEnd> {
    if (outcome.ok) return this.keep(who, outcome.value, context)
    const { code, data } = outcome.error
    const said = 'said' in data ? data.said : undefined
    this.dependencies.log.warn('sign-in.failed', { provider: who.provider, code, said })
    // An expired code is an answer that came too late; a stopped sign-in has nobody to tell.
    return code === 'expired' || code === 'stopped' ? 'timed-out' : code
  }

  private async keep(
    { account: before, provider, clientId }: WhoSignsIn,
    tokens: SignInTokens,
    context: CallContext,
  ): Promise<SignInEnd> {
    const { repository, providers, tokens: kept, log, onSignedIn } = this.dependencies
    const { refreshToken } = tokens
    if (refreshToken === null) {
      log.warn('sign-in.failed', { provider, code: 'no-refresh-token' })
      return 'refused'
    }
    const account = repository.find(before.id)
    // What was asked for the servers of then is not shown to others.
    if (!account || signInWithOf(providers, account) !== provider) return 'not-kept'
    const key = secretKeyOf({ ...account, auth: 'oauth' })
    const stored = await kept.keep(key, { provider, clientId }, { ...tokens, refreshToken })
    if (!stored.ok) return 'not-kept'
    if (account.auth !== 'oauth') await this.noteWay(account, context)
    await onSignedIn(account)
    return 'signed-in'
  }

  /** From now on it signs in this way; undo brings the password back, which is still kept. */
  private async noteWay({ id }: AccountRow, context: CallContext): Promise<void> {
    const { unitOfWork, repository } = this.dependencies
    await unitOfWork.run(context, { code: 'emailAccounts.update' }, (tx) => {
      repository.update(tx, id, { auth: 'oauth' })
      return ok(null)
    })
  }
}

const shutStore = (secrets: SecretStore) => {
  const status = secrets.status()
  if (status === 'ready') return null
  return status === 'unavailable' ? fail('secrets-unavailable', {}) : fail('secrets-locked', {})
}
