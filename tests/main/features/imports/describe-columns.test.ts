import { describe, expect, it } from 'vitest'
import { ColumnForms } from '#main/features/imports/columns/column-forms.ts'
import { planColumns } from '#main/features/imports/columns/column-plan.ts'
import { describeColumns } from '#main/features/imports/columns/describe-columns.ts'

const rules = { thisYear: 2026, country: 'PT', currency: 'EUR' }
const describeOne = (header: string, cells: readonly string[], country = 'PT') => {
  const rows = cells.map((cell) => ['Ana', cell])
  const column = describeColumns(['Name', header], rows, { ...rules, country })[1]!
  return {
    ...column,
    remarks: column.remarks.map(({ code, count, value, isWarning }) =>
      [code, count, value, isWarning ? '!' : null].filter((part) => part !== null).join(' '),
    ),
  }
}

describe('describeColumns', () => {
  it('tells samples, how many cells are filled and what the column becomes', () => {
    expect(describeOne('Firma', ['Lumen', '', 'N/A', 'Lumen', 'Weber\n& Sohn', 'A', 'B'])).toEqual({
      index: 1,
      header: 'Firma',
      samples: ['Lumen', 'Weber & Sohn', 'A'],
      filled: 6,
      target: { field: 'company' },
      isRecognised: true,
      remarks: ['companies 4', 'blanks 1 N/A'],
    })
  })

  it.each([
    [
      'E-Mail',
      ['a@x.example', 'rita@mail', 'b@x.example; c@x.example'],
      ['several-values 1', 'incomplete-email 1 rita@mail !'],
    ],
    [
      'Telefon',
      ['912 345 678', '+49 171 5554321', '213 456 789', '91 23', '1.39E+10'],
      ['phones-normalised 5 +351', 'short-phones 1 91 23 !', 'lost-digits 1 1.39E+10 !'],
    ],
    [
      'Geburtstag',
      ['24.01.', '14.03.1984', '0/0/00', 'N/A', '30.02.1990', 'spring', '45964'],
      [
        'without-year 1 24.01.',
        'excel-serials 1 45964',
        'blanks 2 0/0/00, N/A',
        'no-such-day 1 30.02.1990 !',
        'unreadable-date 1 spring !',
      ],
    ],
    ['Birthday', ['3/4/1984', '5/6/1990', '7/7/1990'], ['ambiguous-days 2 3/4/1984 !']],
    ['Birthday', ['3/4/1984', '25/6/1990'], []],
    ['Niveau', ['B2', 'C1', 'B2', 'C1', 'A1', 'A1'], ['choice 3 A1 – C1']],
    ['Umsatz', ['1,5', '2', '3', '4', 'ca. 5'], ['type 5 money', 'added-to-notes 1 ca. 5 !']],
    ['Bemerkung', ['a', 'b'], ['added-to-notes 2']],
    ['Tasse', ['a', 'b'], ['added-to-notes 2']],
    ['Tags', ['VIP; Berlin', 'VIP'], ['several-values 1']],
    ['Country', ['Portugal', 'Atlantis'], ['added-to-notes 1 Atlantis !']],
  ])('tells what happens to %s', (header, cells, remarks) => {
    expect(describeOne(header, cells).remarks).toEqual(remarks)
  })

  it.each(['Nr.', 'Lfd. Nr.', '#', 'No.', '序号', 'STT', '№', '번호', 'ลำดับ', 'Lp.', 'Sıra No'])(
    'lets a column that counts the rows come in, and says that it may be left out: %s',
    (header) => {
      const { target, remarks } = describeOne(header, ['1', '2', '3'])
      expect(target.field).not.toBe('ignore')
      expect(remarks).toContain('counts-rows 3 !')
    },
  )

  it.each([
    ['Nr.', ['1', '2', '4']],
    ['No.', ['17', '18', '19']],
    ['Kundennr.', ['1', '2', '3']],
    ['Level', ['1', '2', '3']],
  ])('takes numbers that mean something as any others: %s', (header, numbers) => {
    expect(describeOne(header, numbers).remarks.join()).not.toContain('counts-rows')
  })

  it('tells whose names have certain parts', () => {
    const rows = [['Weber, Maria'], ['王小明'], ['Ana Ferreira']]
    expect(describeColumns(['Name'], rows, rules)[0]?.remarks).toEqual([
      { code: 'splits-name', count: 2, value: null, isWarning: false },
    ])
  })

  it('tells how many addresses are split', () => {
    const rows = [['Hauptstr. 2, 74523 Hall'], ['1 High St, Leeds LS1 4AP'], ['Suite 2, 1234 Main']]
    expect(describeColumns(['Address'], rows, rules)[0]?.remarks).toEqual([
      { code: 'splits-address', count: 2, value: null, isWarning: false },
    ])
    const apart = rows.map((row) => [...row, 'Hall'])
    expect(describeColumns(['Address', 'City'], apart, rules)[0]?.remarks).toEqual([])
  })

  it('follows targets that are decided already', () => {
    const targets = [{ field: 'display-name' }, { field: 'ignore' }] as const
    const rows = [['Ana', 'rita@mail']]
    const [, column] = describeColumns(['Name', 'E-Mail'], rows, { ...rules, targets })
    expect(column).toMatchObject({ target: { field: 'ignore' }, isRecognised: true, remarks: [] })
  })
})

describe('ColumnForms', () => {
  const targets = [
    { field: 'birthday' },
    { field: 'custom-field', customField: { name: 'Since', type: 'date' } },
    { field: 'custom-field', customField: { name: 'Sum', type: 'money' } },
    { field: 'notes' },
  ] as const
  const formsOf = (rows: readonly (readonly string[])[]) => {
    const forms = new ColumnForms(planColumns(['Born', 'Since', 'Sum', 'Notes'], targets))
    for (const row of rows) forms.add(row)
    return forms
  }

  it('lets a column without evidence follow the others, then the country', () => {
    const forms = formsOf([['3/14/1984', '3/4/2020', '1,234.50', '14/3/1984']])
    const decided = forms.decide({ country: 'DE' })
    expect([...decided.dayOrders]).toEqual([
      [0, 'month-first'],
      [1, 'month-first'],
    ])
    expect([...decided.decimals]).toEqual([[2, 'point']])
    expect([...formsOf([['3/4/1984', '', '1.234']]).decide({ country: 'DE' }).decimals]).toEqual([
      [2, 'comma'],
    ])
  })

  it('lets the owner decide', () => {
    const forms = formsOf([['3/14/1984', '', '1,5']])
    const decided = forms.decide({ country: 'DE', dayOrder: 'day-first', decimal: 'point' })
    expect([...decided.dayOrders.values(), ...decided.decimals.values()]).toEqual([
      'day-first',
      'day-first',
      'point',
    ])
  })

  it('knows when it has seen enough', () => {
    expect(formsOf([['3/4/1984', '', '']]).isDecided).toBe(false)
    expect(
      formsOf([
        ['3/4/1984', '', ''],
        ['13/4/1984', '', ''],
      ]).isDecided,
    ).toBe(true)
    expect(formsOf([['', '', '1.234']]).isDecided).toBe(false)
    expect(new ColumnForms(planColumns(['Notes'], [{ field: 'notes' }])).hasQuestions).toBe(false)
  })
})
