import type { ImapAccess } from '#main/engines/email/imap.ts'
import type { SmtpProof } from '#main/engines/email/smtp-auth.ts'
import type { SecretStore } from '#main/platform/secret-store.ts'
import type { AccountTokens } from './account-tokens.ts'
import { type KeyedAccount, secretKeyOf } from './secret-key.ts'

/** What an account signs in with, to either of its servers. */
export type AccountProof = Exclude<SmtpProof, { kind: 'token' }>

/** What accounts sign in with, from the store of secrets of this machine. */
export class AccountSecrets {
  private readonly secrets: SecretStore
  private readonly tokens: AccountTokens

  constructor(secrets: SecretStore, tokens: AccountTokens) {
    this.secrets = secrets
    this.tokens = tokens
  }

  /** Whether one is kept; null while that cannot be known. */
  has(account: KeyedAccount): boolean | null {
    return this.secrets.has(secretKeyOf(account))
  }

  /** A password, or where its tokens come from; null when none is kept or the store is closed. */
  async proofOf(account: KeyedAccount): Promise<AccountProof | null> {
    const key = secretKeyOf(account)
    const secret = await this.secrets.get(key)
    if (secret === null) return null
    return account.auth === 'oauth'
      ? { kind: 'tokens', tokens: this.tokens.sourceOf(key) }
      : { kind: 'password', password: secret }
  }

  /** The same for a mailbox. */
  async credentialOf(account: KeyedAccount): Promise<ImapAccess['credential'] | null> {
    const proof = await this.proofOf(account)
    return proof === null ? null : imapCredential(proof)
  }
}

/** A proof for the incoming server. */
export const imapCredential = (proof: AccountProof): ImapAccess['credential'] =>
  proof.kind === 'password' ? { password: proof.password } : { tokens: proof.tokens }
