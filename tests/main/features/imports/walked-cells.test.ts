import { describe, expect, it } from 'vitest'
import { readTable, shortFacts, targetText } from '#tests/support/read-content.ts'
import { readOneRow as read } from '#tests/support/read-one-row.ts'

const rules = { country: 'DE', currency: 'EUR' }
const facts = (row: Record<string, string>) => read(row).facts

describe('an address', () => {
  it.each([
    ['stern(at)x.example', 'stern@x.example'],
    ['mond [at] x [dot] example', 'mond@x.example'],
    ['ida.kern at mail.x.example', 'ida.kern@mail.x.example'],
    ['erde {at} x.example', 'erde@x.example'],
  ])('that is hidden from programs is read: %s', (cell, normalized) => {
    expect(facts({ Name: 'A', Email: cell })).toMatchObject({
      points: [{ raw: normalized, normalized }],
      notes: [],
    })
  })

  it.each(['meet at noon', 'kommt noch', 'venus@x,example', 'at x.example'])(
    'that is none stays one cell: %s',
    (cell) => {
      expect(facts({ Name: 'A', Email: cell })).toMatchObject({
        points: [],
        notes: [`Email: ${cell}`],
      })
    },
  )
})

it('who has only a phone is called by it', () => {
  expect(read({ Name: '', Phone: '+351 912 000 111' })).toMatchObject({
    facts: { displayName: '+351 912 000 111', points: [{ normalized: '+351912000111' }] },
    problem: null,
  })
  expect(read({ Name: '', Notes: 'blue' }).problem?.code).toBe('no-name')
})

it('names lose the marks that nobody sees, and keep the joiners of their script', () => {
  const name = '\u200fAnna\u00a0Weber\u200b'
  expect(facts({ Name: name }).displayName).toBe('Anna Weber')
  expect(facts({ Name: 'نرگس علی\u200cپور' }).displayName).toBe('نرگس علی\u200cپور')
})

it('a company is called without the page behind its name', () => {
  const cell = 'Lumen (https://www.notion.so/Lumen-1a2b)'
  expect(facts({ Name: 'A', Company: cell })).toMatchObject({
    companyName: 'Lumen',
    notes: ['Company: https://www.notion.so/Lumen-1a2b'],
  })
  expect(facts({ Name: 'A', Company: 'Lumen (Porto)' }).companyName).toBe('Lumen (Porto)')
})

it('reads months as Thailand shortens them', () => {
  expect(facts({ Name: 'A', Birthday: '3 ม.ค. 2535' }).dates).toMatchObject([
    { year: 1992, month: 1, day: 3 },
  ])
})

it('of a day with a time the day is the fact, and the hour stays in the notes', () => {
  const headers = ['Name', 'Last Contacted']
  const rows = [
    ['Ana', 'March 3, 2026 2:30 PM'],
    ['Bo', 'March 12, 2026'],
    ['Cleo', '2026-10-03 00:00'],
  ]
  const { targets, read: people } = readTable(headers, rows, rules)
  expect(targets.map(targetText)[1]).toBe('custom-field Last Contacted: date')
  expect(people.map(({ facts: each }) => shortFacts(each, headers))).toMatchObject([
    {
      values: { 'Last Contacted': 'date 2026-03-03' },
      notes: ['Last Contacted: March 3, 2026 2:30 PM'],
    },
    { values: { 'Last Contacted': 'date 2026-03-12' } },
    { values: { 'Last Contacted': 'date 2026-10-03' } },
  ])
  expect(people.map(({ facts: { notes } }) => notes.length)).toEqual([1, 0, 0])
})

describe('two people in a row', () => {
  it.each([
    ['Mutter Name', 'Mutter Handy', 'Mutter Mail', 'Vater Name', 'Vater Handy', 'Vater Mail'],
    ["Mother's Name", "Mother's Cell", 'Mother Email', 'Father Name', "Dad's Cell", 'Father Email'],
    ['母亲姓名', '母亲电话', '母亲邮箱', '父亲姓名', '父亲电话', '父亲邮箱'],
    [
      'Parent 1 Name',
      'Parent 1 Phone',
      'Parent 1 Email',
      'Parent 2 Name',
      'Parent 2 Phone',
      'Parent 2 Email',
    ],
    ['Nom de la mère', 'Tél. mère', 'E-mail mère', 'Nom du père', 'Tél. père', 'E-mail père'],
  ])('do not get mixed up: %s', (...headers) => {
    const rows = [
      ['Ida', '0171 5550101', 'ida@x.example', 'Jan', '0172 5550102', 'jan@x.example'],
      ['', '', '', 'Olaf', '0173 5550104', 'olaf@x.example'],
    ]
    const [first, second] = readTable(headers, rows, rules).read.map(({ facts: each }) => ({
      name: each.displayName,
      points: each.points.map(({ raw }) => raw),
      notes: each.notes,
    }))
    expect(first).toEqual({
      name: 'Ida',
      points: ['ida@x.example', '0171 5550101'],
      notes: [`${headers[3]}: Jan`, `${headers[4]}: 0172 5550102`, `${headers[5]}: jan@x.example`],
    })
    expect(second).toMatchObject({ name: 'Olaf', points: [] })
    expect(second?.notes.join()).toContain('olaf@x.example')
  })

  it('are the one the row names and somebody else', () => {
    const headers = ['First name', 'Last name', 'Email', 'Spouse Name', 'Spouse Email']
    const rows = [['Ida', 'Kern', 'ida@x.example', 'Jan', 'jan@x.example']]
    const [{ facts: ida } = read({})] = readTable(headers, rows, rules).read
    expect(ida).toMatchObject({
      displayName: 'Ida Kern',
      points: [{ raw: 'ida@x.example' }],
      notes: ['Spouse Name: Jan', 'Spouse Email: jan@x.example'],
    })
  })
})

describe('a column of several ways to reach somebody', () => {
  const pointsOf = (header: string, cells: readonly string[]) =>
    readTable(
      ['Name', header],
      cells.map((cell, at) => [`P${'abcdef'[at]}`, cell]),
      rules,
    ).read.map(({ facts: { points, notes } }) => [
      ...points.map(({ kind, service, label, raw, normalized }) =>
        [kind, service, label, normalized ?? raw].filter((part) => part !== null).join(' '),
      ),
      ...notes,
    ])

  it('has e-mails and phones', () => {
    const cells = [
      'uwe@lang.example',
      '0171 5550177',
      'max@ott.example / 0172 5550178',
      '+49 30 555020',
      'nur per Post',
    ]
    expect(pointsOf('Kontakt', cells)).toEqual([
      ['email uwe@lang.example'],
      ['phone +491715550177'],
      ['email max@ott.example', 'phone +491725550178'],
      ['phone +4930555020'],
      ['Kontakt: nur per Post'],
    ])
  })

  it('labels a number with what the column is, and no address', () => {
    expect(pointsOf('Handy', ['0171 5550179', 'ida@x.example'])).toEqual([
      ['phone mobile +491715550179'],
      ['email ida@x.example'],
    ])
  })

  it('is told by each cell whatever its name', () => {
    expect(pointsOf('E-Mail', ['ida@x.example', '0171 5550179'])).toEqual([
      ['email ida@x.example'],
      ['phone +491715550179'],
    ])
    expect(pointsOf('Telefon', ['0171 5550179', 'ida@x.example'])).toEqual([
      ['phone +491715550179'],
      ['email ida@x.example'],
    ])
  })

  it('is of one messenger or another', () => {
    expect(pointsOf('微信/QQ', ['wangwei88', '123456789'])).toEqual([
      ['messenger other 微信/QQ wangwei88'],
      ['messenger other 微信/QQ 123456789'],
    ])
    expect(pointsOf('电话/微信', ['0171 5550179', 'lina_wx'])).toEqual([
      ['phone +491715550179'],
      ['messenger wechat lina_wx'],
    ])
  })
})
