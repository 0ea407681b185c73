import { z } from 'zod'
import type { SignInClient } from '#main/engines/email/sign-in-client.ts'
import type { SecretStore } from '#main/platform/secret-store.ts'
import type { Output, ProcedureResult } from '#shared/contract/index.ts'
import type { SignInProviderId, SignInProviders } from './sign-in-providers.ts'

const stored = z.object({ clientId: z.string(), clientSecret: z.string().nullable() })

const keyOf = (id: SignInProviderId): string => `sign-in-client/${id}`

/** Who Kith is to each provider: by the owner's own registration, else by Kith's. */
export class SignInClients {
  private readonly providers: SignInProviders | null
  private readonly secrets: SecretStore

  constructor(providers: SignInProviders | null, secrets: SecretStore) {
    this.providers = providers
    this.secrets = secrets
  }

  async list(): Promise<Output<'emailAccounts.signInProviders'>> {
    const ids = ['google', 'microsoft'] as const
    const { providers } = this
    if (providers === null) return { providers: [] }
    const isOpen = this.secrets.status() === 'ready'
    return {
      providers: await Promise.all(
        ids.map(async (id) => {
          const { name, client } = providers[id]
          const own = await this.own(id)
          const hasClient = own !== null || client !== null ? true : isOpen ? false : null
          const hasOwnSecret = own !== null && own.clientSecret !== null
          return { id, name, hasClient, ownClientId: own?.clientId ?? null, hasOwnSecret }
        }),
      ),
    }
  }

  /** Who signs in now; null where there is no registration at all. */
  async current(id: SignInProviderId): Promise<SignInClient | null> {
    return (await this.own(id)) ?? this.providers?.[id].client ?? null
  }

  /** Who signed in then: a token is good only in the hands of the client it was given to. */
  async byClientId(id: SignInProviderId, clientId: string): Promise<SignInClient | null> {
    const known = [await this.own(id), this.providers?.[id].client ?? null]
    return known.find((client) => client?.clientId === clientId) ?? null
  }

  async keepOwn(
    id: SignInProviderId,
    client: SignInClient | null,
  ): Promise<ProcedureResult<'emailAccounts.setSignInClient'>> {
    return client === null
      ? this.secrets.delete(keyOf(id))
      : this.secrets.set(keyOf(id), JSON.stringify(client))
  }

  private async own(id: SignInProviderId): Promise<SignInClient | null> {
    const text = await this.secrets.get(keyOf(id))
    return text === null ? null : stored.parse(JSON.parse(text))
  }
}
