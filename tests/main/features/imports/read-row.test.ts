import { describe, expect, it } from 'vitest'
import { recogniseColumns } from '#main/engines/file-formats/columns/columns.ts'
import { planColumns } from '#main/features/imports/columns/column-plan.ts'
import { readRow } from '#main/features/imports/rows/read-row.ts'
import { readOneRow as read, readingRules as rules } from '#tests/support/read-one-row.ts'

const facts = (row: Record<string, string>) => read(row).facts
const points = (row: Record<string, string>) =>
  facts(row).points.map(({ kind, service, label, raw, normalized }) =>
    [kind, service, label, raw, normalized].filter((part) => part !== null).join(' '),
  )

describe('names', () => {
  it.each([
    [{ Name: 'Ana Ferreira' }, 'person', 'Ana Ferreira', null, null],
    [{ Name: 'Weber, Maria' }, 'person', 'Maria Weber', 'Maria', 'Weber'],
    [{ Name: 'von Trotha, Käthe' }, 'person', 'Käthe von Trotha', 'Käthe', 'von Trotha'],
    [
      { Name: 'García Márquez, Lucía' },
      'person',
      'Lucía García Márquez',
      'Lucía',
      'García Márquez',
    ],
    [{ Name: 'Weber, Dr. Maria' }, 'person', 'Dr. Maria Weber', 'Maria', 'Weber'],
    [{ Name: 'Weber, Frau' }, 'person', 'Weber, Frau', null, null],
    [{ Name: 'Müller GmbH, Berlin' }, 'person', 'Müller GmbH, Berlin', null, null],
    [{ Name: 'Herr Dr. Uwe Lange' }, 'person', 'Herr Dr. Uwe Lange', null, null],
    [{ 姓名: '欧阳娜' }, 'person', '欧阳娜', '娜', '欧阳'],
    [{ Name: 'Lumen', Kind: 'company' }, 'company', 'Lumen', null, null],
    [{ Email: 'Carla Dias <carla@x.pt>' }, 'person', 'Carla Dias', null, null],
    [{ 姓名: '王小明' }, 'person', '王小明', '小明', '王'],
    [{ 姓: '王', 名: '小明' }, 'person', '王小明', '小明', '王'],
    [
      { 'First Name': 'Ana', 'Middle Name': 'Maria', 'Last Name': 'Ferreira' },
      'person',
      'Ana Maria Ferreira',
      'Ana',
      'Ferreira',
    ],
    [{ Name: '', Company: 'Lumen Studio' }, 'company', 'Lumen Studio', null, null],
    [{ Name: '-', Email: 'ana@x.pt' }, 'person', 'ana@x.pt', null, null],
  ])('%j', (row, kind, displayName, givenName, familyName) => {
    expect(read(row)).toMatchObject({
      facts: { kind, displayName, givenName, familyName },
      problem: null,
    })
  })

  it('knows the company of a person', () => {
    expect(facts({ Name: 'Ana', Firma: 'Lumen Studio' }).companyName).toBe('Lumen Studio')
  })
})

describe('points', () => {
  it.each([
    [{ Name: 'A', Email: 'Ana <Ana@Lumen.Studio>' }, ['email Ana@Lumen.Studio ana@lumen.studio']],
    [{ Name: 'A', Phone: '912 000 111' }, ['phone 912 000 111 +351912000111']],
    [
      { Name: 'A', Tel: '912 000 111 / 213 456 789' },
      ['phone 912 000 111 +351912000111', 'phone 213 456 789 +351213456789'],
    ],
    [
      { Name: 'A', 'Phone 1 - Label': '* Work', 'Phone 1 - Value': '+49 171 5554321' },
      ['phone work +49 171 5554321 +491715554321'],
    ],
    [
      { Name: 'A', Phone: '0171 55 43 21 09', Country: 'Germany' },
      ['phone 0171 55 43 21 09 +4917155432109'],
    ],
    [{ Name: 'A', 微信: 'wx_ana', QQ: '12345' }, ['messenger wechat wx_ana', 'messenger qq 12345']],
    [
      { Name: 'A', 'IM 1 - Service': 'WhatsApp', 'IM 1 - Value': '+351912000111' },
      ['messenger whatsapp +351912000111'],
    ],
    [{ Name: 'A', Website: 'lumen.studio' }, ['link website lumen.studio']],
    [{ Name: 'A', Website: 'x.com/ana' }, ['link x x.com/ana']],
    [{ Name: 'A', LinkedIn: 'ana' }, ['link linkedin ana']],
    [{ Name: 'A', Email: 'a@x.pt (Work)' }, ['email work a@x.pt a@x.pt']],
    [
      { Name: 'A', Phone: 'privat: 912 000 111; 213 456 789 (Büro)' },
      ['phone home 912 000 111 +351912000111', 'phone work 213 456 789 +351213456789'],
    ],
    [
      { Name: 'A', 'Phone 1': '912 000 111', 'Phone 1 label': 'Boss' },
      ['phone Boss 912 000 111 +351912000111'],
    ],
    [
      { Name: 'A', Phone: '912000111; 912000333' },
      ['phone 912000111 +351912000111', 'phone 912000333 +351912000333'],
    ],
    [
      { Name: 'A', Phone: 'mobile 912000111, office 213456789' },
      ['phone mobile 912000111 +351912000111', 'phone work 213456789 +351213456789'],
    ],
    [
      { Name: 'A', Phone: '912.000.111 (mẹ) - 213 456 789 (bố)' },
      ['phone mẹ 912.000.111 +351912000111', 'phone bố 213 456 789 +351213456789'],
    ],
    [{ Name: 'A', Phone: '912 - 000 111' }, ['phone 912 - 000 111 +351912000111']],
    [{ Name: 'A', Phone: '(Praia) 912 000 111' }, ['phone Praia 912 000 111 +351912000111']],
    [
      { Name: 'A', Phone: '213 456 789 (O) 912 000 111 (M)' },
      ['phone O 213 456 789 +351213456789', 'phone mobile 912 000 111 +351912000111'],
    ],
    [
      { Name: 'A', Phone: '(Sr. Melo) 912 000 111, (Sra. Melo) 912 000 222' },
      ['phone Sr. Melo 912 000 111 +351912000111', 'phone Sra. Melo 912 000 222 +351912000222'],
    ],
    [
      { Name: 'A', Phone: '912 000 111 - preferred' },
      ['phone preferred 912 000 111 +351912000111'],
    ],
    [
      { Name: 'A', Phone: '912000222 (wife: 912000333)' },
      ['phone 912000222 +351912000222', 'phone wife 912000333 +351912000333'],
    ],
    [{ Name: 'A', Phone: '1-800-FLOWERS' }, ['phone 1-800-FLOWERS +18003569377']],
    [{ Name: 'A', Phone: "'+351912000111" }, ['phone +351912000111 +351912000111']],
    [{ Name: 'A', Email: 'a@x.pt', 'Email 2': 'A@X.pt' }, ['email a@x.pt a@x.pt']],
  ])('%j', (row, expected) => {
    expect(points(row)).toEqual(expected)
  })
})

describe('what is not recognised', () => {
  it('goes to the notes under its name', () => {
    const row = { Name: 'Ana', Tasse: 'B2', Bemerkung: 'vegetarisch', Kanne: '1.110,00' }
    expect(facts(row).notes).toEqual(['vegetarisch', 'Tasse: B2', 'Kanne: 1.110,00'])
  })

  it('takes the label of a custom field as its name', () => {
    const row = { Name: 'A', 'Custom Field 1 - Label': 'Level', 'Custom Field 1 - Value': 'B2' }
    expect(facts(row).notes).toEqual(['Level: B2'])
  })

  it('leaves out what only repeats and what programs write', () => {
    const row = {
      'First Name': 'Ana',
      'Last Name': 'Ferreira',
      'File As': 'Ferreira, Ana',
      'E-mail Address': 'ana@x.pt',
      'E-mail Type': 'SMTP',
      'E-mail Display Name': 'Ana Ferreira (ana@x.pt)',
      Initials: 'A.F.',
      Sensitivity: 'Normal',
      Tasse: 'Normal',
    }
    expect(facts(row).notes).toEqual(['Tasse: Normal'])
  })

  it('keeps values that do not fit their field', () => {
    const row = { Name: 'A', Stage: 'maybe', Country: 'Atlantis', Language: 'Elvish' }
    expect(facts(row).notes).toEqual(['Country: Atlantis', 'Stage: maybe', 'Language: Elvish'])
  })

  it('survives any column name', () => {
    const row = Object.fromEntries([
      ['Name', 'A'],
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['', 'z'],
    ])
    expect(facts(row).notes).toEqual(['__proto__: x', 'constructor: y', '#4: z'])
  })
})

describe('problems', () => {
  it.each([
    [{ Name: '', Niveau: 'B2', City: '-' }, 'no-name', 'Name', 'B2'],
    [{ Nr: '', Niveau: 'B2', City: 'Rome' }, 'no-name', null, 'B2 · Rome'],
    [{ Name: 'TOTAL', Niveau: '3' }, 'no-contact', null, 'TOTAL'],
    [{ Nr: 'Summe Mitglieder', Name: '2', Niveau: '' }, 'no-contact', null, '2'],
    [{ Nr: 'TOPLAM', Name: '8 müşteri', Niveau: '' }, 'no-contact', null, '8 müşteri'],
    [{ Name: 'Total members: 5', Niveau: '' }, 'no-contact', null, 'Total members: 5'],
    [{ Name: '合计（3）', Niveau: '' }, 'no-contact', null, '合计（3）'],
    [{ Name: 'Active clients:', City: '', Niveau: '' }, 'no-contact', null, 'Active clients:'],
    [{ Name: 'A', Birthday: '1365/05/23' }, 'date-unreadable', 'Birthday', '1365/05/23'],
    [{ Name: 'A', Email: 'rita.campos@mail' }, 'email-unreadable', 'Email', 'rita.campos@mail'],
    [{ Name: 'A', Phone: '91 23' }, 'phone-too-short', 'Phone', '91 23'],
    [{ Name: 'A', Phone: 'ask her' }, 'phone-not-a-number', 'Phone', 'ask her'],
    [{ Name: 'A', Birthday: '30.02.1990' }, 'no-such-day', 'Birthday', '30.02.1990'],
    [{ Name: 'A', Birthday: 'spring' }, 'date-unreadable', 'Birthday', 'spring'],
  ])('%j', (row, code, column, value) => {
    expect(read(row).problem).toEqual({
      code,
      column,
      index: column === null ? null : Object.keys(row).indexOf(column),
      value,
    })
  })

  it('are none where a total or a heading is somebody after all', () => {
    for (const row of [
      { Name: 'Summe', Phone: '912 345 678' },
      { Name: 'Total', Company: 'Total S.A.' },
      { Name: 'Active clients:', City: 'Rome', Niveau: '' },
      { Name: 'Gesa Summer', City: '' },
    ]) {
      expect(read(row).problem).toBeNull()
    }
    expect(read({ Name: 'TOTAL' }, { unreadable: 'keep-as-note' }).isAside).toBe(true)
    expect(read({ Name: 'TOTAL' }, { isLetIn: true }).isAside).toBe(false)
  })

  it('are none in a birthday without a year as Apple writes it', () => {
    expect(facts({ Name: 'A', Birthday: '1604-05-06' }).dates).toMatchObject([
      { year: null, month: 5, day: 6 },
    ])
  })

  it('are none in a birthday by the Buddhist calendar', () => {
    expect(facts({ Name: 'A', Birthday: '5/11/2533' }).dates).toMatchObject([{ year: 1990 }])
  })

  it('are none in numbers with a letter for where they ring', () => {
    const cell = '(617) 555-0142 c / (617) 555-0143 h'
    expect(read({ Name: 'A', Phone: cell }, { country: 'US' }).facts.points).toMatchObject([
      { normalized: '+16175550142', label: 'mobile' },
      { normalized: '+16175550143', label: 'home' },
    ])
  })

  it('can be kept as notes instead', () => {
    const row = { Name: 'A', Email: 'rita@mail', Birthday: '30.02.1990' }
    const facts = { notes: ['Email: rita@mail', 'Birthday: 30.02.1990'] }
    const problem = { code: 'email-unreadable', index: 1, value: 'rita@mail' }
    expect(read(row)).toMatchObject({ problem, isAside: true, facts })
    expect(read(row, { unreadable: 'keep-as-note' })).toMatchObject({
      problem,
      isAside: false,
      facts,
    })
    expect(read(row, { isLetIn: true }).isAside).toBe(false)
  })

  it('keep a row outside that names nobody, and show the cell that would', () => {
    const row = { Name: '', Email: 'rita@mail' }
    expect(read(row, { unreadable: 'keep-as-note', isLetIn: true })).toMatchObject({
      problem: { code: 'email-unreadable', value: 'rita@mail' },
      isAside: true,
    })
  })

  it('keep no row outside whose cells are in their places', () => {
    const headers = ['Name', 'Email', 'Company']
    const plan = planColumns(headers, recogniseColumns(headers))
    const asNotes = { ...rules, unreadable: 'keep-as-note' } as const
    const at = (cells: readonly string[], hasBrokenQuotes = false) => {
      const { problem, isAside, facts } = readRow({ row: 9, cells, hasBrokenQuotes }, plan, asNotes)
      return { code: problem?.code, isAside, notes: facts.notes }
    }
    const code = 'too-many-cells'
    const inPlace = ['Ana', 'ana@x.pt', 'Lumen', '', 'likes tea ']
    expect(at(inPlace)).toEqual({ code, isAside: false, notes: ['#5: likes tea'] })
    // A comma inside a name moved the others.
    expect(at(['Weber', ' Maria', 'maria@x.de', 'Weber KG'])).toMatchObject({ code, isAside: true })
    expect(at(['Weber', '', 'Weber KG', 'Ulm'])).toMatchObject({ code, isAside: true })
    const quoted = at(['Ana "Bee" F.', 'ana@x.pt', 'Lumen'], true)
    expect(quoted).toEqual({ code: 'broken-quotes', isAside: false, notes: [] })
    expect(at(['Ana "Bee" F.', 'Lumen'], true).isAside).toBe(true)
  })

  it('are rows with more cells than columns', () => {
    const plan = planColumns(['Name'], recogniseColumns(['Name']))
    const row = { row: 9, cells: ['Weber', ' Jonas', ''], hasBrokenQuotes: false }
    const problem = { code: 'too-many-cells', column: null, index: 1, value: ' Jonas' }
    expect(readRow(row, plan, rules).problem).toEqual(problem)
    expect(readRow({ ...row, cells: ['Weber', ' '] }, plan, rules).problem).toBeNull()
  })
})

describe('a bad cell', () => {
  it('never stops the rest of the row', () => {
    const row = {
      Name: 'Ana',
      Email: 'a@x.pt; rubbish',
      Phone: '912 000 111, ask Rita',
      Birthday: 'spring',
      Country: 'Atlantis',
      Notes: 'vegetarian',
    }
    expect(read(row)).toMatchObject({
      facts: {
        displayName: 'Ana',
        points: [{ raw: 'a@x.pt' }, { raw: '912 000 111' }],
        dates: [],
        notes: [
          'vegetarian',
          'Country: Atlantis',
          'Phone: ask Rita',
          'Birthday: spring',
          'Email: a@x.pt; rubbish',
        ],
      },
      problems: [
        {
          code: 'phone-not-a-number',
          column: 'Phone',
          index: 2,
          value: '912 000 111, ask Rita',
        },
        { code: 'date-unreadable', column: 'Birthday', index: 3, value: 'spring' },
      ],
      flags: [
        { code: 'country-unknown', index: 4, value: 'Atlantis' },
        { code: 'phone-not-a-number', index: 2, value: 'ask Rita' },
        { code: 'date-unreadable', index: 3, value: 'spring' },
      ],
    })
  })
})

describe('the rest', () => {
  it('reads birthdays, tags and addresses of Google and Outlook', () => {
    const row = {
      'First Name': 'Ana',
      Birthday: ' --04-17',
      Labels: '* myContacts ::: Clients',
      'Address 1 - Label': 'Home',
      'Address 1 - Formatted': 'Rua A 1\n1000-001 Lisboa\nPT',
      'Address 1 - Street': 'Rua A 1',
      'Address 1 - City': 'Lisboa',
      'Address 1 - Postal Code': '1000-001',
      'Address 1 - Country': 'PT',
      'Business Street': 'Rua B 2',
      'Business City': 'Porto',
    }
    const address = {
      label: 'home',
      street: 'Rua A 1',
      extended: null,
      city: 'Lisboa',
      region: null,
    }
    const work = { label: 'work', street: 'Rua B 2', extended: null, city: 'Porto', region: null }
    expect(facts(row)).toMatchObject({
      dates: [{ kind: 'birthday', label: null, year: null, month: 4, day: 17 }],
      tags: ['Clients'],
      addresses: [
        { ...address, postalCode: '1000-001', country: 'PT' },
        { ...work, postalCode: null, country: null },
      ],
      notes: [],
    })
  })

  it('reads the empty date of Outlook as blank', () => {
    expect(read({ Name: 'A', Birthday: '0/0/00' })).toMatchObject({
      facts: { dates: [], notes: [] },
      problem: null,
    })
  })

  it('reads events by their label', () => {
    const row = { Name: 'A', 'Event 1 - Label': 'First call', 'Event 1 - Value': '2024-03-12' }
    expect(facts(row).dates).toEqual([
      { kind: 'other', label: 'First call', year: 2024, month: 3, day: 12 },
    ])
  })
})
