import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lostCells } from '#tests/support/lost-cells.ts'
import { readTable } from '#tests/support/read-content.ts'

/** Columns of every kind of target, and some nobody knows. */
const headers = [
  ...'Name|First Name|Middle Name|Last Name|Nickname|Company|Job Title|Email|Email 2|Phone|Mobile|Fax|微信|Skype|Website|LinkedIn'.split(
    '|',
  ),
  ...'Street|Address line 2|City|State|Zip|Country|Business Street|Business City|Business Country/Region|Birthday|Anniversary'.split(
    '|',
  ),
  ...'Tags|Stage|Source|Language|Notes|Kind|Importance|Preferred channel|Time zone|Do not contact|Customer ID|Umsatz|Newsletter|Last contact'.split(
    '|',
  ),
  ...'E-mail 1 - Label|E-mail 1 - Value|Phone 1 - Label|Phone 1 - Value|IM 1 - Service|IM 1 - Value|Custom Field 1 - Label|Custom Field 1 - Value'.split(
    '|',
  ),
  ...'Address 1 - Label|Address 1 - Street|Address 1 - City|Address 1 - PO Box|Event 1 - Label|Event 1 - Value'.split(
    '|',
  ),
  ...'File As|Initials|E-mail Type|E-mail Display Name|Priority|Tasse|Kanne|'.split('|'),
]

/** Cells of every kind, good and bad, for columns that may be of another. */
const cell = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', ' ', '-', 'N/A', '0/0/00', '无') },
  fc.constantFrom(
    ...'Ana Ferreira|Weber, Maria|王小明|Herr Dr. Uwe Lange|Müller GmbH, Berlin|O’Brien|José|Sun, Wei (Leo)'.split(
      '|',
    ),
  ),
  fc.constantFrom(
    'ana@lumen.example',
    'Ana Ferreira <ana@lumen.example>',
    'rita@mail',
    'a@x.example; b@x.example, rubbish',
    'mailto:info@x.example',
    'a@x.example ::: c@y.example',
    'Carla: carla@x.example (Work)',
  ),
  fc.constantFrom(
    '+351 912 345 678',
    '0171 / 55 43 21',
    '912 000 111, ask Rita',
    '1.39E+10',
    '(206) 555-0170 (Work)',
    '138 1234 5678 转 801',
    'ask her',
    'Büro: 030 123456',
    "'+351912333444",
  ),
  fc.constantFrom(
    '1984-03-14',
    '30.02.1990',
    '3/4/84',
    '--04-17',
    '45964.5',
    '2025年11月3日',
    'spring 1984',
    '1984-03-14 07:30',
  ),
  fc.constantFrom(
    '1.234,56',
    '12 €',
    'US$ 20.505',
    'ca. 500',
    '007',
    'yes',
    'Nein',
    'x',
    '1.5万元',
  ),
  fc.constantFrom(
    'Portugal',
    'Atlantis',
    'DEU ::: FR',
    'lumen.example',
    'see our shop',
    'a.example, b.example',
  ),
  fc.constantFrom(
    'VIP; Berlin',
    '* myContacts ::: Clients',
    'retain',
    'maybe',
    'de',
    'Elvish',
    '3',
    'Mars/Olympus',
  ),
  fc.constantFrom(
    'first\nsecond',
    'tab\there',
    'company',
    'person',
    'Company Ltd',
    'Boss',
    '* Work',
  ),
  { weight: 2, arbitrary: fc.stringMatching(/^[a-zà-ü0-9 .,;:/'"()&+@-]{1,40}$/u) },
  fc.stringMatching(/^[a-z]{520,600}$/u),
)

const table = fc
  .uniqueArray(fc.nat({ max: headers.length - 1 }), { minLength: 1, maxLength: 14 })
  .chain((picked) =>
    fc.record({
      headers: fc.constant(picked.map((index) => headers[index] ?? '')),
      rows: fc.array(fc.array(cell, { minLength: picked.length, maxLength: picked.length }), {
        minLength: 1,
        maxLength: 6,
      }),
    }),
  )

it('finds every raw cell again in a field, a note, a custom value or a problem', () => {
  fc.assert(
    fc.property(table, ({ headers: names, rows }) => {
      const content = readTable(names, rows, { country: 'DE', currency: 'EUR' })
      expect(lostCells(content)).toEqual([])
    }),
    { numRuns: 3000 },
  )
})

it('reads any text at all without failing, and the same way twice', () => {
  const anything = fc.array(
    fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 8 }),
    {
      minLength: 2,
      maxLength: 5,
    },
  )
  fc.assert(
    fc.property(anything, fc.shuffledSubarray(headers, { maxLength: 8 }), (rows, names) => {
      const once = readTable(names, rows, { country: 'DE', currency: 'EUR' })
      const twice = readTable(names, rows, { country: 'DE', currency: 'EUR' })
      expect(once.read).toEqual(twice.read)
    }),
    { numRuns: 500 },
  )
})

it('would notice a cell that is dropped', () => {
  const content = readTable(['Name', 'Phone', 'Tasse'], [['Ana', 'ask her', 'blue']], {
    country: 'DE',
    currency: 'EUR',
  })
  const without = content.read.map((row) => ({
    ...row,
    problems: [],
    facts: { ...row.facts, notes: [] },
  }))
  expect(lostCells(content)).toEqual([])
  expect(lostCells({ ...content, read: without }).map(({ cell: lost }) => lost)).toEqual([
    'ask her',
    'blue',
  ])
})
