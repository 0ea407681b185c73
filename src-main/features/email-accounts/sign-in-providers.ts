import { z } from 'zod'
import type { SignInClient, SignInEndpoints } from '#main/engines/email/sign-in-client.ts'
import type { Output } from '#shared/contract/index.ts'
import type { AccountRow } from './email-accounts.repository.ts'
import { presetOfAccount } from './presets.ts'

/** Who signs people in. */
export type SignInProviderId = NonNullable<
  Output<'emailAccounts.presets'>['presets'][number]['signInWith']
>

/** A provider that signs people in, and who Kith is to it. */
export interface SignInProvider {
  readonly name: string
  readonly endpoints: SignInEndpoints
  /** Kith's own registration there; null where it has none. */
  readonly client: SignInClient | null
  /** The name by which the provider knows this machine: each takes only one of the two. */
  readonly redirectHost: '127.0.0.1' | 'localhost'
  /** The only servers its tokens are shown to. */
  readonly servers: readonly string[]
}

/** The providers by id. */
export type SignInProviders = Readonly<Record<SignInProviderId, SignInProvider>>

/** Where tokens come from and go to: encrypted, or this machine. */
const endpoint = z.url().refine((url) => {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1')
})

const provider = z
  .strictObject({
    name: z.string(),
    clientId: z.string().min(1).nullable(),
    clientSecret: z.string().min(1).nullable(),
    issuer: z.url(),
    authorizationEndpoint: endpoint,
    tokenEndpoint: endpoint,
    scopes: z.array(z.string()).min(1),
    parameters: z.record(z.string(), z.string()),
    redirectHost: z.enum(['127.0.0.1', 'localhost']),
    servers: z.array(z.string()).min(1),
  })
  .transform(
    ({ name, clientId, clientSecret, redirectHost, servers, ...endpoints }): SignInProvider => ({
      name,
      endpoints,
      client: clientId === null ? null : { clientId, clientSecret },
      redirectHost,
      servers,
    }),
  )

const file = z.strictObject({ google: provider, microsoft: provider })

/** Reads the text of `oauth-clients.json`; throws when it is not as it should be. */
export const readSignInProviders = (text: string): SignInProviders => file.parse(JSON.parse(text))

/**
 * With whom the owner can sign in for an account; null where that is not offered.
 *
 * The servers decide as well: a token opens a whole mailbox, and nobody but the provider's own
 * servers is shown one, whatever an account says of itself.
 */
export const signInWithOf = (
  providers: SignInProviders | null,
  account: Pick<AccountRow, 'provider' | 'smtp_host' | 'imap_host'>,
): SignInProviderId | null => {
  const id = presetOfAccount(account)?.signInWith ?? null
  if (id === null || providers === null) return null
  const { servers } = providers[id]
  const hosts = [account.smtp_host, account.imap_host].filter((host) => host !== null)
  return hosts.every((host) => servers.includes(host.toLowerCase())) ? id : null
}
