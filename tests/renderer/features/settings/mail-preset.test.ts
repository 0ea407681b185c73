import { describe, expect, it, test } from 'vitest'
import { presets } from '#main/features/email-accounts/presets.ts'
import { startTranslations } from '#renderer/app/i18n.ts'
import {
  presetOf,
  readServer,
  serverProblem,
  signatureToHtml,
  signatureToText,
} from '#renderer/features/settings/mail-preset.ts'
import { readTest } from '#renderer/features/settings/read-test.ts'
import type { Output } from '#shared/contract/index.ts'
import { languageResources } from '#shared/i18n/resources.ts'

test('no blank stands between Chinese words and the Chinese name of a provider', async () => {
  const words = startTranslations('zh-CN')
  await words.changeLanguage('zh-CN')
  const said = presets.flatMap(({ name }) => [
    words.t('email-accounts:form.helpAt', { name }),
    words.t('email-accounts:form.whyAt', { name }),
  ])
  expect(said).toContain('在QQ 邮箱怎么拿到')
  expect(said.filter((text) => /\p{Script=Han} \p{Script=Han}/u.test(text))).toEqual([])
})

describe('the provider of an address', () => {
  it.each([
    ['nora@gmail.com', 'gmail'],
    ['NORA@Googlemail.COM ', 'gmail'],
    ['nora@hotmail.co.uk', 'outlook'],
    ['nora@me.com', 'icloud'],
    ['nora@yahoo.de', 'yahoo'],
    ['nora@fastmail.fm', 'fastmail'],
    ['12345@qq.com', 'qq'],
    ['lin@foxmail.com', 'qq'],
    ['lin@163.com', '163'],
    ['nora@hale.example', null],
    ['nora@gmail.com.evil.example', null],
    ['nora@notgmail.com', null],
    ['gmail.com', null],
    ['', null],
  ])('%s is at %s', (address, id) => {
    expect(presetOf(address, presets)?.id ?? null).toBe(id)
  })

  it('is one only, with sentences in both languages and encrypted servers', () => {
    const domains = presets.flatMap((preset) => preset.domains)
    expect(new Set(domains).size).toBe(domains.length)
    for (const { asks } of [languageResources.en, languageResources['zh-CN']].map(
      (words) => words['email-accounts'],
    )) {
      expect(Object.keys(asks).sort()).toEqual([...presets.map(({ id }) => id), 'other'].sort())
    }
    for (const { smtp, imap, helpUrl } of presets) {
      expect([smtp.port, smtp.security]).toEqual(
        smtp.security === 'tls' ? [465, 'tls'] : [587, 'starttls'],
      )
      expect([imap.port, imap.security]).toEqual([993, 'tls'])
      expect(helpUrl).toMatch(/^https:\/\//)
    }
  })
})

test.each([
  ['mail.example.org', '465', null],
  ['', '465', 'badHost'],
  ['mail example', '465', 'badHost'],
  ['https://mail.example.org', '465', 'badHost'],
  ['mail.example.org', '', 'badPort'],
  ['mail.example.org', '0', 'badPort'],
  ['mail.example.org', '65536', 'badPort'],
  ['mail.example.org', '46.5', 'badPort'],
])('server "%s", port "%s": %s', (host, port, problem) => {
  expect(serverProblem({ host, port, security: 'tls' })).toBe(problem)
})

test('a typed server is read without blanks and in lower case', () => {
  expect(readServer({ host: ' Mail.Example.org ', port: '587', security: 'starttls' })).toEqual({
    host: 'mail.example.org',
    port: 587,
    security: 'starttls',
  })
})

test.each(['Nora', 'Nora <Hale> & "Co"\nPorto', '林晓\n\n上海', 'a &lt; b'])(
  'the signature %j comes back as it was typed',
  (text) => {
    expect(signatureToText(signatureToHtml(text))).toBe(text)
  },
)

test('a signature of several paragraphs is shown as lines, and a blank one is none', () => {
  expect(signatureToText('<p>Nora</p><p>Hale<br />Porto</p>')).toBe('Nora\nHale\nPorto')
  expect(signatureToHtml(' \n ')).toBeNull()
})

describe('a test on screen', () => {
  const job = (changes: Partial<Output<'jobs.get'>>): Output<'jobs.get'> => ({
    // Any id will do.
    id: 1 as Output<'jobs.get'>['id'],
    kind: 'emailAccounts.test',
    status: 'running',
    phase: 'send',
    done: 2,
    total: 5,
    rate: null,
    remainingMs: null,
    outcome: null,
    createdAt: 0,
    endedAt: null,
    ...changes,
  })

  it('shows what is done, what goes on and what is to come', () => {
    expect(readTest(job({})).map(({ status }) => status)).toEqual([
      'ok',
      'ok',
      'running',
      'waiting',
      'waiting',
    ])
  })

  it('takes the outcome for the truth once there is one', () => {
    const steps = [
      { step: 'smtp', status: 'failed', problem: 'auth', reply: '535 no' },
      { step: 'imap', status: 'ok', problem: null, reply: null },
      { step: 'later', status: 'ok', problem: null, reply: null },
    ]
    const read = readTest(job({ status: 'done', phase: null, outcome: { steps } }))
    expect(read.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'smtp failed',
      'imap ok',
      'send waiting',
      'find waiting',
      'plus waiting',
    ])
    expect(read[0]).toMatchObject({ problem: 'auth', reply: '535 no' })
  })
})
