import { expect, onTestFinished, test } from 'vitest'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { idleAccount } from '#tests/support/mail-accounts.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'
import { hasPythonMail, readMailsWithPython } from '#tests/support/python-mail.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const english = 'If you would rather get no more mail like this, answer STOP.'
const chinese = '如果不想再收到这样的邮件，请回复“退订”。'

/** Mails as they left, to people of these languages, of one batch or each by itself. */
const leave = async (
  people: readonly { readonly language: string | null; readonly body?: string }[],
  batch: string | null,
) => {
  const clock = new FakeClock()
  const { outbox, sent } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const account = await outbox.addAccount(587, { signature: '<p>Ada of Lumen</p>' })
  const ids: EmailId[] = []
  for (const [n, { language, body = '<p>Hello</p>' }] of people.entries()) {
    const more = language === null ? {} : { language }
    const contact = await outbox.addContact(`Bob ${n}`, `bob${n}@ross.example`, more)
    const [id] = await outbox.addDrafts(contact, account, [`News ${n}`])
    if (id === undefined) throw new Error('no draft')
    await outbox.act((tx) =>
      tx.runSql('update emails set batch = ?, body = ? where id = ?', batch, body, id),
    )
    ids.push(id)
  }
  await outbox.loop.lookAndWait()
  await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
  for (let n = 0; n < 20 && sent.length < ids.length; n += 1) {
    clock.advance(60_000)
    await outbox.loop.lookAndWait()
  }
  const mails = readMailsWithPython(sent.map(({ bytes }) => Buffer.from(bytes)))
  return mails
    .map((mail) => ('error' in mail ? { subject: mail.error, texts: [] } : mail))
    .toSorted((a, b) => (a.subject < b.subject ? -1 : 1))
    .map(({ texts }) => texts.map((text) => text.trim()))
}

test.skipIf(!hasPythonMail())(
  'mail to many says at its end how to get no more, in the language of its reader',
  async () => {
    const people = [
      { language: 'en' },
      { language: 'zh-CN' },
      { language: 'de' },
      { language: null },
      { language: null, body: '<p>你好</p>' },
      { language: 'en', body: '<p>你好</p>' },
    ]
    const mails = await leave(people, 'b1')
    const wanted = [english, chinese, english, english, chinese, english]
    for (const [n, line] of wanted.entries()) {
      const [text = '', html = ''] = mails[n] ?? []
      expect(text.split('\n').at(-1)).toBe(line)
      expect(text.indexOf('Ada of Lumen')).toBeLessThan(text.indexOf(line))
      // Small print under all else.
      expect(html).toMatch(new RegExp(`font-size:12px[^>]*><p>${line}</p></td></tr>\\s*</table>`))
    }
  },
)

test.skipIf(!hasPythonMail())('mail to one person says no such thing', async () => {
  for (const batch of [null, 'alone']) {
    const [texts = []] = await leave([{ language: 'en' }], batch)
    expect(texts).toHaveLength(2)
    expect(texts.join('\n')).not.toMatch(/STOP|退订/u)
  }
})

test('the preview shows it as it will stand there, also while the text is empty', async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  const { id: accountId } = await app.call('emailAccounts.create', idleAccount)
  const people: ContactId[] = []
  for (const displayName of ['Ana', 'Ben']) {
    const points = [{ kind: 'email', raw: `${displayName}@ross.example` } as const]
    people.push((await app.call('contacts.create', { kind: 'person', displayName, points })).id)
  }
  const text = { accountId, subject: 'News', body: '<p>Hello</p>' }
  const [contactId] = people
  if (contactId === undefined) throw new Error('nobody')
  const { ids } = await app.call('emails.createMany', { selection: { ids: people }, ...text })
  const [first, second] = ids
  if (first === undefined || second === undefined) throw new Error('no drafts')
  const look = (body = text.body) =>
    app.call('emails.preview', { ...text, body, contactId, id: first })
  expect(await look()).toMatchObject({
    text: `Hello\n\n${english}\n`,
    html: expect.stringContaining(`<p>${english}</p>`),
    checks: [],
  })
  expect((await look('<p></p>')).checks).toMatchObject([{ code: 'empty-body' }])
  const alone = await app.call('emails.preview', { ...text, contactId })
  expect(alone.html + alone.text).not.toContain('STOP')
  // As soon as the other one is taken out of the selection, it is a mail to one person.
  await app.call('emails.deleteMany', { ids: [second] })
  expect((await look()).text).toBe('Hello\n')
})
