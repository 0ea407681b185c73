import { expect, test } from 'vitest'
import { mailtoLink } from '#renderer/features/emails/mailto-link.ts'

/** What a mail program takes out of the link. */
const read = (link: string) => {
  const url = new URL(link)
  return {
    to: decodeURIComponent(url.pathname),
    // A plus is no blank in a mailto link.
    ...Object.fromEntries(
      url.search
        .slice(1)
        .split('&')
        .map((part) => part.split('=').map(decodeURIComponent)),
    ),
  }
}

test.each([
  ['ana@example.com', 'Dates for spring', 'Hello Ana,\n\nshall we start?\n'],
  ['o+k@example.com', 'A & B = 100 %?', 'Line 1\r\nLine 2 #3 & more'],
  ['王伟@例子.example', '您好', '你好，\n再见'],
])('a link to %s says what was written', (to, subject, text) => {
  const link = mailtoLink({ to, subject, text })
  expect(link).toMatch(/^mailto:[^?]*@[^?]*\?[!-~]*$/u)
  expect(read(link)).toEqual({ to, subject, body: text.replaceAll(/\r?\n/gu, '\r\n') })
})

test('without an address the program asks for it', () => {
  expect(mailtoLink({ to: null, subject: 'x', text: '' })).toBe('mailto:?subject=x&body=')
})

test('an address that was pasted as a link is no name in it', () => {
  const to = 'mailto:bob@ross.example'
  expect(mailtoLink({ to, subject: 'x', text: '' })).toBe('mailto:bob@ross.example?subject=x&body=')
})
