import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RandomSource } from '#main/platform/random.ts'

declare const brand: unique symbol

/** The name of one sending of one mail: 26 letters and digits, 130 random bits. */
export type SendId = string & { readonly [brand]: 'send-id' }

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const sendIdLetters = 26
/** 80 bits: too many to guess by sending mail. */
const macLetters = 16
const sendIdForm = /^[a-z2-7]{26}$/u
const messageIdForm = /^<?([a-z2-7]{26})\.([a-z2-7]{16})@[^@<>\s]+>?$/u

/** A new name of a sending. */
export const createSendId = (random: RandomSource): SendId =>
  // Letters of the alphabet in the promised number.
  inBase32(random.bytes(Math.ceil((sendIdLetters * 5) / 8)), sendIdLetters) as SendId

/** Reads a send id, as `X-Kith-Send-Id` carries it; null when it has not its form. */
export const parseSendId = (text: string): SendId | null => {
  const trimmed = text.trim().toLowerCase()
  // The form is the definition of the type.
  return sendIdForm.test(trimmed) ? (trimmed as SendId) : null
}

/**
 * The Message-ID of a sending, in angle brackets: `<sendId.mac@domain>`.
 *
 * `key` is the workspace's token key; whoever lacks it cannot make a bounce that names a sending.
 */
export const messageIdOf = (sendId: SendId, domain: string, key: Uint8Array): string =>
  `<${sendId}.${macOf('message-id', [sendId], key)}@${domain}>`

/** The sending that a Message-ID of ours names; null when it is not ours or was tampered with. */
export const verifyMessageId = (messageId: string, key: Uint8Array): SendId | null => {
  const match = messageIdForm.exec(messageId.trim().toLowerCase())
  const sendId = match?.[1]
  const mac = match?.[2]
  if (sendId === undefined || mac === undefined) return null
  // The form is the definition of the type.
  return isSame(mac, macOf('message-id', [sendId], key)) ? (sendId as SendId) : null
}

/** Whom and which list an unsubscribe token speaks of; both are permanent names (uid). */
export interface UnsubscribeSubject {
  readonly contact: string
  readonly list: string
}

/** The token with which one contact leaves one list: 16 letters and digits, 80 bits. */
export const unsubscribeToken = (subject: UnsubscribeSubject, key: Uint8Array): string =>
  macOf('unsubscribe', [subject.contact, subject.list], key)

/** Whether a token is the one of this contact and list. */
export const verifyUnsubscribeToken = (
  token: string,
  subject: UnsubscribeSubject,
  key: Uint8Array,
): boolean => isSame(token.trim().toLowerCase(), unsubscribeToken(subject, key))

/** `purpose` keeps a token of one kind from passing as one of another. */
const macOf = (purpose: string, parts: readonly string[], key: Uint8Array): string => {
  const hmac = createHmac('sha256', key).update(`kith ${purpose}`)
  for (const part of parts) hmac.update('\0').update(part)
  return inBase32(hmac.digest(), macLetters)
}

/** Takes the same time wherever two texts of one length differ. */
const isSame = (one: string, other: string): boolean => {
  const a = Buffer.from(one)
  const b = Buffer.from(other)
  return a.length === b.length && timingSafeEqual(a, b)
}

const inBase32 = (bytes: Uint8Array, letters: number): string => {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return text.slice(0, letters)
}
