import {
  type ImapAccess,
  type ImapFailure,
  type ImapProof,
  type ImapServer,
  openProven,
  withProof,
} from '#main/engines/email/imap.ts'
import type { Helper, HelperWork, StartHelper } from '#main/platform/helper-protocol.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'
import { type MailSource, mailSource } from './mail-source.ts'

/** The helper that fetches and reads mails; see `prepareMailReading`. */
const readingHelper = 'mailboxes.read'

interface Calls extends MailSource {
  open(server: ImapServer, proof: ImapProof, now: number): Promise<Result<null, ImapFailure>>
}
type Name = keyof Calls
interface Call {
  readonly name: Name
  readonly values: readonly unknown[]
}

/**
 * A mailbox that is fetched and read in a thread of its own: much mail keeps a processor busy for
 * seconds. The secret is handed over in memory. `signal` ends the thread wherever it stands.
 */
export const openBeside = async (
  start: StartHelper,
  { credential, ...server }: ImapAccess,
  { signal, now }: { readonly signal: AbortSignal; readonly now: number },
): Promise<Result<MailSource, ImapFailure>> => {
  const helper = start(readingHelper)
  const stop = (): void => void helper.end()
  signal.addEventListener('abort', stop, { once: true })
  const ask = askOf(helper, signal)
  const close = async (): Promise<void> => {
    signal.removeEventListener('abort', stop)
    // Where the thread is lost already there is nobody to say goodbye.
    if (!signal.aborted) await ask('close').catch(() => null)
    await helper.end()
  }
  const open = (proof: ImapProof) => ask('open', server, proof, now)
  const opened = await withProof(credential, open).catch(async (cause: unknown) => {
    await close()
    throw cause
  })
  if (!opened.ok) {
    await close()
    return opened
  }
  return ok({
    names: () => ask('names'),
    folders: () => ask('folders'),
    examine: (path) => ask('examine', path),
    uidsAbove: (uid, since) => ask('uidsAbove', uid, since),
    uidsWith: (address, since) => ask('uidsWith', address, since),
    found: (uids) => ask('found', uids),
    mails: (uids) => ask('mails', uids),
    find: (header, value) => ask('find', header, value),
    append: (path, mail) => ask('append', path, mail),
    close,
  })
}

const askOf =
  (helper: Helper, signal: AbortSignal) =>
  async <N extends Name>(
    name: N,
    ...values: Parameters<Calls[N]>
  ): Promise<Awaited<ReturnType<Calls[N]>>> => {
    type Answer = Awaited<ReturnType<Calls[N]>>
    try {
      // The thread answers what its own method of this name does.
      return (await helper.ask({ name, values } satisfies Call)) as Answer
    } catch (cause) {
      if (!signal.aborted) throw cause
      // As when the connection is cut; every method but `close` answers a Result.
      return fail('connect', { said: 'aborted' }) as unknown as Answer
    }
  }

/** Fetches and reads the mails of one account, call by call. */
export const prepareMailReading = (): HelperWork => {
  let source: MailSource | null = null
  const open: Calls['open'] = async (server, proof, now) => {
    const opened = await openProven(server, proof)
    if (!opened.ok) return opened
    source = mailSource(opened.value, now)
    return ok(null)
  }
  return (message) => {
    // Only `openBeside` asks, and for nothing before it has opened.
    const { name, values } = message as Call
    const calls: Partial<Calls> = { open, close: async () => {}, ...source }
    // The values belong to the name.
    const call = calls[name] as ((...values: readonly unknown[]) => unknown) | undefined
    if (call === undefined) throw new Error(`${name} before open`)
    return call(...values)
  }
}
