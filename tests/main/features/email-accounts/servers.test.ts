import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Input, Output } from '#shared/contract/index.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { dovecotObstacle } from '#tests/support/dovecot.ts'
import {
  type PostOffice,
  type PostOfficeWays,
  startPostOffice,
} from '#tests/support/post-office.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const open = async (ca: string): Promise<TestApplication> => {
  const app = await openTestApplication({ folder: temporaryFolder(), trustedCertificates: [ca] })
  onTestFinished(() => app.close())
  return app
}

const settings = (office: PostOffice): Input<'emailAccounts.create'> => ({
  address: 'nora@example.org',
  fromName: 'Nora Hale, 林',
  provider: null,
  smtp: { host: 'localhost', port: office.smtpPort, security: 'tls' },
  imap: { host: 'localhost', port: office.imap.tlsPort, security: 'tls' },
  userName: 'nora',
  signature: null,
  dailyLimit: 200,
})

const ended = async (app: TestApplication, id: Input<'jobs.get'>['id']) => {
  for (;;) {
    const job = await app.call('jobs.get', { id })
    if (job.endedAt !== null) return job
    await pause(20)
  }
}

const test = async (
  app: TestApplication,
  account: Input<'emailAccounts.create'>,
  password = 'p',
): Promise<{
  steps: string[]
  replies: (string | null)[]
  account: Output<'emailAccounts.list'>['accounts'][number]
}> => {
  const { id } = await app.call('emailAccounts.create', account)
  await app.call('emailAccounts.setPassword', { id, password })
  const { jobId } = await app.call('emailAccounts.test', { id })
  const { outcome } = await ended(app, jobId)
  // As the contract describes the outcome.
  const { steps } = outcome as {
    steps: { step: string; status: string; problem: string | null; reply: string | null }[]
  }
  const [listed] = (await app.call('emailAccounts.list', {})).accounts
  if (!listed) throw new Error('no account')
  return {
    steps: steps.map(({ step, status, problem }) => `${step} ${problem ?? status}`),
    replies: steps.map(({ reply }) => reply),
    account: listed,
  }
}

const works = ['smtp ok', 'imap ok', 'send ok', 'find ok', 'plus ok']

describe.skipIf(dovecotObstacle !== null)(
  `an account on real servers (${dovecotObstacle ?? 'run'})`,
  () => {
    let office: PostOffice
    const ways: { -readonly [Way in keyof PostOfficeWays]: PostOfficeWays[Way] } = {}
    beforeAll(async () => {
      office = await startPostOffice(ways)
    })
    afterAll(() => office.stop())
    const behave = (now: PostOfficeWays): void => void Object.assign(ways, now)

    it('is tested with a mail to oneself, and what was seen is kept', async () => {
      behave({ filesSent: true, renames: false, knowsPlus: true })
      const app = await open(office.ca)
      const { steps, account } = await test(app, settings(office))
      expect(steps).toEqual(works)
      expect(account).toMatchObject({
        hasSecret: true,
        pausedReason: null,
        probe: {
          filesSent: true,
          keepsMessageId: true,
          hasPlusAddresses: true,
          maxBytes: 5_242_880,
        },
      })
      const recipients = office.taken.map(({ to }) => to)
      expect(recipients).toEqual(['nora@example.org', 'nora+kith-test@example.org'])
      expect(office.taken[0]?.mail).toMatch(/^X-Kith-Send-Id: [a-z2-7]{26}$/im)
      expect(office.taken[0]?.mail).toMatch(/^Auto-Submitted: auto-generated$/im)
      // Nothing in the mailbox was touched: both mails are as new as they came.
      expect(office.imap.files('nora').every((file) => file.startsWith('new/'))).toBe(true)
    })

    it('was tested also when it has another port since, but not with another server', async () => {
      behave({ filesSent: true, renames: false, knowsPlus: true })
      const app = await open(office.ca)
      const { account } = await test(app, settings(office))
      const { id, smtp, probe } = account
      const found = async () => (await app.call('emailAccounts.list', {})).accounts[0]?.probe
      await app.call('emailAccounts.update', { id, smtp: { ...smtp, port: 587 } })
      expect(await found()).toEqual(probe)
      await app.call('emailAccounts.update', { id, smtp: { ...smtp, host: 'mail.example' } })
      expect(await found()).toBeNull()
    })

    it.each([
      ['address', { address: 'other@example.org' }],
      ['user', { userName: 'other' }],
      ['server that sends', { smtp: { host: 'mail.example', port: 465, security: 'tls' } }],
      ['server that receives', { imap: { host: 'mail.example', port: 993, security: 'tls' } }],
    ] as const)('was not tested with another %s, and again with the old one', async (_, change) => {
      behave({ filesSent: true, renames: false, knowsPlus: true })
      const app = await open(office.ca)
      const { account } = await test(app, settings(office))
      const probe = async () => (await app.call('emailAccounts.list', {})).accounts[0]?.probe
      const { operationId } = await app.call('emailAccounts.update', { id: account.id, ...change })
      expect(await probe()).toBeNull()
      if (operationId === null) throw new Error('nothing was done')
      await app.call('history.undo', { id: operationId, decided: true })
      expect(await probe()).toEqual(account.probe)
    })

    it('is found again when the provider renames mails, files none and knows no plus', async () => {
      behave({ filesSent: false, renames: true, knowsPlus: false })
      const { steps, account } = await test(await open(office.ca), settings(office))
      expect(steps).toEqual(works)
      expect(account.probe).toMatchObject({
        filesSent: false,
        keepsMessageId: false,
        hasPlusAddresses: false,
      })
    })

    it('says which server refuses, and sends nothing', async () => {
      const before = office.taken.length
      const app = await open(office.ca)
      const wrong = await test(app, settings(office), 'wrong')
      expect(wrong.steps.slice(0, 3)).toEqual(['smtp auth', 'imap auth', 'send skipped'])
      expect(wrong.replies.slice(0, 2)).toEqual([
        expect.stringContaining('5.7.8 Bad login'),
        expect.stringContaining('Authentication failed'),
      ])
      expect(wrong.account.probe).toBeNull()
      const unknown = await test(await open(''), settings(office))
      expect(unknown.steps.slice(0, 3)).toEqual(['smtp tls', 'imap tls', 'send skipped'])
      const closed = { host: 'localhost', port: 9, security: 'tls' } as const
      const nobody = await test(await open(office.ca), { ...settings(office), smtp: closed })
      expect(nobody.steps.slice(0, 3)).toEqual(['smtp connect', 'imap ok', 'send skipped'])
      expect(office.taken.length).toBe(before)
    })
  },
)
