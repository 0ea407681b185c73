import { describe, expect, it } from 'vitest'
import { repeatsSecret, withoutSecret } from '#main/engines/email/reply-secret.ts'
import type { SmtpSecret } from '#main/engines/email/smtp-auth.ts'

const password: SmtpSecret = { kind: 'password', password: 'geheim!7' }
const token: SmtpSecret = { kind: 'token', accessToken: 'ya29.token' }
const base64 = (text: string): string => Buffer.from(text).toString('base64')

const heard = (words: string, secret: SmtpSecret = password) =>
  withoutSecret(
    { message: `Invalid login: ${words}`, response: words, code: 'EAUTH', command: 'AUTH PLAIN' },
    { userName: 'nora', secret },
  )

describe('what a server says of a sign-in', () => {
  it.each([
    ['535 5.7.8 bad: geheim!7', password],
    [`535 5.7.8 bad: ${base64('geheim!7')}`, password],
    [`535 5.7.8 bad: AUTH PLAIN ${base64('\0nora\0geheim!7')}`, password],
    ['535 5.7.8 bad: ya29.token', token],
    [`535 5.7.8 bad: ${base64('user=nora\x01auth=Bearer ya29.token\x01\x01')}`, token],
  ])('is taken away where it repeats the secret: %s', (words, secret) => {
    expect(heard(words, secret)).toEqual({
      message: 'refused',
      response: '535 5.7.8',
      code: 'EAUTH',
      command: 'AUTH PLAIN',
    })
  })

  it('is known where it stands between quotation marks, as IMAP sends it', () => {
    const signIn = {
      userName: 'nora',
      secret: { kind: 'password', password: 'ge"heim\\7' },
    } as const
    expect(repeatsSecret('BAD LOGIN nora "ge\\"heim\\\\7"', signIn)).toBe(true)
    expect(repeatsSecret('NO Invalid credentials', signIn)).toBe(false)
  })

  it('stays where it does not', () => {
    expect(heard('535 5.7.8 Use an app password').response).toBe('535 5.7.8 Use an app password')
  })
})
