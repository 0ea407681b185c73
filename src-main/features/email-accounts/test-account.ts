import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '#main/platform/clock.ts'
import type { JobProgress } from '#main/platform/job-protocol.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { type AccountProof, imapCredential } from './account-secrets.ts'
import { createServers } from './account-servers.ts'
import type { AccountRow } from './email-accounts.repository.ts'
import { runSetUpTest, type SetUpOutcome } from './set-up-test.ts'

/** Tests one account with what it signs in with. */
export type TestAccount = (test: {
  readonly account: AccountRow
  readonly proof: AccountProof
  readonly signal: AbortSignal
  readonly tell: (progress: JobProgress) => void
}) => Promise<SetUpOutcome>

interface TestAccountParts {
  readonly clock: Clock
  readonly random: RandomSource
  /** Certificates in PEM that are trusted beside those of the world. */
  readonly trusted: readonly string[]
  /** Subject and text of the test mail in the language of the machine. */
  readonly words: () => { readonly subject: string; readonly body: string }
}

/** A server that says nothing for so long is not there. */
const patienceMs = 30_000

const times = {
  setUpMs: patienceMs,
  idleMs: patienceMs,
  bodyMs: 2 * patienceMs,
  replyMs: 2 * patienceMs,
}

const imapOf = (row: AccountRow, proof: AccountProof, trusted: readonly string[]) => {
  const { imap_host: host, imap_port: port, imap_security: security, user_name: userName } = row
  if (host === null || port === null || security === null) return null
  const access = { host, port, security, userName, credential: imapCredential(proof) }
  return { ...access, timeoutMs: patienceMs, ...(trusted.length > 0 && { ca: trusted.join('\n') }) }
}

const waitUnlessStopped = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined)

/** The set-up test over the real network. */
export const createTestAccount =
  ({ clock, random, trusted, words }: TestAccountParts): TestAccount =>
  async ({ account, proof, signal, tell }) => {
    const { smtp_host: host, smtp_port: port, smtp_security: security } = account
    const servers = createServers({
      address: account.address,
      fromName: account.from_name,
      smtp: {
        account: { host, port, security, userName: account.user_name },
        secret: proof,
        signal,
        times,
        trusted,
      },
      imap: imapOf(account, proof, trusted),
      words: words(),
      clock,
      random,
      signal,
    })
    try {
      const { address } = account
      return await runSetUpTest({ address, servers, signal, tell, wait: waitUnlessStopped })
    } finally {
      await servers.close()
    }
  }
