import { createHash } from 'node:crypto'
import type { CheckedAddress } from './address-check.ts'
import { fileNameText, headerText, messageIdsIn } from './header-text.ts'
import { mailDate } from './mail-date.ts'
import type { SendId } from './tokens.ts'

/** A mailbox as a header names it. */
export interface Mailbox {
  /** Empty for the bare address. */
  readonly name: string
  readonly address: CheckedAddress
}

/** A file that goes with a mail. */
export interface Attachment {
  readonly name: string
  /** For example `application/pdf`; what is none becomes `application/octet-stream`. */
  readonly contentType: string
  readonly bytes: Uint8Array
}

/** A picture that the text shows by `<img src="cid:…">`. */
export interface InlinePicture extends Attachment {
  /** Letters, digits, dots and hyphens. */
  readonly cid: string
}

/** One mail, complete, before it becomes bytes. */
export interface OutgoingMail {
  readonly from: Mailbox
  readonly to: Mailbox
  readonly subject: string
  readonly html: string
  readonly text: string
  /** When it says it was written (milliseconds UTC), on the wall of `zone`. */
  readonly at: number
  readonly zone: string
  readonly sendId: SendId
  /** With angle brackets, from `messageIdOf`. */
  readonly messageId: string
  /** Message-ID of the mail that it answers. */
  readonly inReplyTo: string | null
  /** Message-IDs of the thread, as the answered mail names them. */
  readonly references: string
  readonly attachments: readonly Attachment[]
  readonly pictures: readonly InlinePicture[]
  /** `mailto:` address to leave the list (`unsubscribeLink`); null for mail to one person. */
  readonly unsubscribe: string | null
  /** Whether no person wrote it: marks it as automatic. */
  readonly isAutomatic: boolean
}

/** The mail as it leaves. */
export interface MailBytes {
  readonly bytes: Uint8Array
  /** Of the bytes, in hexadecimal. */
  readonly sha256: string
}

/** By which a sent mail is found again; never to be renamed. */
const sendIdHeader = 'X-Kith-Send-Id'
const longestSubject = 500
const longestName = 120

/**
 * Builds the complete mail: RFC 5322 with CRLF, HTML and plain text, attachments.
 *
 * Nothing a text holds becomes a header, an address or a part of its own. The same mail gives the
 * same bytes.
 */
export const composeMail = async (mail: OutgoingMail): Promise<MailBytes> => {
  // Loaded with the first mail, as the connection it leaves by.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    from: mailboxOf(mail.from),
    to: mailboxOf(mail.to),
    subject: headerText(mail.subject, longestSubject),
    date: mailDate(mail.at, mail.zone),
    messageId: mail.messageId,
    ...threadOf(mail),
    headers: ownHeaders(mail),
    text: mail.text,
    html: mail.html,
    attachments: [...mail.pictures.map(pictureOf), ...mail.attachments.map(attachmentOf)],
    newline: 'win',
    // The library would write it with -ID.
    normalizeHeaderKey: (key) => (key === 'X-Kith-Send-ID' ? sendIdHeader : key),
    baseBoundary: sha256(mail.sendId).slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const bytes = new Uint8Array(await composer.compile().build())
  return { bytes, sha256: sha256(bytes) }
}

/** Where an unsubscribing person's mail program writes to. */
export interface UnsubscribeMailbox {
  readonly address: CheckedAddress
  readonly token: string
  /** Whether `name+anything@domain` arrives, as the set-up test found out. */
  readonly hasPlusAddresses: boolean
}

const longestLocalPart = 64

/** The `mailto:` address for `List-Unsubscribe`. */
export const unsubscribeLink = ({ address, token, hasPlusAddresses }: UnsubscribeMailbox) => {
  const at = address.indexOf('@')
  const plus = `${address.slice(0, at)}+u-${token}`
  const localPart =
    hasPlusAddresses && plus.length <= longestLocalPart ? plus : address.slice(0, at)
  const inLink = encodeURIComponent(localPart).replaceAll('%2B', '+')
  return `mailto:${inLink}${address.slice(at)}?subject=unsubscribe%20${token}`
}

const mailboxOf = ({ name, address }: Mailbox) => ({ name: headerText(name, longestName), address })

const threadOf = ({ inReplyTo, references }: OutgoingMail) => {
  const answered = messageIdsIn(inReplyTo ?? '')[0]
  if (answered === undefined) return {}
  const thread = messageIdsIn(references).filter((id) => id !== answered)
  return { inReplyTo: answered, references: [...thread, answered] }
}

/**
 * What tells machines of the recipients what kind of mail it is.
 *
 * Mail to many is `bulk`, so that nobody's out-of-office note answers it. `auto-generated` it is
 * not: RFC 3834, 5.2, keeps that word from what a person wrote and sent off, and whether it left
 * later makes no difference. A mail to one person carries neither, scheduled or not.
 */
const ownHeaders = ({ sendId, unsubscribe, isAutomatic }: OutgoingMail) => ({
  [sendIdHeader]: sendId,
  ...(isAutomatic && { 'Auto-Submitted': 'auto-generated' }),
  ...((isAutomatic || unsubscribe !== null) && { Precedence: 'bulk' }),
  ...(unsubscribe !== null && {
    // On one line: relays that fold it anew break the signature of the provider.
    'List-Unsubscribe': { prepared: true, foldLines: false, value: `<${oneLink(unsubscribe)}>` },
  }),
})

/** Printable ASCII without brackets, whatever was handed in. */
const oneLink = (link: string): string => link.replace(/[^\x21-\x7e]|[<>,]/gu, '')

const attachmentOf = ({ name, contentType, bytes }: Attachment) => ({
  filename: fileNameText(name),
  contentType: goodType(contentType),
  content: Buffer.from(bytes),
  contentDisposition: 'attachment',
  contentTransferEncoding: 'base64',
})

const pictureOf = (picture: InlinePicture) => ({
  ...attachmentOf(picture),
  contentDisposition: 'inline',
  cid: picture.cid.replace(/[^\w.@-]/gu, ''),
})

/** Types of whole mails are none of files: their readers would look for headers in them. */
const goodType = (type: string): string =>
  /^(?!multipart|message)[a-z]+\/[a-z0-9][a-z0-9.+-]{0,100}$/u.test(type.toLowerCase())
    ? type.toLowerCase()
    : 'application/octet-stream'

const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex')
