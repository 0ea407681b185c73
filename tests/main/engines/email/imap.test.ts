import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import {
  type ImapAccess,
  type ImapHeaders,
  type ImapSession,
  openMailbox,
} from '#main/engines/email/imap.ts'
import { startCutProxy } from '#tests/support/cut-proxy.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'

const mail = (id: string, body = 'Hello'): string =>
  `From: Ana <ana@example.com>\nTo: me@example.org\nSubject: Lesson\nMessage-ID: <${id}@example.com>\n\n${body}\n`

const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

let dovecot: Dovecot

const access = (more: Partial<ImapAccess> = {}): ImapAccess => ({
  host: 'localhost',
  port: dovecot.tlsPort,
  security: 'tls',
  userName: 'ana',
  credential: { password: 'p' },
  ca: dovecot.ca,
  timeoutMs: 5000,
  ...more,
})

const open = async (more: Partial<ImapAccess> = {}): Promise<ImapSession> => {
  const session = valueOf(await openMailbox(access(more)))
  onTestFinished(() => session.close())
  return session
}

const codeOf = async (more: Partial<ImapAccess>): Promise<string> => {
  const result = await openMailbox(access(more))
  if (result.ok) await result.value.close()
  return result.ok ? 'ok' : result.error.code
}

describe.skipIf(dovecotObstacle !== null)(
  `a mailbox on Dovecot (${dovecotObstacle ?? 'runs'})`,
  () => {
    beforeAll(async () => {
      dovecot = await startDovecot()
    })
    afterAll(() => dovecot.stop())

    test('lists folders, reads headers and sources, and changes nothing', async () => {
      dovecot.deliver('reader', mail('1'))
      dovecot.deliver('reader', mail('2', 'Longer'.repeat(1000)))
      const session = await open({ userName: 'reader' })
      const folders = valueOf(await session.folders())
      expect(folders.map(({ path, use }) => [path, use])).toContainEqual(['Sent', '\\Sent'])
      expect(valueOf(await session.names())).toEqual(
        folders.map(({ path, use }) => ({ path, use })),
      )
      expect(valueOf(await session.examine('Nowhere'))).toBeNull()
      const inbox = valueOf(await session.examine('INBOX'))
      expect(inbox?.uidNext).toBe(3)
      expect(valueOf(await session.uidsAbove(0))).toEqual([1, 2])
      expect(valueOf(await session.uidsAbove(2))).toEqual([])
      const headers = new Map<number, string>()
      const takeHeaders = ({ uid, block }: ImapHeaders) =>
        headers.set(uid, Buffer.from(block).toString())
      valueOf(await session.headers([1, 2], takeHeaders))
      expect([...headers.keys()]).toEqual([1, 2])
      expect(headers.get(1)).toContain('Subject: Lesson\r\nMessage-ID: <1@example.com>\r\n\r\n')
      const lengths: number[] = []
      valueOf(await session.sources([2], 500, ({ bytes }) => void lengths.push(bytes.length)))
      expect(lengths).toEqual([500])
      expect(valueOf(await session.find('Message-ID', '<2@example.com>'))).toEqual([2])
      // Not seen by anybody, not even moved out of `new`.
      expect(dovecot.files('reader').every((file) => file.startsWith('new/'))).toBe(true)
    })

    test('files a sent mail and finds it again', async () => {
      const session = await open({ userName: 'sender' })
      const sent = `${mail('s1').replace('Subject', 'X-Kith-Send-Id: abc\nSubject')}`
      valueOf(await session.append('Sent', new TextEncoder().encode(sent.replaceAll('\n', '\r\n'))))
      valueOf(await session.examine('Sent'))
      expect(valueOf(await session.find('X-Kith-Send-Id', 'abc'))).toEqual([1])
    })

    test('speaks STARTTLS, and says why it could not get in', async () => {
      expect(await codeOf({ port: dovecot.port, security: 'starttls' })).toBe('ok')
      expect(await codeOf({ credential: { password: 'wrong' } })).toBe('auth')
      expect(await codeOf({ ca: '' })).toBe('tls')
      expect(await codeOf({ host: '127.0.0.2' })).toBe('connect')
      // The certificate names localhost and 127.0.0.1.
      expect(await codeOf({ host: 'ip6-localhost.invalid' })).toBe('connect')
    })

    test('a cut connection is a failure of the call under way', async () => {
      const proxy = await startCutProxy(dovecot.tlsPort)
      onTestFinished(() => proxy.stop())
      dovecot.deliver('cut', mail('1', 'Long'.repeat(50_000)))
      const session = await open({ userName: 'cut', port: proxy.port })
      valueOf(await session.examine('INBOX'))
      proxy.cutAfter(20_000)
      const cut = await session.sources([1], 1_000_000, () => {})
      expect(cut).toMatchObject({ ok: false, error: { code: 'connect' } })
      expect(await session.folders()).toMatchObject({ ok: false })
      expect(await codeOf({ port: proxy.port })).toBe('ok')
      proxy.cutAfter(10)
      expect(await codeOf({ port: proxy.port, timeoutMs: 300 })).toBe('connect')
    })

    test('an aborted call ends at once', async () => {
      const proxy = await startCutProxy(dovecot.tlsPort)
      onTestFinished(() => proxy.stop())
      proxy.delay(5000)
      const stop = new AbortController()
      const opening = openMailbox(access({ port: proxy.port }), stop.signal)
      stop.abort()
      expect(await opening).toMatchObject({ ok: false, error: { code: 'connect' } })
    })
  },
)
