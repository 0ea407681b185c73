import type { TokenSource } from './fresh-token.ts'

/** What proves to a server that mail may leave for an account. */
export type SmtpSecret =
  | { readonly kind: 'password'; readonly password: string }
  /** An access token of OAuth 2, sent by XOAUTH2. */
  | { readonly kind: 'token'; readonly accessToken: string }

/** The same, or where it comes from each time. */
export type SmtpProof = SmtpSecret | { readonly kind: 'tokens'; readonly tokens: TokenSource }

/** What of the library's hook for own ways of logging in is used here. */
interface LoginHook {
  readonly authMethods: readonly string[]
  sendCommand(
    command: string,
    done: (
      error: Error | null,
      data: { readonly status: number; readonly response: string },
    ) => void,
  ): void
  resolve(): void
  reject(error: Error): void
}

/**
 * Not the library's own name of it: under that it would prefer any other way that a server offers,
 * or fetch tokens by itself.
 */
const tokenMethod = 'KITH-XOAUTH2'

/** How to log in, in the library's words. */
export const loginOf = (userName: string, secret: SmtpSecret) =>
  secret.kind === 'password'
    ? { user: userName, pass: secret.password }
    : { user: userName, method: tokenMethod }

/** Own ways of logging in, for the library's options. */
export const ownMethods = (userName: string, secret: SmtpSecret) =>
  secret.kind === 'password'
    ? {}
    : { [tokenMethod]: (hook: LoginHook) => logInByToken(hook, userName, secret.accessToken) }

/** https://developers.google.com/workspace/gmail/imap/xoauth2-protocol */
const logInByToken = (hook: LoginHook, userName: string, accessToken: string): void => {
  if (!hook.authMethods.includes('XOAUTH2')) {
    hook.reject(new Error('the server offers no XOAUTH2'))
    return
  }
  const token = Buffer.from(`user=${userName}\x01auth=Bearer ${accessToken}\x01\x01`)
  hook.sendCommand(`AUTH XOAUTH2 ${token.toString('base64')}`, (_, { status }) => {
    if (status === 235) hook.resolve()
    // The reason in base64; after an empty line the server says 535.
    else if (status === 334) hook.sendCommand('', () => hook.reject(new Error('refused')))
    else hook.reject(new Error('refused'))
  })
}
