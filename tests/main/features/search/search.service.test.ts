import { describe, expect, it } from 'vitest'
import { openPeople } from '#tests/support/people.ts'

describe('search.everywhere', () => {
  it('ranks names before pinyin, companies, e-mail and phones', async () => {
    const app = await openPeople()
    const zso = await app.person('Zsófia Kovács')
    const zhang = await app.person('张珊')
    const works = await app.person('Ben', { companyName: 'Zs Optik' })
    const mails = await app.person('Cleo', { points: [{ kind: 'email', raw: 'zs@ek.se' }] })
    const { contacts } = await app.call('search.everywhere', { text: 'zs' })
    const firm = contacts.find(({ contact }) => contact.kind === 'company')?.contact.id
    expect(contacts.map(({ contact, match }) => [contact.id, match.field])).toEqual([
      [zso, 'name'],
      [firm, 'name'],
      [zhang, 'pinyin'],
      [works, 'company'],
      [mails, 'email'],
    ])
  })

  it('finds notes of contacts and of the timeline at word starts', async () => {
    const app = await openPeople()
    const contactId = await app.person('Anna', { notes: 'Prefers mornings' })
    await app.call('activities.log', {
      contactId,
      kind: 'call',
      body: '谈了知识产权的事，准备合同',
    })
    const found = async (text: string) =>
      (await app.call('search.everywhere', { text })).notes.map(({ kind, snippet }) => [
        kind,
        snippet,
      ])
    expect(await found('morn')).toEqual([['contact-notes', 'Prefers mornings']])
    expect(await found('知识产权的事')).toEqual([['call', '谈了知识产权的事，准备合同']])
    expect(await found('知识合同')).toEqual([])
    expect(await found('ornings')).toEqual([])
    expect(await found('m')).toEqual([])
  })

  it.each([
    ['ox.e', 'fox.einar@ibm.com'],
    ['99@i', 'anna99@ibm.com'],
    ['na_b', 'anna_berg@ibm.com'],
    ['l-sm', 'paul-smith@ibm.com'],
    ['𠮷a@i', '𠮷a@ibm.com'],
    ['OM.CN', 'an@com.cn'],
  ])('finds %s inside of %s, in the list as well', async (text, raw) => {
    const app = await openPeople()
    const id = await app.person('Cleo', { points: [{ kind: 'email', raw }] })
    await app.person('Ann', { points: [{ kind: 'email', raw: 'oxen99a@ink.se' }] })
    const { contacts } = await app.call('search.everywhere', { text })
    expect(contacts.map(({ contact }) => contact.id)).toEqual([id])
    const { rows } = await app.call('contacts.list', { filter: { search: text }, limit: 5 })
    expect(rows.map((row) => row.id)).toEqual([id])
  })

  it('says when there are more', async () => {
    const app = await openPeople()
    for (const name of ['Ana', 'Anna', 'Anne']) await app.person(name)
    const { contacts, hasMore } = await app.call('search.everywhere', { text: 'an', limit: 2 })
    expect([contacts.length, hasMore]).toEqual([2, true])
    expect(await app.call('search.everywhere', { text: ' ' })).toEqual({
      contacts: [],
      notes: [],
      hasMore: false,
    })
  })

  it('forgets what is deleted and follows what is renamed', async () => {
    const app = await openPeople()
    const id = await app.person('Ana Silva')
    await app.call('contacts.update', { id, displayName: 'Ana Costa' })
    const names = async (text: string) =>
      (await app.call('search.everywhere', { text })).contacts.map(
        ({ contact }) => contact.displayName,
      )
    expect([await names('silva'), await names('costa')]).toEqual([[], ['Ana Costa']])
    await app.call('contacts.delete', { selection: { ids: [id] } })
    expect(await names('costa')).toEqual([])
  })
})

describe('search.recent', () => {
  it('gives those opened last, then those changed last', async () => {
    const app = await openPeople()
    const ana = await app.person('Ana')
    const ben = await app.person('Ben')
    const cleo = await app.person('Cleo')
    await app.call('activities.log', { contactId: ana, kind: 'call' })
    const recent = async () => (await app.call('search.recent', {})).contacts.map(({ id }) => id)
    expect(await recent()).toEqual([ana, cleo, ben])
    await app.call('contacts.get', { id: ben })
    expect(await recent()).toEqual([ben, ana, cleo])
    await app.call('contacts.delete', { selection: { ids: [ben] } })
    expect(await recent()).toEqual([ana, cleo])
    expect((await app.call('search.recent', { limit: 1 })).contacts).toHaveLength(1)
  })
})
