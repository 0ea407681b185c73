import type { SmtpSecret } from './smtp-auth.ts'
import type { SmtpError } from './smtp-failure.ts'

const base64 = (text: string): string =>
  Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '')

/** Shorter texts stand in any sentence. */
const shortest = 6

/** Who signs in, and with what. */
export interface SignIn {
  readonly userName: string
  readonly secret: SmtpSecret
}

/** IMAP sends it between quotation marks. */
const quoted = (text: string): string => text.replace(/["\\]/g, '\\$&')

/** The secret as it is and as it travels. */
const formsOf = ({ userName, secret }: SignIn): readonly string[] =>
  secret.kind === 'password'
    ? [
        secret.password,
        quoted(secret.password),
        base64(secret.password),
        base64(`\0${userName}\0${secret.password}`),
      ]
    : [secret.accessToken, base64(`user=${userName}\x01auth=Bearer ${secret.accessToken}\x01\x01`)]

/** Whether the words of a server repeat the secret it was told. */
export const repeatsSecret = (said: string, signIn: SignIn): boolean =>
  formsOf(signIn).some((form) => form.length >= shortest && said.includes(form))

/**
 * A failure without the words of the server, where they repeat the secret it was told.
 *
 * Some servers say again what they refuse, and what they say is kept and shown. The code, by which
 * everything is decided, stays.
 */
export const withoutSecret = (error: SmtpError, signIn: SignIn): SmtpError => {
  if (!repeatsSecret(`${error.message}\n${error.response ?? ''}`, signIn)) return error
  const code = /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3}\b)?/.exec(error.response ?? '')?.[0]
  return { ...error, message: 'refused', response: code }
}
