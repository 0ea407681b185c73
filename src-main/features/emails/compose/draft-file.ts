import { readAddress } from '#main/engines/email/address-check.ts'
import type { Candidate } from '../sending/outbox.repository.ts'
import type { MailComposer } from './compose-mail.ts'
import { withoutGonePictures } from './stored-attachments.ts'

/** Stands in where the owner has no account yet; its line is taken out again. */
const nobody = { accountUid: 'none', accountAddress: 'nobody@kith.invalid', fromName: '' }
const noServer = { smtpHost: '-', smtpPort: 25, smtpSecurity: 'tls', userName: '-' } as const

/**
 * A draft as the file that mail programs open to be sent by them.
 *
 * A field without a value and an address that is none stay to be filled in there. A picture that was
 * taken back is not in it.
 */
export const draftFile = async (composer: MailComposer, mail: Candidate): Promise<Buffer> => {
  const isNobodys = mail.accountUid === null
  const whole = { ...mail, body: withoutGonePictures(mail.attachments, mail.body) }
  const known = isNobodys ? { ...whole, ...nobody, ...noServer } : whole
  const plain = { ...known, batch: null, sendId: null }
  const bytes = Buffer.from(await composer.composeDraft(plain))
  const end = bytes.indexOf('\r\n\r\n')
  const lines = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const isAddressed = readAddress(mail.toAddress ?? '').ok
  const unsaid = [...(isNobodys ? ['from'] : []), ...(isAddressed ? [] : ['to'])]
  const dropped = new Set(['message-id', 'x-kith-send-id', 'date', ...unsaid])
  const head = ['X-Unsent: 1', ...withoutFields(lines, dropped)].join('\r\n')
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes.subarray(end)])
}

/** Header lines without some fields and the lines that go on with them. */
const withoutFields = (lines: readonly string[], dropped: ReadonlySet<string>): string[] => {
  let isDropping = false
  return lines.filter((line) => {
    const [name = ''] = line.split(':', 1)
    if (!/^[ \t]/.test(line)) isDropping = dropped.has(name.toLowerCase())
    return !isDropping
  })
}
