import type { SmtpPeer } from './smtp-peer.ts'

const offers = [
  '250-localhost',
  '250-AUTH PLAIN LOGIN XOAUTH2',
  '250-SIZE 30000000',
  '250 8BITMIME',
]

/** Behaves up to the answer to EHLO. */
export const greet = async (peer: SmtpPeer, lines: readonly string[] = offers): Promise<void> => {
  peer.say('220 localhost ESMTP')
  await peer.hear()
  peer.say(lines.join('\r\n'))
}

/** Behaves up to the answer to AUTH. */
export const logIn = async (peer: SmtpPeer, lines?: readonly string[]): Promise<void> => {
  await greet(peer, lines)
  await peer.hear()
  peer.say('235 2.7.0 welcome')
}

/** Behaves until MAIL and RCPT are accepted. */
export const takeEnvelope = async (peer: SmtpPeer): Promise<void> => {
  await logIn(peer)
  await peer.hear()
  peer.say('250 2.1.0 ok')
  await peer.hear()
  peer.say('250 2.1.5 ok')
}

/** Behaves until the mail may come. */
export const askForMail = async (peer: SmtpPeer): Promise<void> => {
  await takeEnvelope(peer)
  await peer.hear()
  peer.say('354 go on')
}

/** Behaves until the mail has come, dot included. */
export const takeMail = async (peer: SmtpPeer): Promise<void> => {
  await askForMail(peer)
  await peer.hearBody()
}

/** Takes whatever mail comes, to the end. */
export const oblige = async (peer: SmtpPeer): Promise<void> => {
  for (let line = await peer.hear(); line !== ''; line = await peer.hear()) {
    if (line.startsWith('EHLO')) peer.say(offers.join('\r\n'))
    else if (line.startsWith('AUTH')) peer.say('235 2.7.0 welcome')
    else if (line === 'DATA') {
      peer.say('354 go on')
      await peer.hearBody()
      peer.say('250 2.0.0 ok')
    } else peer.say('250 ok')
  }
}
