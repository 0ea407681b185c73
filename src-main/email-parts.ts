import { readFileSync } from 'node:fs'
import type { ImapAccess } from '#main/engines/email/imap.ts'
import { AccountSecrets } from '#main/features/email-accounts/account-secrets.ts'
import { AccountTokens } from '#main/features/email-accounts/account-tokens.ts'
import { EmailAccountsRepository } from '#main/features/email-accounts/email-accounts.repository.ts'
import type { KeyedAccount } from '#main/features/email-accounts/secret-key.ts'
import { SignInClients } from '#main/features/email-accounts/sign-in-clients.ts'
import {
  readSignInProviders,
  type SignInProviders,
} from '#main/features/email-accounts/sign-in-providers.ts'
import { MailComposer } from '#main/features/emails/compose/compose-mail.ts'
import { ContentStore } from '#main/features/emails/compose/content-store.ts'
import { EmailsRepository } from '#main/features/emails/emails.repository.ts'
import { DueTimes } from '#main/features/emails/planning/due-times.ts'
import { GmailGuard } from '#main/features/emails/planning/gmail-guard.ts'
import { GmailMailsRepository } from '#main/features/emails/planning/gmail-mails.repository.ts'
import { MailPlansRepository } from '#main/features/emails/planning/mail-plans.repository.ts'
import { SameAddressRepository } from '#main/features/emails/planning/same-address.repository.ts'
import { BouncesRepository } from '#main/features/emails/sending/bounces.repository.ts'
import { CameBack } from '#main/features/emails/sending/came-back.ts'
import { DeliveriesRepository } from '#main/features/emails/sending/deliveries.repository.ts'
import { HighWater } from '#main/features/emails/sending/high-water.ts'
import { OutboxRepository } from '#main/features/emails/sending/outbox.repository.ts'
import type { AccountSecret, SecretOwner } from '#main/features/emails/sending/secrets.ts'
import { SentLedger } from '#main/features/emails/sending/sent-ledger.ts'
import { SentMailRepository } from '#main/features/emails/sending/sent-mail.repository.ts'
import { SentRecord } from '#main/features/emails/sending/sent-record.ts'
import { TurnsRepository } from '#main/features/emails/sending/turns.repository.ts'
import type { SettingsService } from '#main/features/settings/settings.service.ts'
import { SuppressionsRepository } from '#main/features/suppressions/suppressions.repository.ts'
import { SuppressionsService } from '#main/features/suppressions/suppressions.service.ts'
import { createUid } from '#main/platform/uid.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import type { OpenParts } from './session.ts'
import { readTokenKey } from './token-key.ts'
import { createWhyNoMail } from './why-no-mail.ts'

/** Who signs people in; without a readable list nobody does, and passwords still work. */
const readProviders = ({ oauthClientsFile, log }: OpenParts['options']): SignInProviders | null => {
  try {
    return readSignInProviders(readFileSync(oauthClientsFile, 'utf8'))
  } catch (cause) {
    log.error('sign-in.no-providers', cause)
    return null
  }
}

/** Signing in with providers, as everything about mail needs it. */
const composeSignIn = ({ options }: OpenParts) => {
  const { secrets, clock, log } = options
  const providers = readProviders(options)
  const clients = new SignInClients(providers, secrets)
  const tokens = new AccountTokens({ providers, clients, secrets, clock, log })
  return { providers, clients, tokens, accountSecrets: new AccountSecrets(secrets, tokens) }
}

const keyedOf = (owner: SecretOwner): KeyedAccount | null => {
  const { accountUid: uid, smtpHost, imapHost, auth } = owner
  return uid === null || smtpHost === null
    ? null
    : { uid, smtp_host: smtpHost, imap_host: imapHost, auth: auth ?? 'password' }
}

/** Secrets of accounts, as those who send and those who read need them. */
const secretsOf = ({ options, connection }: OpenParts, accountSecrets: AccountSecrets) => {
  const accounts = new EmailAccountsRepository(connection.reader)
  const read = async (owner: SecretOwner): Promise<AccountSecret> => {
    const account = keyedOf(owner)
    if (account === null) return { kind: 'none' }
    if (options.secrets.status() !== 'ready') return { kind: 'locked' }
    const secret = await accountSecrets.proofOf(account)
    return secret === null ? { kind: 'none' } : { kind: 'ready', secret }
  }
  return {
    read,
    has: (owner: SecretOwner): boolean => {
      const account = keyedOf(owner)
      return account !== null && accountSecrets.has(account) === true
    },
    forMailbox: async (uid: string): Promise<ImapAccess['credential'] | null> => {
      const account = accounts.list().find((row) => row.uid === uid)
      return account === undefined ? null : accountSecrets.credentialOf(account)
    },
  }
}

const highWaterOf = ({ workspace, options }: OpenParts, outbox: OutboxRepository): HighWater => {
  const { clock, random, log } = options
  const createName = () => createUid(clock, random)
  return new HighWater({ path: workspace.layout.highWater, outbox, createName, log })
}

const composeSuppressions = (
  { connection, options }: OpenParts,
  needs: { readonly tokenKey: () => Uint8Array; readonly onChange: () => void },
): SuppressionsService =>
  new SuppressionsService({
    ...needs,
    unitOfWork: connection.unitOfWork,
    repository: new SuppressionsRepository(connection.reader),
    clock: options.clock,
  })

/** Builds what several of the slices about mail share. */
export const composeEmailParts = (
  parts: OpenParts,
  settings: Pick<SettingsService, 'business'>,
  onSuppressed: () => void,
) => {
  const { connection, options, workspace, events } = parts
  const { reader, executor, unitOfWork } = connection
  const { clock, random } = options
  const key = readTokenKey(executor, random)
  const signIn = composeSignIn(parts)
  const tokenKey = () => key
  const announce = (ids: readonly EmailId[] | 'many'): void =>
    events.publish({
      type: 'change',
      operationId: null,
      actor: 'system',
      // Many are said to be many, as after a unit of work.
      tables: { deliveries: ids.length > 100 ? 'many' : ids },
    })
  const noteSuppressed = (): void => {
    announce('many')
    onSuppressed()
  }
  const suppressions = composeSuppressions(parts, { tokenKey, onChange: noteSuppressed })
  const attachments = new ContentStore(workspace.layout.attachments)
  const outbox = new OutboxRepository(reader)
  const deliveries = new DeliveriesRepository(executor)
  const stored = { outbox, deliveries, turns: new TurnsRepository(reader) }
  const writer = () => settings.business()
  const composer = new MailComposer({ attachments, writer, tokenKey, clock, random })
  const gmail = new GmailGuard({ mails: new GmailMailsRepository(reader), clock })
  const bounces = new BouncesRepository(reader)
  return {
    basics: { ...stored, unitOfWork, clock, random, composer, gmail, announce, tokenKey },
    bounces,
    cameBack: new CameBack({ bounces, clock }),
    sameAddress: new SameAddressRepository(reader),
    emails: new EmailsRepository(reader),
    ledger: new SentLedger(workspace.layout.sentLedger),
    highWater: highWaterOf(parts, outbox),
    record: new SentRecord({
      unitOfWork,
      outbox,
      deliveries,
      sentMail: new SentMailRepository(),
      clock,
      random,
    }),
    dueTimes: new DueTimes({ unitOfWork, plans: new MailPlansRepository(executor), clock }),
    secrets: secretsOf(parts, signIn.accountSecrets),
    signIn,
    attachments,
    suppressions,
    noteSuppressed,
    whyNoMail: createWhyNoMail(suppressions),
  }
}

/** What several of the slices about mail share. */
export type EmailParts = ReturnType<typeof composeEmailParts>
