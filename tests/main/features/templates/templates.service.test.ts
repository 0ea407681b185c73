import { describe, expect, it } from 'vitest'
import { fieldsOf, merge } from '#main/engines/email/merge.ts'
import { cleanRichText } from '#main/engines/email/rich-text.ts'
import { mergeFields } from '#shared/domain/merge-fields.ts'
import { openPeople } from '#tests/support/people.ts'

const text = { name: 'After the fair', language: 'en', subject: 'Hello', body: '<p>x</p>' } as const

const shipped = async () => {
  const app = await openPeople()
  const { templates } = await app.call('templates.list', {})
  return templates.filter(({ starter }) => starter !== null)
}

describe('the shipped templates', () => {
  it('are the same six in both languages, in the same order', async () => {
    const templates = await shipped()
    const of = (language: string) =>
      templates.filter((one) => one.language === language).map(({ starter }) => starter)
    expect(of('en')).toEqual([
      'after-first-meeting',
      'after-purchase',
      'three-months-quiet',
      'birthday',
      'thanks-for-referral',
      'payment-reminder',
    ])
    expect(of('zh-CN')).toEqual(of('en'))
  })

  it('name only facts that a mail knows, and none without another word but those of the owner', async () => {
    const nobody = {
      contact: Object.fromEntries(
        mergeFields.flatMap((field) =>
          field.startsWith('contact.') ? [[field.slice('contact.'.length), null] as const] : [],
        ),
      ),
      me: { name: 'Nora Hale', business: 'Hale Coaching' },
    }
    for (const { subject, body } of await shipped()) {
      for (const part of [subject, body]) {
        const fields = fieldsOf(part)
        expect(mergeFields).toEqual(expect.arrayContaining(fields.ok ? [...fields.value] : ['?']))
        const merged = merge(part, nobody, 'html')
        expect(merged.ok && merged.value.missing).toEqual([])
      }
    }
  })

  it('hold nothing that cleaning would take out', async () => {
    for (const { body } of await shipped()) {
      const plain = (html: string) => html.replace(/<br ?\/?>/gu, '<br>').replace(/&quot;/gu, '"')
      expect(plain(cleanRichText(body))).toBe(plain(body))
    }
  })
})

describe('own templates', () => {
  it('stand before the shipped ones, by name', async () => {
    const app = await openPeople()
    await app.call('templates.create', { ...text, name: 'zebra' })
    await app.call('templates.create', { ...text, name: 'Élan' })
    const { templates } = await app.call('templates.list', {})
    expect(templates.slice(0, 2).map(({ name, starter }) => [name, starter])).toEqual([
      ['Élan', null],
      ['zebra', null],
    ])
    expect(templates).toHaveLength(14)
  })

  it('change only in the fields that are named', async () => {
    const app = await openPeople()
    const { id } = await app.call('templates.create', text)
    await app.call('templates.update', { id, subject: 'Hello again' })
    expect((await app.call('templates.list', {})).templates[0]).toEqual({
      ...text,
      id,
      starter: null,
      subject: 'Hello again',
    })
    const { operationId } = await app.call('templates.update', { id })
    expect(operationId).toBeNull()
  })

  it('cannot hold a field that cannot be read, and say where', async () => {
    const app = await openPeople()
    const { id } = await app.call('templates.create', text)
    expect(
      await app.failure('templates.update', { id, body: '<p>{{ contact.name | shout }}</p>' }),
    ).toBe('bad-template')
    const reply = await app.reply('templates.update', { id, body: '<p>{{ First Name }}</p>' })
    expect(reply).toMatchObject({ error: { data: { field: 'body', position: 'First Name' } } })
    expect(await app.failure('templates.create', { ...text, subject: '{% for a in b %}' })).toBe(
      'bad-template',
    )
  })

  it('come back with Undo', async () => {
    const app = await openPeople()
    const { id } = await app.call('templates.create', text)
    await app.call('templates.delete', { id })
    expect((await app.call('templates.list', {})).templates).toHaveLength(12)
    await app.call('history.undoLast', {})
    expect((await app.call('templates.list', {})).templates[0]).toMatchObject({ id, ...text })
    expect(await app.failure('templates.delete', { id: 99 })).toBe('not-found')
  })
})
