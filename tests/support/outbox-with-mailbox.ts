import { OutgoingLink } from '#main/features/emails/sending/outgoing-link.ts'
import { OwedCopies } from '#main/features/emails/sending/owed-copies.ts'
import { LookBacksRepository } from '#main/features/mailboxes/look-backs.repository.ts'
import { MailboxStatesRepository } from '#main/features/mailboxes/mailbox-states.repository.ts'
import { MailboxesRepository } from '#main/features/mailboxes/mailboxes.repository.ts'
import { MailboxesService } from '#main/features/mailboxes/mailboxes.service.ts'
import { SuggestionsRepository } from '#main/features/suggestions/suggestions.repository.ts'
import { type CutProxy, startCutProxy } from './cut-proxy.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type OutboxOptions, openOutbox } from './outbox.ts'

const silent = { info: () => {}, warn: () => {}, error: () => '' }
const many = 1_000_000

/** Gives `work` a mailbox on a real server behind a proxy that cuts. */
export const withMailServer = async <T>(
  work: (server: { readonly dovecot: Dovecot; readonly proxy: CutProxy }) => Promise<T>,
): Promise<T> => {
  const dovecot = await startDovecot()
  const proxy = await startCutProxy(dovecot.tlsPort)
  try {
    return await work({ dovecot, proxy })
  } finally {
    await proxy.stop()
    await dovecot.stop()
  }
}

/** The outbox over real files, with one account whose mailbox is read and written for it. */
export const openOutboxWithMailbox = async (
  options: OutboxOptions,
  account: { readonly server: Dovecot; readonly port: number; readonly user: string },
) => {
  const { clock, random } = options
  const outbox = await openOutbox({
    limits: { perMinute: many, perHour: many, perDay: many, spacingMs: 0 },
    refreshMailbox: (uid, since) => mailboxes.refreshAccount(uid, since),
    ...options,
  })
  outbox.database.pragma('synchronous=OFF')
  const { reader, unitOfWork, engine, schedule, suppressions } = outbox
  const outgoing = new OutgoingLink({
    ...engine,
    bounces: outbox.bounces,
    schedule,
    owedCopies: new OwedCopies({ reader, contents: engine.contents, clock }),
    suppressions,
    tokenKey: () => Buffer.alloc(32),
  })
  const mailboxes: MailboxesService = new MailboxesService({
    unitOfWork,
    repository: new MailboxesRepository(reader),
    states: new MailboxStatesRepository(reader),
    outgoing,
    lookBacks: new LookBacksRepository(reader),
    book: new SuggestionsRepository(reader),
    credential: () => Promise.resolve({ password: 'p' }),
    announce: () => {},
    log: silent,
    ca: account.server.ca,
    clock,
    random,
  })
  const imap = { imap_host: 'localhost', imap_port: account.port, imap_security: 'tls' }
  const accountId = await outbox.addAccount(587, { ...imap, user_name: account.user })
  return { outbox, mailboxes, outgoing, accountId }
}
