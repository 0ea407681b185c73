import type { SmtpProof } from '#main/engines/email/smtp-auth.ts'

/** What proves that mail may leave for an account, or why it cannot be had. */
export type AccountSecret =
  | { readonly kind: 'ready'; readonly secret: SmtpProof }
  /** The store waits for its passphrase. */
  | { readonly kind: 'locked' }
  | { readonly kind: 'none' }

/** What of an account its secret is found by. */
export interface SecretOwner {
  readonly accountUid: string | null
  readonly smtpHost: string | null
  readonly imapHost: string | null
  readonly auth: 'password' | 'oauth' | null
}

/** Reads the secret of an account; its tokens are fetched when it sends. */
export type ReadSecret = (account: SecretOwner) => Promise<AccountSecret>
