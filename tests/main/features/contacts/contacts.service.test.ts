import { describe, expect, it } from 'vitest'
import { day, openPeople } from '#tests/support/people.ts'

describe('contacts.create', () => {
  it('stores a person with everything that hangs on them in one operation', async () => {
    const app = await openPeople()
    const { id, operationId } = await app.call('contacts.create', {
      kind: 'person',
      displayName: '单珊',
      companyName: '上海银行',
      stage: 'convert',
      tags: ['VIP', 'vip', '新'],
      points: [
        { kind: 'email', raw: 'Shan@Example.com' },
        { kind: 'phone', raw: '0171 55432109', isPrimary: true },
        { kind: 'messenger', service: 'wechat', raw: 'shan_88' },
      ],
      addresses: [{ street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' }],
      importantDates: [{ kind: 'birthday', year: null, month: 2, day: 29 }],
    })
    const record = await app.call('contacts.get', { id })
    expect(record).toMatchObject({
      displayName: '单珊',
      familyName: '单',
      givenName: '珊',
      company: { name: '上海银行' },
      country: 'DE',
      tags: [{ name: 'VIP' }, { name: '新' }],
      addresses: [{ lines: ['Weg 1', '10115 Berlin'] }],
      importantDates: [{ month: 2, day: 29, year: null }],
      stageHistory: [{ stage: 'convert', at: app.clock.now() }],
    })
    expect(record.points.map((point) => [point.kind, point.normalized, point.formatted])).toEqual([
      ['email', 'shan@example.com', null],
      ['messenger', null, null],
      ['phone', '+4917155432109', '+49 171 55432109'],
    ])
    expect(operationId).toBe(1)
    expect(await app.call('contacts.count', {})).toEqual({ people: 1, companies: 1 })
  })

  it('finds a company by its name whatever the case, and makes it else', async () => {
    const app = await openPeople()
    const company = await app.company('Ek Ceramics')
    const first = await app.person('Gustav Ek', { companyName: 'ek  ceramics' })
    const second = await app.person('Ana', { companyName: 'Ek Ceramics AB' })
    expect((await app.call('contacts.get', { id: first })).company?.id).toBe(company)
    expect((await app.call('contacts.get', { id: second })).company?.id).not.toBe(company)
    expect(await app.call('contacts.get', { id: company })).toMatchObject({
      people: [{ id: first, displayName: 'Gustav Ek' }],
      peopleCount: 1,
    })
  })

  it('keeps given parts and guesses none that are not certain', async () => {
    const app = await openPeople()
    const plain = await app.person('Anna Meyer')
    const typed = await app.person('Anna Meyer', { givenName: 'Anna' })
    expect(await app.call('contacts.get', { id: plain })).toMatchObject({
      givenName: null,
      familyName: null,
    })
    expect(await app.call('contacts.get', { id: typed })).toMatchObject({
      givenName: 'Anna',
      familyName: null,
    })
  })

  it.each([
    ['not-found', { companyId: 99 }],
    ['not-found', { customValues: [{ fieldId: 9, value: { type: 'text', value: 'x' } }] }],
    ['no-such-day', { importantDates: [{ kind: 'other', year: 2026, month: 2, day: 29 }] }],
  ])('answers %s and leaves nothing behind for %j', async (code, facts) => {
    const app = await openPeople()
    const input = { kind: 'person', displayName: 'Anna', tags: ['new'], ...facts }
    expect(await app.failure('contacts.create', input)).toBe(code)
    expect(await app.call('contacts.count', {})).toEqual({ people: 0, companies: 0 })
    expect(await app.call('tags.list', {})).toEqual({ tags: [] })
  })
})

describe('contacts.update', () => {
  it('changes only the named fields; null blanks one', async () => {
    const app = await openPeople()
    const id = await app.person('Anna', { jobTitle: 'Potter', source: 'Fair', doNotContact: true })
    await app.call('contacts.update', { id, jobTitle: null, importance: 2 })
    expect(await app.call('contacts.get', { id })).toMatchObject({
      displayName: 'Anna',
      jobTitle: null,
      source: 'Fair',
      importance: 2,
      doNotContact: true,
    })
  })

  it('writes the history of the stage only when the stage changes', async () => {
    const app = await openPeople()
    const id = await app.person('Anna', { stage: 'attract' })
    app.clock.advance(1000)
    await app.call('contacts.update', { id, stage: 'attract' })
    await app.call('contacts.update', { id, stage: 'grow' })
    await app.call('contacts.update', { id, stage: null })
    const { stageHistory } = await app.call('contacts.get', { id })
    expect(stageHistory.map(({ stage }) => stage)).toEqual(['attract', 'grow', null])
  })

  it('moves the parts of a name along where they were only read from it', async () => {
    const app = await openPeople()
    const id = await app.person('张珊')
    await app.call('contacts.update', { id, displayName: '欧阳娜娜' })
    expect(await app.call('contacts.get', { id })).toMatchObject({
      familyName: '欧阳',
      givenName: '娜娜',
    })
    await app.call('contacts.update', { id, givenName: 'Nana' })
    await app.call('contacts.update', { id, displayName: '李四' })
    expect(await app.call('contacts.get', { id })).toMatchObject({
      familyName: '欧阳',
      givenName: 'Nana',
    })
  })

  it('is no operation when nothing changes', async () => {
    const app = await openPeople()
    const id = await app.person('Anna', { source: 'Fair' })
    expect(await app.call('contacts.update', { id, source: 'Fair' })).toEqual({ operationId: null })
  })

  it('refuses a company that is none', async () => {
    const app = await openPeople()
    const [anna, ben, firm] = [
      await app.person('Anna'),
      await app.person('Ben'),
      await app.company('Ek'),
    ]
    expect(await app.failure('contacts.update', { id: anna, companyId: ben })).toBe('not-found')
    expect(await app.failure('contacts.update', { id: firm, companyId: firm })).toBe('own-company')
    expect(await app.failure('contacts.update', { id: firm, companyName: 'ek' })).toBe(
      'own-company',
    )
    expect(await app.failure('contacts.update', { id: 99, source: null })).toBe('not-found')
    await app.call('contacts.update', { id: anna, companyId: firm })
    await app.call('contacts.update', { id: anna, companyId: null })
    expect((await app.call('contacts.get', { id: anna })).company).toBeNull()
  })

  it('sorts a renamed company’s people anew', async () => {
    const app = await openPeople()
    const anna = await app.person('Anna', { companyName: 'Zebra' })
    const ben = await app.person('Ben', { companyName: 'Mango' })
    const order = { filter: { kind: 'person' as const }, sort: 'company' as const }
    expect(await app.listed(order)).toEqual([ben, anna])
    const zebra = (await app.call('contacts.get', { id: anna })).company?.id
    await app.call('contacts.update', { id: zebra ?? anna, displayName: 'Apple' })
    expect(await app.listed(order)).toEqual([anna, ben])
  })
})

describe('contacts.findDuplicates', () => {
  it('finds the same e-mail, phone, or name and company', async () => {
    const app = await openPeople()
    await app.call('settings.updateBusiness', { country: 'DE' })
    const anna = await app.person('Anna Meyer', {
      companyName: 'Ek',
      points: [
        { kind: 'email', raw: 'anna@ek.se' },
        { kind: 'phone', raw: '+49 171 55432109' },
      ],
    })
    const other = await app.person('Anna Meyer')
    const find = async (input: object) =>
      (await app.call('contacts.findDuplicates', input)).matches.map(({ contact, reasons }) => [
        contact.id,
        ...reasons,
      ])
    expect(await find({ emails: ['ANNA@ek.se'] })).toEqual([[anna, 'same-email']])
    expect(await find({ phones: ['0171/554 321 09'] })).toEqual([[anna, 'same-phone']])
    expect(await find({ displayName: 'anna meyer', companyName: 'EK' })).toEqual([
      [anna, 'same-name-and-company'],
    ])
    for (const displayName of ['A. Meyer', 'Meyer Anna', 'Ana Meyer']) {
      expect(await find({ displayName, companyName: 'Ek' })).toEqual([[anna, 'similar-name']])
    }
    expect(await find({ displayName: 'Ben Meyer', companyName: 'Ek' })).toEqual([])
    expect(await find({ displayName: 'Anna Meyer', emails: ['anna@ek.se'] })).toEqual([
      [anna, 'same-email'],
      [other, 'same-name-and-company'],
    ])
    expect(await find({ emails: ['anna@ek.se'], exceptId: anna })).toEqual([])
    expect(await find({ emails: ['nonsense'], phones: ['1'], displayName: '  ' })).toEqual([])
  })
})

describe('contacts.get', () => {
  it('shows relations from both sides, what lasts first', async () => {
    const app = await openPeople()
    const [anna, ben, firm] = [
      await app.person('Anna'),
      await app.person('Ben'),
      await app.company('Ek'),
    ]
    await app.call('relations.create', {
      fromContactId: anna,
      toContactId: firm,
      kind: 'works-at',
      endDay: day('2024-01-31'),
    })
    await app.call('relations.create', { fromContactId: ben, toContactId: anna, kind: 'referred' })
    const { relations } = await app.call('contacts.get', { id: anna })
    expect(relations.map(({ contact, kind, side }) => [contact.name, kind, side])).toEqual([
      ['Ben', 'referred', 'backward'],
      ['Ek', 'works-at', 'forward'],
    ])
  })

  it('counts who shares a point', async () => {
    const app = await openPeople()
    const points = [{ kind: 'email' as const, raw: 'team@ek.se' }]
    const anna = await app.person('Anna', { points })
    await app.person('Ben', { points })
    const record = await app.call('contacts.get', { id: anna })
    expect(record.points.map(({ sharedWith }) => sharedWith)).toEqual([1])
  })

  it('says to which address no mail goes, and why', async () => {
    const app = await openPeople()
    const raws = ['stop@ek.se', 'Marked@ek.se', 'open@ek.se']
    const anna = await app.person('Anna', {
      points: raws.map((raw) => ({ kind: 'email' as const, raw })),
    })
    const ben = await app.person('Ben', { points: [{ kind: 'email', raw: 'marked@ek.se' }] })
    const [point] = (await app.call('contacts.get', { id: ben })).points
    if (point !== undefined) {
      await app.call('contacts.updatePoint', { id: point.id, optedOut: true })
    }
    const reasons = async () =>
      (await app.call('contacts.get', { id: anna })).points.map(({ raw, noMail }) => [raw, noMail])
    expect(await reasons()).toEqual([
      ['stop@ek.se', null],
      ['Marked@ek.se', 'unsubscribed'],
      ['open@ek.se', null],
    ])
    // Whoever says stop at one address is written to at none.
    await app.call('suppressions.add', { address: 'STOP@ek.se' })
    expect((await reasons()).map(([, reason]) => reason)).toEqual(raws.map(() => 'unsubscribed'))
    await app.call('suppressions.lift', { address: 'stop@ek.se', note: 'She asked me to' })
    expect((await reasons()).map(([, reason]) => reason)).toEqual([null, 'unsubscribed', null])
    // As the composer has it: in the bin a wish counts, and so does a mark of who shares an address.
    await app.call('contacts.delete', { selection: { ids: [ben] } })
    expect((await reasons()).map(([, reason]) => reason)).toEqual([null, 'wish-in-bin', null])
    const points = [{ kind: 'email' as const, raw: 'open@ek.se' }]
    const cleo = await app.person('Cleo', { points })
    await app.call('contacts.update', { id: cleo, doNotContact: true })
    expect((await reasons()).map(([, reason]) => reason)).toEqual([
      null,
      'wish-in-bin',
      'do-not-contact',
    ])
  })

  it('answers not-found for somebody who is gone', async () => {
    const app = await openPeople()
    expect(await app.failure('contacts.get', { id: 1 })).toBe('not-found')
  })
})

describe('contacts.list', () => {
  it('pages by cursor and refuses a cursor of another order', async () => {
    const app = await openPeople()
    const names = ['Ana', '陈美玲', 'Claire', 'Ben', '张珊']
    for (const name of names) await app.person(name)
    const first = await app.call('contacts.list', { limit: 3 })
    const second = await app.call('contacts.list', { limit: 3, after: first.nextCursor ?? '' })
    const shown = [...first.rows, ...second.rows].map(({ displayName }) => displayName)
    expect(shown).toEqual(['Ana', 'Ben', '陈美玲', 'Claire', '张珊'])
    expect(second.nextCursor).toBeNull()
    const other = { sort: 'created', after: first.nextCursor }
    expect(await app.failure('contacts.list', other)).toBe('bad-cursor')
    for (const after of [
      '',
      'x',
      'bnVsbA',
      Buffer.from('["name",0,0,{},1]').toString('base64url'),
    ]) {
      expect(await app.failure('contacts.list', { after })).toBe('bad-cursor')
    }
  })

  it('searches names and notes', async () => {
    const app = await openPeople()
    const anna = await app.person('Anna', { notes: 'likes 知识产权 and jazz' })
    const ben = await app.person('Jasmin')
    expect(await app.listed({ filter: { search: 'ja' } })).toEqual([anna, ben])
    expect(await app.listed({ filter: { search: '产权' } })).toEqual([anna])
    expect(await app.listed({ filter: { search: '   ' } })).toEqual([anna, ben])
    expect(await app.listed({ filter: { search: '?!' } })).toEqual([])
    expect(await app.listed({ filter: { search: 'ja', kind: 'company' } })).toEqual([])
  })
})
