import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { ImapAccess } from '#main/engines/email/imap.ts'
import type { MailSource } from '#main/features/mailboxes/mail-source.ts'
import { openBeside } from '#main/features/mailboxes/read-beside.ts'
import type { Helper, StartHelper } from '#main/platform/helper-protocol.ts'
import { createHelpers } from '#main/platform/helper-thread.ts'
import { workerFile } from '#tests/support/application.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { mailText } from '#tests/support/mailbox-workspace.ts'

const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

let dovecot: Dovecot
const startThread = createHelpers(workerFile())

/** The thread under test is known, so that a test can lose it. */
const open = async (more: Partial<ImapAccess> = {}) => {
  const stopping = new AbortController()
  const started: Helper[] = []
  const start: StartHelper = (kind) => {
    const helper = startThread(kind)
    started.push(helper)
    return helper
  }
  const access: ImapAccess = {
    host: 'localhost',
    port: dovecot.tlsPort,
    security: 'tls',
    userName: 'beside',
    credential: { password: 'p' },
    ca: dovecot.ca,
    ...more,
  }
  const opened = await openBeside(start, access, { signal: stopping.signal, now: Date.now() })
  const [helper] = started
  if (helper === undefined) throw new Error('no thread was started')
  onTestFinished(() => helper.end())
  return { opened, helper, stop: () => stopping.abort() }
}

const openSource = async (): Promise<MailSource> => valueOf((await open()).opened)

describe.skipIf(dovecotObstacle !== null)(
  `a mailbox read in a thread beside (${dovecotObstacle ?? 'runs'})`,
  () => {
    beforeAll(async () => {
      dovecot = await startDovecot()
      const named = { From: 'Ana <ana@example.com>', To: 'nora@hale.example' }
      dovecot.deliver('beside', mailText({ ...named, 'Message-ID': '<1@example.com>' }, 'Yes!'))
      dovecot.deliver('beside', mailText({ ...named, 'Auto-Submitted': 'auto-replied' }, 'STOP'))
    })
    afterAll(() => dovecot.stop())

    test('answers what the mails say, and of each only what is needed', async () => {
      const source = await openSource()
      expect(valueOf(await source.folders()).map(({ path }) => path)).toContain('INBOX')
      expect(valueOf(await source.examine('INBOX'))?.uidNext).toBe(3)
      expect(valueOf(await source.uidsAbove(0, new Date(0)))).toEqual([1, 2])
      const [first, second] = valueOf(await source.found([1, 2]))
      expect(first).toMatchObject({ uid: 1, from: 'ana@example.com', to: ['nora@hale.example'] })
      expect(second?.place.messageId).toBeNull()
      // The third has gone, as far as this folder is concerned.
      const mails = valueOf(await source.mails([1, 2, 3]))
      expect(mails.get(1)).toEqual({
        text: 'Yes!',
        key: '<1@example.com>',
        machine: null,
        bounce: null,
        unsubscribe: null,
      })
      expect(mails.get(2)).toMatchObject({
        machine: 'auto-submitted',
        unsubscribe: { isStopWord: true },
      })
      expect(mails.get(2)?.key).toMatch(/^hash:/u)
      expect(mails.get(3)?.text).toBe('')
      expect(valueOf(await source.find('Message-ID', '<1@example.com>'))).toEqual([1])
      const copy = new TextEncoder().encode('Message-ID: <2@example.com>\r\n\r\nYes\r\n')
      expect(valueOf(await source.append('Sent', copy))).toBeNull()
      await source.close()
    })

    test('says why it could not get in', async () => {
      const { opened, helper } = await open({ credential: { password: 'wrong' } })
      expect(opened).toMatchObject({ ok: false, error: { code: 'auth' } })
      await expect(helper.ask(null)).rejects.toThrow('ended')
    })

    test('asks for another token where the first is refused', async () => {
      const refused: (string | null)[] = []
      const tokens = (last: string | null) => {
        refused.push(last)
        return Promise.resolve({ ok: true, value: `token ${refused.length}` } as const)
      }
      const { opened } = await open({ credential: { tokens } })
      // This server knows no tokens at all.
      expect(opened.ok).toBe(false)
      expect(refused[0]).toBeNull()
    })

    test('is cut wherever it stands', async () => {
      const { opened, stop } = await open()
      const source = valueOf(opened)
      const asked = source.folders()
      stop()
      expect(await asked).toMatchObject({ ok: false, error: { code: 'connect' } })
      expect(await source.examine('INBOX')).toMatchObject({ ok: false })
      await source.close()
    })

    test('a thread that is lost is an error of its own', async () => {
      const { opened, helper } = await open()
      const source = valueOf(opened)
      await helper.end()
      await expect(source.folders()).rejects.toThrow('ended')
      await source.close()
    })
  },
)
