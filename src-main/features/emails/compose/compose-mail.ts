import {
  type CheckedAddress,
  checkAddress,
  domainOf,
  readAddress,
} from '#main/engines/email/address-check.ts'
import {
  type Attachment,
  composeMail,
  type InlinePicture,
  unsubscribeLink,
} from '#main/engines/email/mime.ts'
import type { SmtpAccount } from '#main/engines/email/smtp.ts'
import { createSendId, messageIdOf, parseSendId, type SendId } from '#main/engines/email/tokens.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import type { EmailReason } from '../email-columns.ts'
import type { Candidate } from '../sending/outbox.repository.ts'
import { tokenOfContact } from './contact-token.ts'
import type { ContentStore } from './content-store.ts'
import { MailRenderer, type MailRendererParts } from './mail-renderer.ts'
import { maxMailBytes } from './mail-size.ts'
import { goingAlong, shownIn } from './stored-attachments.ts'

/** A mail as it leaves, and all that is needed to hand it over. */
export interface ComposedMail {
  readonly bytes: Uint8Array
  readonly hash: string
  readonly sendId: string
  readonly messageId: string
  readonly from: CheckedAddress
  readonly to: CheckedAddress
  /** With which the recipient asks for no more mail to many; null where it has none. */
  readonly token: string | null
  readonly subject: string
  readonly html: string
  /** Plain text, for the timeline. */
  readonly text: string
  readonly accountUid: string
  readonly server: SmtpAccount
}

/** Why a mail cannot be made. */
export type NotComposed = Failure<'not-composed', { readonly reason: EmailReason }>

/** What mails are made from, beside themselves. */
export interface ComposerParts extends MailRendererParts {
  readonly attachments: ContentStore
  readonly tokenKey: () => Uint8Array
  readonly clock: Clock
  readonly random: RandomSource
}

const no = (reason: EmailReason) => fail('not-composed', { reason })

/** Makes the bytes of mails. */
export class MailComposer extends MailRenderer {
  private readonly parts: ComposerParts

  constructor(parts: ComposerParts) {
    super(parts)
    this.parts = parts
  }

  /** The whole mail, however unfinished, for another program to go on with. */
  async composeDraft(candidate: Candidate): Promise<Uint8Array> {
    const { random, tokenKey } = this.parts
    const from = checkAddress(candidate.accountAddress ?? '')
    const to = readAddress(candidate.toAddress ?? '')
    const someone = checkAddress('nobody@kith.invalid')
    if (!someone.ok) throw new Error('no address')
    const sender = from.ok ? from.value : someone.value
    const sendId = createSendId(random)
    const { subject, html, text } = this.renderAnyway(candidate)
    const files = filesOf(candidate, this.parts.attachments)
    const { bytes } = await composeMail({
      from: { name: candidate.fromName ?? '', address: sender },
      to: { name: candidate.displayName, address: to.ok ? to.value : someone.value },
      subject,
      html,
      text,
      at: this.parts.clock.now(),
      zone: this.parts.clock.zone(),
      sendId,
      messageId: messageIdOf(sendId, domainOf(sender), tokenKey()),
      inReplyTo: candidate.answersMessageId,
      references: candidate.answersThread ?? '',
      attachments: files?.attachments ?? [],
      pictures: files?.pictures ?? [],
      unsubscribe: null,
      isAutomatic: false,
    })
    return bytes
  }

  /** The whole mail, to be sent through its account; to its recipient unless another is named. */
  async compose(
    candidate: Candidate,
    toName: string = candidate.displayName,
  ): Promise<Result<ComposedMail, NotComposed>> {
    const { random, tokenKey } = this.parts
    const { accountUid, accountAddress, smtpHost, smtpPort, smtpSecurity, userName } = candidate
    if (accountUid === null || accountAddress === null || userName === null) return no('no-account')
    if (smtpHost === null || smtpPort === null || smtpSecurity === null) return no('no-account')
    const from = checkAddress(accountAddress)
    if (!from.ok) return no('no-account')
    const sendId = parseSendId(candidate.sendId ?? '') ?? createSendId(random)
    const messageId = messageIdOf(sendId, domainOf(from.value), tokenKey())
    const made = await this.make(candidate, { from: from.value, toName, sendId, messageId })
    if (!made.ok) return made
    const server = { host: smtpHost, port: smtpPort, security: smtpSecurity, userName }
    return ok({ ...made.value, sendId, messageId, from: from.value, accountUid, server })
  }

  private async make(
    candidate: Candidate,
    sender: {
      readonly from: CheckedAddress
      readonly toName: string
      readonly sendId: SendId
      readonly messageId: string
    },
  ) {
    const { clock, attachments } = this.parts
    if (candidate.toAddress === null) return no('no-address')
    const to = readAddress(candidate.toAddress)
    if (!to.ok) return no('bad-address')
    const rendered = this.render(candidate)
    if (rendered === null || rendered.missing.length > 0) return no('missing-field')
    const files = filesOf(candidate, attachments)
    if (files === null) return no('attachment-gone')
    const { subject, html, text } = rendered
    const token = this.tokenOf(candidate)
    const { bytes, sha256 } = await composeMail({
      from: { name: candidate.fromName ?? '', address: sender.from },
      to: { name: sender.toName, address: to.value },
      subject,
      html,
      text,
      at: clock.now(),
      zone: clock.zone(),
      sendId: sender.sendId,
      messageId: sender.messageId,
      inReplyTo: candidate.answersMessageId,
      references: [candidate.answersThread, candidate.answersMessageId].join(' '),
      ...files,
      unsubscribe: token && linkOf(candidate, { token, address: sender.from }),
      isAutomatic: false,
    })
    if (bytes.length > maxMailBytes(candidate)) return no('too-large')
    return ok({ bytes, hash: sha256, to: to.value, token, subject, html, text })
  }

  /** Mail to many says how to get no more of it. */
  private tokenOf({ batch, contactUid }: Candidate): string | null {
    return batch === null ? null : tokenOfContact(contactUid, this.parts.tokenKey())
  }
}

const linkOf = (
  { hasPlusAddresses }: Candidate,
  { token, address }: { readonly token: string; readonly address: CheckedAddress },
): string => unsubscribeLink({ address, token, hasPlusAddresses: hasPlusAddresses === 1 })

const filesOf = (
  { attachments, body }: Candidate,
  store: ContentStore,
): { attachments: Attachment[]; pictures: InlinePicture[] } | null => {
  const files: { attachments: Attachment[]; pictures: InlinePicture[] } = {
    attachments: [],
    pictures: [],
  }
  for (const { hash, name, type, cid } of goingAlong(attachments, body)) {
    const bytes = store.read(hash)
    if (bytes === null) return null
    if (cid === null) files.attachments.push({ name, contentType: type, bytes })
    else files.pictures.push({ name, contentType: type, bytes, cid })
  }
  // A picture that the text names and nobody has would be a hole in the mail.
  return shownIn(body).size > files.pictures.length ? null : files
}
