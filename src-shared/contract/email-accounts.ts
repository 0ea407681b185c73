import { z } from 'zod'
import { command, query } from './define.ts'
import { done, emailAccountId, instant, jobId, line, notFound, text } from './values.ts'

const security = z.enum(['tls', 'starttls'])
const host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9.-]+$/)
const port = z.int().min(1).max(65_535)
/** An address as a person types it; the service says when it is none. */
const typedAddress = line(254)

const server = z.strictObject({ host, port, security })

/** What an owner sets for one account; the secret travels apart and never comes back. */
export const emailAccountSettings = z.strictObject({
  address: typedAddress,
  fromName: line(200),
  /** Id of the preset, null for servers typed by hand. */
  provider: z.string().max(40).nullable(),
  smtp: server,
  /** Null for an account that only sends. */
  imap: server.nullable(),
  userName: line(254),
  /** Limited HTML. */
  signature: text(20_000).nullable(),
  dailyLimit: z.int().min(1).max(2000),
})

/** What an account signs in with: a password, or what its provider gave after asking the owner. */
const auth = z.enum(['password', 'oauth'])

/** Those who sign people in themselves. */
const signInProvider = z.enum(['google', 'microsoft'])

/** Why nothing leaves through an account until the owner did something. */
export const accountPause = z.enum(['auth', 'tls', 'policy', 'no-secret'])

export const emailAccount = emailAccountSettings.extend({
  id: emailAccountId,
  auth,
  /** With whom the owner can sign in for it; null where only a password will do. */
  signInWith: signInProvider.nullable(),
  isDefault: z.boolean(),
  /** True when a secret is kept for it; null while the store is locked. */
  hasSecret: z.boolean().nullable(),
  pausedReason: accountPause.nullable(),
  /** What the set-up test saw; null before the first one. */
  probe: z
    .object({
      testedAt: instant,
      keepsMessageId: z.boolean().nullable(),
      filesSent: z.boolean().nullable(),
      hasPlusAddresses: z.boolean().nullable(),
      maxBytes: z.int().nullable(),
    })
    .nullable(),
  createdAt: instant,
  lastSyncAt: instant.nullable(),
  lastSyncError: z.enum(['auth', 'tls', 'connect', 'cut', 'protocol', 'no-secret']).nullable(),
})

/** A provider Kith knows, with what it asks for. */
const preset = z.object({
  id: z.string(),
  name: z.string(),
  domains: z.array(z.string()),
  smtp: server,
  imap: server,
  /** Names of servers it has beside these two, in lower case. */
  otherHosts: z.array(z.string()),
  /** What the owner has to do there first; the words are the screen's. */
  needs: z.enum(['app-password', 'authorization-code', 'password', 'oauth-only']),
  /** With whom the owner can sign in instead of giving a password. */
  signInWith: signInProvider.nullable(),
  helpUrl: z.string().nullable(),
})

/** The steps of the set-up test, in their order. */
export const emailAccountTestStep = z.enum(['smtp', 'imap', 'send', 'find', 'plus'])

/** What went wrong in a step; the screen has the words. */
export const emailAccountTestProblem = z.enum([
  'connect',
  'tls',
  'auth',
  'refused',
  'protocol',
  'not-arrived',
])

/** The outcome of the job that `test` starts. */
export const emailAccountTestOutcome = z.object({
  steps: z.array(
    z.object({
      step: emailAccountTestStep,
      /** `skipped` follows a failed step, or belongs to a server the account does not have. */
      status: z.enum(['ok', 'failed', 'skipped']),
      problem: emailAccountTestProblem.nullable(),
      /** What the server said. */
      reply: z.string().nullable(),
    }),
  ),
})

/** The outcome of the job that `signIn` starts. */
export const emailAccountSignInOutcome = z.object({
  result: z.enum([
    'signed-in',
    /** The owner said no. */
    'denied',
    /** The answer came too late, or never. */
    'timed-out',
    /** The provider does not know the client ID, or refuses its secret. */
    'bad-client',
    'refused',
    'unreachable',
    /** The store was closed meanwhile, or the account has gone. */
    'not-kept',
  ]),
})

/** Mail accounts: whose name a mail leaves in, and through which servers. */
export const emailAccounts = {
  list: query({
    input: z.strictObject({}),
    output: z.object({
      accounts: z.array(emailAccount),
      /** Whether secrets can be read and written now. */
      secretStore: z.enum(['ready', 'locked', 'not-set-up', 'unavailable']),
    }),
  }),
  presets: query({ input: z.strictObject({}), output: z.object({ presets: z.array(preset) }) }),
  create: command({
    undoable: true,
    /** Without `auth` it is one with a password. */
    input: emailAccountSettings.extend({ auth: auth.optional() }),
    output: done.extend({ id: emailAccountId }),
    failures: { 'not-an-address': z.object({ field: z.string() }) },
  }),
  update: command({
    undoable: true,
    input: z.strictObject({ id: emailAccountId }).extend(emailAccountSettings.partial().shape),
    output: done,
    failures: { 'not-found': notFound, 'not-an-address': z.object({ field: z.string() }) },
  }),
  setDefault: command({
    undoable: true,
    input: z.strictObject({ id: emailAccountId }),
    output: done,
    failures: { 'not-found': notFound },
  }),
  /** Takes the account away; what it was to send is held. Its secret stays until undo is past. */
  delete: command({
    undoable: true,
    input: z.strictObject({ id: emailAccountId }),
    output: done,
    failures: { 'not-found': notFound },
  }),
  /** Keeps the password of an account; nothing ever answers it. */
  setPassword: command({
    undoable: false,
    input: z.strictObject({ id: emailAccountId, password: z.string().min(1).max(1000) }),
    output: z.object({}),
    failures: {
      'not-found': notFound,
      /** Nothing but blanks, which the provider's passwords do not have. */
      blank: z.object({}),
      'secrets-locked': z.object({}),
      'secrets-unavailable': z.object({}),
    },
  }),
  /**
   * Begins to sign in with the provider of an account. The owner's browser has to open `url`; what
   * comes of it is the outcome of the job, `emailAccountSignInOutcome`. From then on the account
   * signs in that way. Nothing ever answers a token.
   */
  signIn: command({
    undoable: false,
    input: z.strictObject({ id: emailAccountId }),
    output: z.object({ jobId, url: z.string() }),
    failures: {
      'not-found': notFound,
      /** Its servers are none of a provider that signs people in. */
      'not-offered': z.object({}),
      /** There is no client ID, neither Kith's nor the owner's. */
      'no-client': z.object({}),
      'secrets-locked': z.object({}),
      'secrets-unavailable': z.object({}),
    },
  }),
  /** Who Kith is to the providers that sign people in. */
  signInProviders: query({
    input: z.strictObject({}),
    output: z.object({
      providers: z.array(
        z.object({
          id: signInProvider,
          name: z.string(),
          /** Whether there is a client ID; null while the store of secrets is locked. */
          hasClient: z.boolean().nullable(),
          /** The owner's own, which goes before Kith's. */
          ownClientId: z.string().nullable(),
          hasOwnSecret: z.boolean(),
        }),
      ),
    }),
  }),
  /** Keeps the owner's own client ID and its secret on this machine; null takes them away. */
  setSignInClient: command({
    undoable: false,
    input: z.strictObject({
      provider: signInProvider,
      client: z
        .strictObject({
          clientId: z
            .string()
            .trim()
            .min(1)
            .max(300)
            .regex(/^[\x21-\x7e]+$/),
          clientSecret: z
            .string()
            .trim()
            .min(1)
            .max(300)
            .regex(/^[\x21-\x7e]+$/)
            .nullable(),
        })
        .nullable(),
    }),
    output: z.object({}),
    failures: { 'secrets-locked': z.object({}), 'secrets-unavailable': z.object({}) },
  }),
  /** Opens the encrypted file of secrets; the first passphrase makes it. */
  unlock: command({
    undoable: false,
    input: z.strictObject({ passphrase: z.string().min(1).max(1000) }),
    output: z.object({}),
    failures: {
      'wrong-passphrase': z.object({}),
      /** After several wrong ones the next may be tried in so many milliseconds. */
      'too-many-attempts': z.object({ waitMs: z.int() }),
      'secrets-unavailable': z.object({}),
    },
  }),
  /** A passphrase was forgotten: an empty store under a new one; the old file is put aside. */
  startOver: command({
    undoable: false,
    input: z.strictObject({ passphrase: z.string().min(1).max(1000) }),
    output: z.object({}),
    failures: { 'secrets-unavailable': z.object({}) },
  }),
  /**
   * Set-up test as a job: connects to both servers, verifies TLS, sends a mail to the owner and
   * finds it again. Its phases are `emailAccountTestStep`, its outcome is `emailAccountTestOutcome`.
   */
  test: command({
    undoable: false,
    input: z.strictObject({ id: emailAccountId }),
    output: z.object({ jobId }),
    failures: { 'not-found': notFound, 'secrets-locked': z.object({}), 'no-secret': z.object({}) },
  }),
}
