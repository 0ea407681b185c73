import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { Locator, Page } from '@playwright/test'
import type { Input } from '#shared/contract/index.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { wallOf } from '#shared/domain/time.ts'
import { dovecotObstacle } from '#tests/support/dovecot.ts'
import type { PostOffice } from '#tests/support/post-office.ts'
import { expect, type Kith } from './support/kith.ts'
import { inspectLook, prepareLook } from './support/look.ts'
import { test as withOffice } from './support/post-office.ts'
import { goTo, toast } from './support/screen.ts'

const minuteMs = 60_000
const dayMs = 1440 * minuteMs
const zone = 'Europe/Lisbon'
const movedClock = resolve(import.meta.dirname, 'support/moved-clock.mjs')

/** The wall clock of the host, which a test may put forward. */
interface HostClock {
  readonly file: string
  now(): number
  /** Puts it forward, and lets the host look at it at once. */
  forward(kith: Kith, ms: number): Promise<void>
}

const createClock = (file: string): HostClock => {
  let ahead = 0
  writeFileSync(file, '0')
  return {
    file,
    now: () => Date.now() + ahead,
    forward: async (kith, ms) => {
      ahead += ms
      writeFileSync(file, String(ahead))
      // Whatever makes the outbox look; it would by itself within half a minute.
      await new Promise((settled) => setTimeout(settled, 50))
      await kith.call('emails.switch', { isOn: true })
    },
  }
}

const test = withOffice.extend<{ clock: HostClock }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from it
  clock: async ({}, provide) => {
    const folder = mkdtempSync(join(tmpdir(), 'kith-clock-'))
    await provide(createClock(join(folder, 'ahead')))
    rmSync(folder, { recursive: true, force: true })
  },
  hostEnv: async ({ office, clock }, provide) =>
    provide({
      NODE_EXTRA_CA_CERTS: office.caFile,
      NODE_OPTIONS: `--import=${pathToFileURL(movedClock).href}`,
      KITH_TEST_CLOCK: clock.file,
    }),
})

test.skip(dovecotObstacle !== null, dovecotObstacle ?? '')

const openAccount = async (kith: Kith, office: PostOffice): Promise<void> => {
  await kith.setUp()
  await kith.call('emailAccounts.unlock', { passphrase: 'a long passphrase' })
  const { id } = await kith.call('emailAccounts.create', {
    address: 'nora@hale.example',
    fromName: 'Nora Hale',
    provider: null,
    smtp: { host: 'localhost', port: office.smtpPort, security: 'tls' },
    imap: { host: 'localhost', port: office.imap.tlsPort, security: 'tls' },
    userName: 'nora',
    signature: null,
    dailyLimit: 80,
  })
  await kith.call('emailAccounts.setPassword', { id, password: 'p' })
}

const add = async (kith: Kith, displayName: string, address: string): Promise<ContactId> => {
  const points: Input<'contacts.create'>['points'] = [{ kind: 'email', raw: address }]
  const [givenName = '', familyName = ''] = displayName.split(' ')
  const names = { displayName, givenName, familyName }
  return (await kith.call('contacts.create', { kind: 'person', ...names, points })).id
}

type When = Input<'emails.schedule'>['when']

const plan = async (
  kith: Kith,
  contactId: ContactId,
  mail: { readonly subject: string; readonly when: When; readonly unlessAnswered?: boolean },
): Promise<EmailId> => {
  const { subject, when, unlessAnswered = false } = mail
  const body = '<p>Hello {{ contact.given_name }},</p><p>Have you decided?</p>'
  const { id } = await kith.call('emails.create', { contactId, subject, body })
  await kith.call('emails.schedule', { ids: [id], when, unlessAnswered })
  return id
}

const header = (mail: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(mail)?.[1]?.trim() ?? ''

const at = (clock: HostClock, ms: number): When => {
  const { day, time } = wallOf(clock.now() + ms, zone)
  return { kind: 'at', wall: `${day}T${time}`, timeZone: zone }
}

/** As the test of an account finds out, which takes seconds. */
const noteThatSentIsFiled = ({ folder }: Kith): void => {
  const database = new DatabaseSync(join(folder, 'workspace', 'workspace.db'))
  database.exec('update email_account_states set files_sent = 1')
  database.close()
}

const row = (page: Page, text: string): Locator => page.getByRole('row').filter({ hasText: text })
/** Where something ends, in whole px. */
const rightOf = async (locator: Locator): Promise<number> => {
  const { x, width } = (await locator.boundingBox()) ?? { x: 0, width: 0 }
  return Math.round(x + width)
}
const group = (page: Page, name: string): Locator => page.getByRole('grid', { name })

test('a mail leaves once at its time, and an answer stops what was still planned', async ({
  app,
  kith,
  office,
  clock,
}) => {
  await prepareLook(app)
  await openAccount(kith, office)
  const ana = await add(kith, 'Ana Ferreira', 'ana@lumen.example')

  await test.step('written and scheduled', async () => {
    await goTo(app, `/contacts/${ana}`)
    await app.getByRole('heading', { name: 'Ana Ferreira' }).waitFor()
    await app.keyboard.press('m')
    await app.getByRole('textbox', { name: 'Subject' }).fill('Dates for spring')
    await app.getByRole('textbox', { name: 'Text' }).fill('Shall we start in March?')
    await app.getByRole('button', { name: 'When it leaves' }).click()
    await app.getByRole('menuitem', { name: 'At a day and time…' }).click()
    const { day, time } = wallOf(clock.now() + 90 * minuteMs, zone)
    const dialog = app.getByRole('dialog')
    await dialog.getByLabel('Day').fill(day)
    await dialog.getByLabel('Time').fill(time)
    await dialog.getByRole('button', { name: /^Take/ }).click()
    await app.getByRole('button', { name: /^Schedule/ }).click()
    await expect(app.getByText('Mail to Ana Ferreira scheduled', { exact: false })).toBeVisible()
    const when = { kind: 'in-days', days: 3 } as const
    await plan(kith, ana, { subject: 'Have you decided?', when, unlessAnswered: true })
    await goTo(app, '/outbox')
    await expect(group(app, 'Scheduled').getByRole('row')).toHaveCount(2)
    await expect(app.getByText('This computer must be on then.', { exact: false })).toBeVisible()
    expect(office.taken).toEqual([])
  })

  await test.step('leaves at its time, once', async () => {
    await clock.forward(kith, 91 * minuteMs)
    const fate = group(app, 'Sent').getByText('accepted by the server')
    await expect(fate).toBeVisible()
    expect(await rightOf(fate)).toBe(await rightOf(app.getByRole('button', { name: /^Write/ })))
    expect(office.taken.map(({ to }) => to)).toEqual(['ana@lumen.example'])
    expect(office.taken[0]?.mail).toContain('Shall we start in March?')
    await expect(group(app, 'Scheduled').getByRole('row')).toHaveCount(1)
  })

  await test.step('the answer stops the second one', async () => {
    const sent = office.taken[0]?.mail ?? ''
    const lines = [
      'From: Ana Ferreira <ana@lumen.example>',
      'To: nora@hale.example',
      'Subject: Re: Dates for spring',
      `Date: ${new Date(clock.now() + minuteMs).toUTCString()}`,
      'Message-ID: <answer.1@lumen.example>',
      `In-Reply-To: ${header(sent, 'Message-ID')}`,
      '',
      'March works. Could you send me two dates?',
    ]
    office.imap.deliver('nora', lines.join('\r\n'), { at: clock.now() + minuteMs })
    await clock.forward(kith, 2 * minuteMs)
    await kith.call('mailboxes.sync', {})
    await expect(group(app, 'Stopped by an answer').getByRole('row')).toContainText(
      'They answered, so this reminder was stopped.',
    )
    await expect(group(app, 'Sent').getByRole('row')).toContainText('answered')

    await goTo(app, '/today')
    const answer = row(app, 'March works. Could you send me two dates?')
    await expect(answer).toContainText('Ana Ferreira')
    await expect(answer).toContainText(/Answers your mail of .*\. The reminder planned for .* was/)
    await inspectLook(app, 'today-answered', 'en')
  })

  await test.step('it stands among the answers, where no answer may be needed', async () => {
    await goTo(app, '/outbox')
    await app.getByRole('radio', { name: /^Answers/ }).click()
    const waiting = group(app, 'Waiting for your answer')
    await expect(waiting.getByRole('row')).toContainText('March works.')
    await inspectLook(app, 'answers', 'en')
    await app.keyboard.press('e')
    await expect(group(app, 'Earlier').getByRole('row')).toContainText('Re: Dates for spring')
    await expect(waiting).toHaveCount(0)
    await toast(app).getByRole('button', { name: /Undo/ }).click()
    await expect(waiting.getByRole('row')).toHaveCount(1)
    await kith.call('settings.updateMachine', { language: 'zh-CN' })
    await expect(group(app, '在等你回复').getByRole('row')).toHaveCount(1)
    await inspectLook(app, 'answers', 'zh-CN')
    await kith.call('settings.updateMachine', { language: 'en' })
    await expect(waiting.getByRole('row')).toHaveCount(1)
    await app.keyboard.press('Enter')
    await app.getByRole('heading', { name: 'Ana Ferreira' }).waitFor()
  })

  await test.step('both stand on the timeline, and Today lets go of it', async () => {
    await goTo(app, `/contacts/${ana}`)
    const timeline = app.getByRole('region', { name: 'Timeline' })
    await expect(timeline.getByText('Ana wrote')).toBeVisible()
    await expect(timeline.getByText('no answer yet')).toBeVisible()
    await expect(timeline.getByText('You wrote')).toBeVisible()
    await expect(timeline.getByText('They answered, so this reminder was stopped.')).toBeVisible()
    await inspectLook(app, 'record-mail', 'en')
    await timeline.getByRole('button', { name: 'Re: Dates for spring' }).click()
    const mail = app.getByRole('dialog', { name: 'Re: Dates for spring' })
    await expect(mail.getByText('ana@lumen.example')).toBeVisible()
    await app.keyboard.press('Escape')
    await goTo(app, '/today')
    await expect(row(app, 'March works.')).toBeVisible()
    await app.keyboard.press('e')
    await expect(row(app, 'March works.')).toHaveCount(0)
    await expect(app.getByText('No answer needed')).toBeVisible()
  })

  await test.step('History says that it has left, and offers a correction', async () => {
    await goTo(app, '/history')
    const left = row(app, 'Mail left to Ana Ferreira')
    await expect(left).toContainText('“Dates for spring”')
    await expect(left).toContainText('It has left the house')
    await inspectLook(app, 'history-mail', 'en')
    await left.getByRole('button', { name: 'Write a correction' }).click()
    await expect(app.getByRole('textbox', { name: 'Subject' })).toContainText(
      'Correction: Dates for spring',
    )
  })

  await test.step('after days, and a clock that jumped, nothing leaves a second time', async () => {
    await clock.forward(kith, 4 * dayMs)
    await goTo(app, '/outbox')
    await expect(
      app.getByText('The clock of this computer has jumped.', { exact: false }),
    ).toBeVisible()
    await app.getByRole('button', { name: 'Let them go' }).click()
    await kith.call('mailboxes.sync', {})
    await expect(group(app, 'Stopped by an answer').getByRole('row')).toHaveCount(1)
    expect(office.taken).toHaveLength(1)
  })
})

test('what is unsure, held back or refused says why, and what can be done', async ({
  app,
  kith,
  office,
  clock,
}) => {
  await prepareLook(app)
  await openAccount(kith, office)
  // Looked at before anything stands there: what comes by itself has to come into sight as well.
  await goTo(app, '/settings?section=suppressions')
  await expect(app.getByText('Nobody has asked for no mail.')).toBeVisible()
  const now: When = { kind: 'now' }
  await plan(kith, await add(kith, 'Nadia Haddad', 'cut@post.example'), {
    subject: 'Your exam date',
    when: now,
  })
  await plan(kith, await add(kith, 'Olena Kovalenko', 'refused@post.example'), {
    subject: 'Reading list',
    when: now,
  })
  const rita = await add(kith, 'Rita Campos', 'rita@post.example')
  await plan(kith, rita, { subject: 'After our first meeting', when: at(clock, 30 * minuteMs) })
  const emre = await add(kith, 'Emre Yıldız', 'emre@post.example')
  await plan(kith, emre, { subject: 'The winter block', when: at(clock, 3 * dayMs) })
  await kith.call('contacts.update', { id: rita, doNotContact: true })
  await clock.forward(kith, 31 * minuteMs)

  await goTo(app, '/outbox')
  await expect(group(app, 'Not sure')).toContainText('It may have arrived.')
  await expect(group(app, 'Held back')).toContainText(
    'Rita Campos, or somebody with the same address, is marked “do not contact”.',
  )
  await expect(group(app, 'Not delivered')).toContainText('550')
  await inspectLook(app, 'outbox', 'en')
  await kith.call('settings.updateMachine', { language: 'zh-CN' })
  await expect(group(app, '不确定')).toContainText('可能已经送达')
  await inspectLook(app, 'outbox', 'zh-CN')
  await goTo(app, '/today')
  await expect(app.getByText('有 3 封邮件在等你：', { exact: false })).toBeVisible()
  await app.getByRole('button', { name: '打开待发邮件' }).click()
  await kith.call('settings.updateMachine', { language: 'en' })

  await test.step('who wants no mail gets none, until the owner says why', async () => {
    await kith.call('suppressions.add', { address: 'emre@post.example' })
    await goTo(app, '/settings?section=suppressions')
    const list = app.getByRole('region', { name: 'Who gets no mail' })
    const emres = list.getByRole('listitem').filter({ hasText: 'emre@post.example' })
    await expect(emres).toBeVisible()
    // An address that its server does not know was written down by itself.
    await expect(list.getByText('refused@post.example')).toBeVisible()
    await inspectLook(app, 'suppressions', 'en')
    await emres.getByRole('button', { name: 'Allow mail again' }).click()
    await app.getByLabel('Why').fill('asked for it on the phone')
    await app.keyboard.press('Enter')
    await expect(emres).toHaveCount(0)
    await goTo(app, '/outbox')
  })

  await test.step('cancel has an undo', async () => {
    await row(app, 'The winter block').click()
    await app.keyboard.press('Delete')
    await expect(row(app, 'The winter block')).toHaveCount(0)
    await toast(app).getByRole('button', { name: /Undo/ }).click()
    await expect(group(app, 'Scheduled')).toContainText('The winter block')
  })

  await test.step('one switch stops everything', async () => {
    await app.getByRole('button', { name: 'Stop all sending' }).click()
    await expect(app.getByText('You stopped all sending.').first()).toBeVisible()
    await app.getByRole('button', { name: 'Let mail leave again' }).first().click()
    await expect(app.getByText('Next leaves', { exact: false })).toBeVisible()
  })

  await test.step('a doubtful mail is never sent again by itself; the owner decides', async () => {
    const tries = () => office.taken.filter(({ to }) => to === 'cut@post.example').length
    expect(tries()).toBe(1)
    await kith.call('mailboxes.sync', {})
    noteThatSentIsFiled(kith)
    await clock.forward(kith, dayMs + minuteMs)
    await kith.call('mailboxes.sync', {})
    const doubtful = group(app, 'Not sure').getByRole('row', { name: 'Your exam date' })
    await expect(doubtful).toContainText('it was probably not sent')
    await expect(doubtful.getByRole('button', { name: 'Send again' })).toBeVisible()
    await doubtful.getByRole('button', { name: 'It arrived' }).click()
    await expect(group(app, 'Sent')).toContainText('Your exam date')
    expect(tries()).toBe(1)
  })
})
