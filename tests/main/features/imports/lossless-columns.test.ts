import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type ExportedContact,
  type ExportedField,
  isPlainBirthday,
} from '#main/features/exports/exported-contact.ts'
import { losslessColumns } from '#main/features/exports/lossless-columns.ts'
import { relationKind } from '#shared/contract/relations.ts'
import { suppressionReason } from '#shared/contract/suppressions.ts'
import { normalizeEmail } from '#shared/domain/email-address.ts'
import { lowerAscii } from '#shared/domain/letter-case.ts'
import { stages } from '#shared/domain/stages.ts'
import { readTable } from '#tests/support/read-content.ts'

/** Choices that read like several, like the end of the name and like an escape. */
const levels = ['A1', 'B2, C', 'a | b', '|', '(text)', 'to (text: do', 'c:\\new', '\\| x']
const fields: readonly ExportedField[] = [
  { id: 1, name: 'Level', type: 'choice', options: JSON.stringify(levels) },
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
      ...'Weber, Maria/王小明/-/N/A/VIP; Berlin/* Work/Other/Anniversary/Birthday: 1/unknown/1.39E+10/"quoted"/a ,b/x/a ::: b/:::/c::::d/a | b/c:\\new/\\u000d/=1+1/\'7'.split(
        '/',
      ),
    ),
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
  )
  .map((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, '').trim())
  .filter((text) => text !== '')
/** Texts of several lines, with every character the contract lets in. */
const text = fc
  .oneof(
    fc.constantFrom('one\n\n  two ', '-', ' lead', 'a: b', 'one\r\ntwo\rthree', 'a\u0001\t\uFFFE'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  )
  .map((written) => written.replaceAll('\0', '\\').toWellFormed())
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
    service: fc.constantFrom('wechat', 'other', null),
    label: maybe(line),
    raw: line,
    normalized: fc.constant(null),
    ...marks,
  }),
  fc.record({
    kind: fc.constant('link' as const),
    service: fc.constantFrom('website', 'linkedin', 'other', null),
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
  companyUid: maybe(fc.constant('01kb0000000000000000000002')),
  jobTitle: maybe(line),
  stage: maybe(
    fc.constantFrom('attract' as const, 'convert' as const, 'retain' as const, 'grow' as const),
  ),
  source: maybe(line),
  stageHistory: fc.array(
    fc.record({
      stage: maybe(fc.constantFrom(...stages)),
      at: fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }),
    }),
    { maxLength: 3 },
  ),
  relations: fc.array(
    fc.record({
      uid: fc.constant('01kb0000000000000000000003'),
      name: line,
      kind: fc.constantFrom(...relationKind.options),
      role: maybe(line),
      startDay: maybe(fc.constantFrom('0984-02-29', '2026-01-31')),
      endDay: maybe(fc.constant('2026-02-01')),
      notes: maybe(text),
    }),
    { maxLength: 3 },
  ),
  noMail: fc.array(
    fc.record({
      address: fc.constantFrom('ana@x.example', "o'neill+a@xn--bcher-kva.example"),
      reason: fc.constantFrom(...suppressionReason.options),
      note: maybe(line),
      at: fc.integer({ min: 0, max: 253_402_300_799_999 }),
      isBound: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  importance: maybe(fc.constantFrom(1, 2, 3)),
  preferredChannel: maybe(fc.constantFrom('call', 'meeting', 'email', 'message', 'post')),
  language: maybe(fc.oneof(fc.constantFrom('de', 'zh-CN', 'zh_cn', 'Plattdeutsch'), line)),
  timeZone: maybe(fc.oneof(fc.constantFrom('Europe/Berlin', 'UTC', 'Etc/GMT-3'), line)),
  doNotContact: flag,
  notes: maybe(text),
  createdAt: fc.integer({ min: 0, max: 2_000_000_000_000 }),
  country: fc.constant(null),
  lastContactDay: fc.constant(null),
  nextStep: fc.constant(null),
  nextStepDue: fc.constant(null),
  points: fc.array(point, { maxLength: 4 }),
  addresses: fc.array(
    fc.record({
      label: maybe(line),
      street: maybe(text),
      extended: maybe(line),
      city: maybe(line),
      region: maybe(line),
      postalCode: fc.constantFrom('01067', '1100-148'),
      country: maybe(fc.constantFrom('DE', 'PT', 'UK', 'XX')),
    }),
    { maxLength: 2 },
  ),
  dates: fc.array(
    fc.record({
      kind: fc.constantFrom('birthday' as const, 'anniversary' as const, 'other' as const),
      label: fc.oneof(
        fc.constantFrom(null, 'First call', 'Anniversary', 'Jahrestag', 'Other: one'),
        line,
      ),
      year: maybe(fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.constantFrom(1604, 50))),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    }),
    { maxLength: 3 },
  ),
  // As the database tells names apart.
  tags: fc.uniqueArray(line, { maxLength: 3, selector: lowerAscii }),
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
      const birthdays = exported.dates.filter(isPlainBirthday)
      const others = exported.dates.filter((date) => !isPlainBirthday(date))
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
        companyUid: exported.companyUid,
        jobTitle: exported.jobTitle,
        stage: exported.stage,
        stageHistory: exported.stageHistory,
        relations: exported.relations.map(({ uid, kind, role, startDay, endDay, notes }) => ({
          uid,
          kind,
          role,
          startDay,
          endDay,
          notes,
        })),
        suppressions: exported.noMail,
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
        dates: [...birthdays, ...others],
        customValues: [],
      })
    }),
    { numRuns: 400 },
  )
})

it('reads the values of custom fields back as they were', () => {
  const none = { text: null, number: null, integer: null, currency: null }
  const stored = [
    { ...none, fieldId: 1, text: 'to (text: do' },
    { ...none, fieldId: 2, integer: -123_450, currency: 'XQZ' },
    { ...none, fieldId: 3, number: 1.234 },
    { ...none, fieldId: 4, integer: 0 },
    { ...none, fieldId: 5, text: '0050-01-31' },
    { ...none, fieldId: 6, text: 'https://x.example/a b' },
    { ...none, fieldId: 7, text: 'N/A\r\n- two\\' },
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
  expect(targets.at(-9)?.customField).toEqual({ name: 'Level', type: 'choice', options: levels })
  expect(Object.fromEntries(named)).toEqual({
    Level: 'to (text: do',
    Paid: '-123450 XQZ',
    'Score (of 10)': 1.234,
    Member: false,
    Since: '0050-01-31',
    Page: 'https://x.example/a b',
    Code: 'N/A\r\n- two\\',
  })
})

it('reads a file of another program that has a uid as any other', () => {
  const uid = '0190163d8694739bc8e5a1f2b3c4d5e6'
  const headers = ['uid', 'Name', 'Tags', 'Phone', 'Website', 'Custom field: Size (text)']
  const row = [uid, 'Ana', 'a\\:b ::: N/A', '0171 5554321 / 0171 5554322', 'ana.example', 'c:\\x']
  const { facts } = readTable(headers, [row], rules).read[0]!
  const values = facts.customValues.map(({ value }) => ('value' in value ? value.value : null))
  expect({
    ...facts,
    points: facts.points.map(({ raw, service }) => [raw, service]),
  }).toMatchObject({
    uid,
    tags: ['a\\:b'],
    points: [
      ['0171 5554321', null],
      ['0171 5554322', null],
      ['ana.example', 'website'],
    ],
  })
  expect(values).toEqual(['c:\\x'])
})
