import { expect, test } from 'vitest'
import { parseIncoming } from '#main/engines/email/incoming/parse-incoming.ts'

const read = async (mail: string): Promise<string> => {
  const parsed = await parseIncoming(new TextEncoder().encode(mail))
  return parsed.ok ? parsed.value.text : ''
}

test('of a text so many lines are read, whatever they look like', async () => {
  // As long as a line of base64, but with words.
  const line = `${'word '.repeat(13)}\r\n`
  const text = await read(`Subject: long\r\n\r\n${line.repeat(3000)}The end`)
  const count = text.split('\n').length
  expect(count).toBeGreaterThan(1400)
  expect(count).toBeLessThan(1510)
})

test('a file before the text takes none of its lines', async () => {
  const base64 = `${'QUJD'.repeat(19)}\r\n`
  const part = (type: string, more: string) => `--b\r\nContent-Type: ${type}\r\n${more}`
  const file = part('image/png', `Content-Transfer-Encoding: base64\r\n\r\n${base64.repeat(3000)}`)
  const text = part('text/plain', '\r\nAfter the file\r\n')
  const head = 'Subject: file\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'
  expect(await read(`${head}${file}${text}--b--\r\n`)).toBe('After the file')
})
