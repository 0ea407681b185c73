import type { SmtpSecret } from './smtp-auth.ts'
import type { SmtpError } from './smtp-failure.ts'

const base64 = (text: string): string =>
  Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '')

/** Shorter texts stand in any sentence. */
const shortest = 6

/** The secret as it is and as it travels. */
const formsOf = (userName: string, secret: SmtpSecret): readonly string[] =>
  secret.kind === 'password'
    ? [secret.password, base64(secret.password), base64(`\0${userName}\0${secret.password}`)]
    : [secret.accessToken, base64(`user=${userName}\x01auth=Bearer ${secret.accessToken}\x01\x01`)]

/**
 * A failure without the words of the server, where they repeat the secret it was told.
 *
 * Some servers say again what they refuse, and what they say is kept and shown. The code, by which
 * everything is decided, stays.
 */
export const withoutSecret = (
  error: SmtpError,
  { userName, secret }: { readonly userName: string; readonly secret: SmtpSecret },
): SmtpError => {
  const said = `${error.message}\n${error.response ?? ''}`
  const forms = formsOf(userName, secret).filter((form) => form.length >= shortest)
  if (!forms.some((form) => said.includes(form))) return error
  const code = /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3}\b)?/.exec(error.response ?? '')?.[0]
  return { ...error, message: 'refused', response: code }
}
