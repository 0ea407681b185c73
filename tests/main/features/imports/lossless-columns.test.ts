import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ExportedContact, ExportedField } from '#main/features/exports/exported-contact.ts'
import { losslessColumns } from '#main/features/exports/lossless-columns.ts'
import { normalizeEmail } from '#shared/domain/email-address.ts'
import { readTable } from '#tests/support/read-content.ts'

const fields: readonly ExportedField[] = [
  { id: 1, name: 'Level', type: 'choice', options: '["A1","B2, C"]' },
  { id: 2, name: 'Paid', type: 'money', options: null },
  { id: 3, name: 'Score (of 10)', type: 'number', options: null },
  { id: 4, name: 'Member', type: 'boolean', options: null },
  { id: 5, name: 'Since', type: 'date', options: null },
  { id: 6, name: 'Page', type: 'link', options: null },
  { id: 7, name: 'Code', type: 'text', options: null },
]
const types = new Map(fields.map((field) => [field.name, field]))

/** Lines as the owner can type them: trimmed, no control characters, not empty. */
const line = fc
  .oneof(
    fc.constantFrom(
      ...'Weber, Maria|王小明|-|N/A|VIP; Berlin|* Work|Other|Anniversary|unknown|1.39E+10|"quoted"|a ,b|x'.split(
        '|',
      ),
    ),
    fc.string({ maxLength: 30 }),
  )
  .map((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, '').trim())
  .filter((text) => text !== '' && !text.includes(':::'))
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary)
const flag = fc.constantFrom(0, 1)
const marks = { isPrimary: flag, isInvalid: flag, optedOut: flag }
const point = fc.oneof(
  fc.record({
    kind: fc.constant('email' as const),
    service: fc.constant(null),
    label: maybe(line),
    raw: fc.constantFrom('ana@x.example', 'ANA@x.example', 'Ana <a@x.example>'),
    normalized: fc.constant(null),
    ...marks,
  }),
  fc.record({
    kind: fc.constant('phone' as const),
    service: fc.constant(null),
    label: maybe(line),
    raw: fc.constantFrom('0171 5554321', '912 / 913', 'no', '138****5678', '12'),
    // Typed in a business of any country.
    normalized: fc.constantFrom('+491715554321', '+17155543210', null),
    ...marks,
  }),
  fc.record({
    kind: fc.constant('messenger' as const),
    service: fc.constantFrom('wechat', 'other'),
    label: maybe(line),
    raw: line,
    normalized: fc.constant(null),
    ...marks,
  }),
  fc.record({
    kind: fc.constant('link' as const),
    service: fc.constantFrom('website', 'linkedin', 'other'),
    label: maybe(line),
    raw: line,
    normalized: fc.constant(null),
    ...marks,
  }),
)
const contact = fc.record({
  uid: fc.constant('01kb0000000000000000000001'),
  kind: fc.constantFrom('person' as const, 'company' as const),
  displayName: line,
  givenName: maybe(line),
  familyName: maybe(line),
  nickname: maybe(line),
  company: maybe(line),
  jobTitle: maybe(line),
  stage: maybe(
    fc.constantFrom('attract' as const, 'convert' as const, 'retain' as const, 'grow' as const),
  ),
  source: maybe(line),
  importance: maybe(fc.constantFrom(1, 2, 3)),
  preferredChannel: maybe(fc.constantFrom('call', 'meeting', 'email', 'message', 'post')),
  language: maybe(fc.constantFrom('de', 'zh-CN', 'pt-BR')),
  timeZone: maybe(fc.constantFrom('Europe/Berlin', 'UTC')),
  doNotContact: flag,
  notes: maybe(fc.constantFrom('one\n\n  two ', '-', ' lead', 'a: b')),
  createdAt: fc.integer({ min: 0, max: 2_000_000_000_000 }),
  country: fc.constant(null),
  lastContactDay: fc.constant(null),
  nextStep: fc.constant(null),
  nextStepDue: fc.constant(null),
  points: fc.array(point, { maxLength: 4 }),
  addresses: fc.array(
    fc.record({
      label: maybe(line),
      street: maybe(fc.constantFrom('Rua A 1\n2º Esq', '-', 'Rua B')),
      extended: maybe(line),
      city: maybe(line),
      region: maybe(line),
      postalCode: fc.constantFrom('01067', '1100-148'),
      country: maybe(fc.constantFrom('DE', 'PT')),
    }),
    { maxLength: 2 },
  ),
  dates: fc.array(
    fc.record({
      kind: fc.constantFrom('birthday' as const, 'anniversary' as const, 'other' as const),
      label: fc.constantFrom(null, 'First call', 'Anniversary', 'Jahrestag', 'Other: one'),
      year: maybe(fc.integer({ min: 1900, max: 2026 })),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    }),
    { maxLength: 3 },
  ),
  tags: fc.uniqueArray(line, { maxLength: 3, selector: (tag) => tag.toLowerCase() }),
  values: fc.constant(new Map()),
}) satisfies fc.Arbitrary<ExportedContact>

const widths = { email: 4, phone: 4, link: 4, messenger: 4, addresses: 2, birthday: 3, events: 3 }
const rules = { country: 'DE', currency: 'EUR' }
const read = (exported: ExportedContact) => {
  const columns = losslessColumns(widths, fields)
  const cells = columns.map((column) => {
    const cell = column.cell(exported)
    return typeof cell === 'string' ? cell : ''
  })
  const content = readTable(
    columns.map(({ header }) => header),
    [cells],
    rules,
  )
  return { ...content.read[0]!, targets: content.targets }
}

it('reads every contact of a lossless export back as it was', () => {
  fc.assert(
    fc.property(contact, (exported) => {
      const { facts, problems, flags } = read(exported)
      const kinds = ['email', 'phone', 'messenger', 'link']
      const points = exported.points.toSorted(
        (one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind),
      )
      const birthdays = exported.dates.filter(({ kind }) => kind === 'birthday')
      const others = exported.dates.filter(({ kind }) => kind !== 'birthday')
      expect({ problems, flags }).toEqual({ problems: [], flags: [] })
      expect(facts).toEqual({
        uid: exported.uid,
        ownId: null,
        kind: exported.kind,
        displayName: exported.displayName,
        givenName: exported.givenName,
        familyName: exported.familyName,
        nickname: exported.nickname,
        companyName: exported.company,
        jobTitle: exported.jobTitle,
        stage: exported.stage,
        source: exported.source,
        importance: exported.importance,
        preferredChannel: exported.preferredChannel,
        language: exported.language,
        timeZone: exported.timeZone,
        doNotContact: exported.doNotContact === 1 ? true : null,
        createdAt: exported.createdAt,
        notes: exported.notes === null ? [] : [exported.notes],
        tags: exported.tags,
        addresses: exported.addresses,
        points: points.map((each) => ({
          kind: each.kind,
          service: each.service,
          label: each.label,
          raw: each.raw,
          normalized: each.kind === 'email' ? normalizeEmail(each.raw) : each.normalized,
          isRole: false,
          flags: {
            isPrimary: each.isPrimary === 1,
            isInvalid: each.isInvalid === 1,
            optedOut: each.optedOut === 1,
          },
        })),
        dates: [...birthdays.map((date) => ({ ...date, label: null })), ...others],
        customValues: [],
      })
    }),
    { numRuns: 400 },
  )
}, 60_000)

it('reads the values of custom fields back as they were', () => {
  const none = { text: null, number: null, integer: null, currency: null }
  const stored = [
    { ...none, fieldId: 1, text: 'B2, C' },
    { ...none, fieldId: 2, integer: -123_450, currency: 'JPY' },
    { ...none, fieldId: 3, number: 1.234 },
    { ...none, fieldId: 4, integer: 0 },
    { ...none, fieldId: 5, text: '2020-01-31' },
    { ...none, fieldId: 6, text: 'https://x.example/a b' },
    { ...none, fieldId: 7, text: 'N/A\n- two' },
  ]
  const [sample] = fc.sample(contact, { numRuns: 1, seed: 7 })
  const values = new Map(stored.map((value) => [value.fieldId, value]))
  const { facts, targets, flags } = read({ ...sample!, values })
  const named = facts.customValues.map(({ column, value }) => {
    const { customField } = targets[column]!
    const name = customField !== undefined && 'name' in customField ? customField.name : ''
    expect(value.type).toBe(types.get(name)?.type)
    return [name, 'value' in value ? value.value : `${value.amountMinor} ${value.currency}`]
  })
  expect(flags).toEqual([])
  expect(Object.fromEntries(named)).toEqual({
    Level: 'B2, C',
    Paid: '-123450 JPY',
    'Score (of 10)': 1.234,
    Member: false,
    Since: '2020-01-31',
    Page: 'https://x.example/a b',
    Code: 'N/A\n- two',
  })
})
