import { type CheckedAddress, checkAddress } from '#main/engines/email/address-check.ts'
import type { OutgoingMail } from '#main/engines/email/mime.ts'
import { createSendId, messageIdOf } from '#main/engines/email/tokens.ts'
import { SeededRandom } from './seeded-random.ts'

/** An address that is known to be good. */
export const goodAddress = (text: string): CheckedAddress => {
  const checked = checkAddress(text)
  if (!checked.ok) throw new Error(`${text}: ${checked.error.code}`)
  return checked.value
}

const sendId = createSendId(new SeededRandom(1))

/** A mail with one attachment, ready to become bytes. */
export const outgoingMail = (more: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: { name: 'Eve', address: goodAddress('eve@example.com') },
  to: { name: '', address: goodAddress('bob@example.org') },
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello\n',
  at: Date.parse('2026-11-24T08:00:00Z'),
  zone: 'Europe/Berlin',
  sendId,
  messageId: messageIdOf(sendId, 'example.com', new Uint8Array(32)),
  inReplyTo: null,
  references: '',
  attachments: [{ name: 'a.pdf', contentType: 'application/pdf', bytes: Buffer.from('pdf') }],
  pictures: [],
  unsubscribe: null,
  isAutomatic: false,
  ...more,
})
