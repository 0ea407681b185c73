import { type CheckedAddress, checkAddress, domainOf } from '#main/engines/email/address-check.ts'
import {
  hasState,
  type ImapAccess,
  type ImapFailure,
  type ImapSession,
  openMailbox,
} from '#main/engines/email/imap.ts'
import { composeMail } from '#main/engines/email/mime.ts'
import { type SmtpConversation, sendMail, verifyConnection } from '#main/engines/email/smtp.ts'
import type { SendNotStarted, SendRefused } from '#main/engines/email/smtp-outcome.ts'
import { createSendId, messageIdOf, type SendId } from '#main/engines/email/tokens.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'
import { FolderWatch } from './folder-watch.ts'
import type { FoundMail, ServerRefusal, ServersUnderTest, Tried } from './set-up-test.ts'

type Refused = ReturnType<typeof fail<ServerRefusal['code'], ServerRefusal['data']>>

/** What the servers of an account are reached with. */
export interface ServerAccess {
  readonly address: string
  readonly fromName: string
  readonly smtp: SmtpConversation
  /** Null for an account that only sends. */
  readonly imap: ImapAccess | null
  readonly words: { readonly subject: string; readonly body: string }
  readonly clock: Clock
  readonly random: RandomSource
  readonly signal: AbortSignal
}

/** Only what a server said is worth showing; codes of this machine are not. */
const refuse = (problem: ServerRefusal['code'], said: string | null): Refused => {
  const isSpoken = problem !== 'connect' && problem !== 'tls' && said !== null && / /u.test(said)
  return fail(problem, { reply: isSpoken ? said : null })
}

const refusalOf = (outcome: SendRefused | SendNotStarted): Refused => {
  if (outcome.kind === 'refused') return refuse('refused', outcome.reply)
  const { cause, detail } = outcome
  switch (cause) {
    case 'connect':
    case 'tls':
    case 'auth':
    case 'protocol':
      return refuse(cause, detail)
    case 'too-big':
      return refuse('refused', detail)
    default:
      return refuse('connect', null)
  }
}

const imapRefusal = ({ code, data }: ImapFailure): Refused => refuse(code, data.said)

/** The inbox and the folder of sent mail, watched from before the test mail leaves. */
class IncomingServer {
  private session: ImapSession | null = null
  private inbox: FolderWatch | null = null
  private sent: FolderWatch | null = null
  private readonly access: ImapAccess
  private readonly signal: AbortSignal

  constructor(access: ImapAccess, signal: AbortSignal) {
    this.access = access
    this.signal = signal
  }

  async open(): Tried<null> {
    const opened = await openMailbox(this.access, this.signal)
    if (!opened.ok) return imapRefusal(opened.error)
    this.session = opened.value
    const folders = await opened.value.folders()
    if (!folders.ok) return imapRefusal(folders.error)
    const watch = (use: string): FolderWatch | null => {
      const folder = folders.value.find((one) => one.use === use)
      return folder && hasState(folder) ? new FolderWatch(opened.value, folder) : null
    }
    this.inbox = watch('\\Inbox')
    this.sent = watch('\\Sent')
    return this.inbox === null ? refuse('protocol', null) : ok(null)
  }

  async find(sendId: string): Tried<FoundMail> {
    const arrived = await this.look(this.inbox, sendId)
    const filed = await this.look(this.sent, sendId)
    if (!arrived.ok) return imapRefusal(arrived.error)
    if (!filed.ok) return imapRefusal(filed.error)
    return ok({
      arrivedAs: arrived.value,
      isFiled: this.sent === null ? null : filed.value !== null,
    })
  }

  async close(): Promise<void> {
    await this.session?.close()
  }

  private look(
    folder: FolderWatch | null,
    sendId: string,
  ): Promise<Result<string | null, ImapFailure>> {
    return folder === null ? Promise.resolve(ok(null)) : folder.messageIdOf(sendId)
  }
}

/** The servers of an account as the set-up test uses them. */
export const createServers = (access: ServerAccess): ServersUnderTest => {
  const { smtp, imap, signal, random } = access
  const incoming = imap === null ? null : new IncomingServer(imap, signal)
  const checked = checkAddress(access.address)
  const from = checked.ok ? checked.value : null
  // A key of its own: what comes back to these mails is no news of any mail of the owner's.
  const key = random.bytes(32)
  return {
    tryOutgoing: async () => {
      const outcome = await verifyConnection(smtp)
      return outcome.kind === 'ready' ? ok({ maxBytes: outcome.maxBytes }) : refusalOf(outcome)
    },
    tryIncoming: incoming && (() => incoming.open()),
    createMail: (to) => {
      const sendId = createSendId(random)
      const domain = from === null ? 'invalid' : domainOf(from)
      return { to, sendId, messageId: messageIdOf(sendId, domain, key) }
    },
    send: async (mail) => {
      const to = checkAddress(mail.to)
      if (from === null || !to.ok) return refuse('refused', null)
      const outcome = await sendMail({
        ...smtp,
        envelope: { from, to: to.value },
        bytes: await testMail(access, { ...mail, from, to: to.value }),
        onBodyStart: () => {},
      })
      // A mail in doubt is looked for like any other: that is what the next step is for.
      const hasLeft = outcome.kind === 'accepted' || outcome.kind === 'uncertain'
      return hasLeft ? ok(null) : refusalOf(outcome)
    },
    find: (mail) =>
      incoming === null
        ? Promise.resolve(ok({ arrivedAs: null, isFiled: null }))
        : incoming.find(mail.sendId),
    close: async () => incoming?.close(),
  }
}

const testMail = async (
  { fromName, words, clock }: ServerAccess,
  mail: {
    readonly from: CheckedAddress
    readonly to: CheckedAddress
    readonly sendId: string
    readonly messageId: string
  },
): Promise<Uint8Array> => {
  const { bytes } = await composeMail({
    from: { name: fromName, address: mail.from },
    to: { name: '', address: mail.to },
    subject: words.subject,
    // Our own words: plain sentences without signs of HTML.
    html: `<p>${words.body}</p>`,
    text: words.body,
    at: clock.now(),
    zone: clock.zone(),
    // Made by `createMail` above.
    sendId: mail.sendId as SendId,
    messageId: mail.messageId,
    inReplyTo: null,
    references: '',
    attachments: [],
    pictures: [],
    unsubscribe: null,
    isAutomatic: true,
  })
  return bytes
}
