import fc from 'fast-check'
import { linkService, messengerService, preferredChannel } from '#shared/contract/contact-parts.ts'
import type { Input } from '#shared/contract/index.ts'
import { relationKind } from '#shared/contract/relations.ts'
import { lowerAscii } from '#shared/domain/letter-case.ts'
import { stages } from '#shared/domain/stages.ts'

/** A custom field with what a contact may have in it. */
export interface AnyField {
  readonly name: string
  readonly type: Input<'customFields.create'>['type']
  readonly options: readonly string[]
}

/** Pieces that some table, spreadsheet or importer takes for something else. */
const awkward = [
  '-',
  'N/A',
  'unknown',
  '无',
  '=1+1',
  "'007",
  "'quoted'",
  '"quoted"',
  'a "b" c',
  'a ::: b',
  ':::',
  'a::::b',
  ':: :',
  'a | b',
  '|',
  'a; b, c',
  'c:\\new',
  '\\',
  '\\u000d',
  '_x000D_',
  'constructor',
  '__proto__',
  '1.39E+10',
  '0/0/00',
  'TRUE',
  '同上',
  'Total',
  '* Work',
  'Birthday: 1',
  'Other',
  'Anniversary',
  'Privat',
  'Weber, Maria',
  '王小明',
  'مرحبا 123',
  '👩‍👩‍👧 née',
  'a\u2028b',
  '\u200Fb\uFEFFc',
  'x\uFFFEy',
  'x\uFFFDy\u{10FFFF}z',
  'e\u0301',
]

/** One line of text: what the contract takes, up to its longest. */
const line = (longest: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      { weight: 4, arbitrary: fc.constantFrom(...awkward) },
      { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
      { weight: 2, arbitrary: fc.string({ maxLength: 20 }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('w', '語', '\\').map((sign) => sign.repeat(longest)),
      },
    )
    .map((text) =>
      text
        .replace(/[\p{Cc}\p{Cs}]/gu, '')
        .slice(0, longest)
        .toWellFormed()
        .trim(),
    )
    .filter((text) => text !== '')

/** Several lines, blanks at their ends and control characters among them; never nothing at all. */
const text = (longest: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      line(longest),
      fc.constantFrom(
        ' lead and trail ',
        'one\n\n  two\t\n',
        'a\r\nb\rc',
        '\u0001\u007F\u0085',
        ' ',
        '"',
        '=1+1\n-',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    )
    .map((written) => written.replaceAll('\0', '0').toWellFormed().slice(0, longest))

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(arbitrary, { freq: 3 })

const services = [...messengerService.options, ...linkService.options, null]
const raws = {
  email: ['ana@x.example', 'ANA@x.example', 'Ana <a@x.example>', 'info@y.example', 'ana at x'],
  phone: ['912 345 678', '+49 30 1234567 ext. 12', '0171 / 0172', '138****5678', 'no', '12'],
  link: ['https://x.example/a b', 'x.example', '@ana', 'www.x.example, y.example'],
  messenger: ['maria_w', '+351 912 345 678', 'a ::: b'],
} as const
const point: fc.Arbitrary<NonNullable<Input<'contacts.create'>['points']>[number]> = fc
  .constantFrom('email', 'phone', 'link', 'messenger')
  .chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      service: fc.constantFrom(...services),
      label: maybe(line(60)),
      raw: fc.oneof(fc.constantFrom(...raws[kind]), line(500)),
      isPrimary: fc.boolean(),
    }),
  )

/** With one part at least: one without any says nothing. */
const address = fc
  .record({
    label: maybe(line(60)),
    street: maybe(text(300)),
    extended: maybe(text(300)),
    city: maybe(line(120)),
    region: maybe(line(120)),
    postalCode: maybe(line(30)),
    country: maybe(fc.constantFrom('PT', 'DE', 'UK', 'XX', 'ZZ')),
  })
  .filter((parts) => Object.values(parts).some((part) => part !== null))

const day = fc.record({
  year: maybe(fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.constantFrom(1, 50, 1604, 2569))),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
})
const date = fc
  .record({
    kind: fc.constantFrom('birthday' as const, 'anniversary' as const, 'other' as const),
    label: maybe(line(60)),
  })
  .chain((named) => day.map((when) => ({ ...named, ...when })))

type Value = NonNullable<Input<'contacts.create'>['customValues']>[number]['value']

const valueOf = ({ type, options }: AnyField): fc.Arbitrary<Value> => {
  switch (type) {
    case 'text':
      return text(2000).map((value) => ({ type, value }))
    case 'number':
      return fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .map((value) => ({ type, value: value === 0 ? 0 : value }))
    case 'money':
      return fc.record({
        type: fc.constant(type),
        amountMinor: fc.maxSafeInteger(),
        currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'XQZ', 'CLF'),
      })
    case 'date':
      return fc
        .tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('01-31', '02-28', '12-01'))
        .map(([year, rest]) => ({
          type,
          value: `${String(year).padStart(4, '0')}-${rest}` as never,
        }))
    case 'boolean':
      return fc.boolean().map((value) => ({ type, value }))
    case 'choice':
      return fc.constantFrom(...options).map((value) => ({ type, value }))
    case 'link':
      return line(2000).map((value) => ({ type, value }))
  }
}

/** Custom fields of every type, their names and choices anything; one of each stays without values. */
export const anyFields: fc.Arbitrary<readonly AnyField[]> = fc
  .tuple(
    fc.uniqueArray(line(100), { minLength: 16, maxLength: 16, selector: lowerAscii }),
    fc.uniqueArray(line(200), { minLength: 2, maxLength: 6 }),
  )
  .map(([names, options]) =>
    (['text', 'number', 'money', 'date', 'boolean', 'choice', 'choice', 'link'] as const)
      .flatMap((type) => [type, type])
      .map((type, at) => ({
        name: names[at] ?? '',
        type,
        options: type === 'choice' ? options : [],
      })),
  )

/** What `contacts.create` takes about somebody; custom values go by the name of their field. */
export type AnyContact = Omit<Input<'contacts.create'>, 'customValues'> & {
  readonly values: readonly { readonly field: string; readonly value: Value }[]
}

/** Somebody with anything the contract lets an owner enter; every second field is left blank. */
export const anyContact = (fields: readonly AnyField[]): fc.Arbitrary<AnyContact> =>
  fc.record({
    kind: fc.constantFrom('person' as const, 'company' as const),
    displayName: line(300),
    givenName: maybe(line(200)),
    familyName: maybe(line(200)),
    nickname: maybe(line(200)),
    jobTitle: maybe(line(200)),
    stage: maybe(fc.constantFrom(...stages)),
    source: maybe(line(120)),
    importance: maybe(fc.constantFrom(1, 2, 3)),
    preferredChannel: maybe(fc.constantFrom(...preferredChannel.options)),
    language: maybe(fc.oneof(fc.constantFrom('de', 'zh_cn', 'English'), line(35))),
    timeZone: maybe(fc.oneof(fc.constantFrom('Europe/Lisbon', 'Etc/GMT-3'), line(60))),
    doNotContact: fc.boolean(),
    notes: maybe(text(10_000)),
    points: fc.array(point, { maxLength: 8 }),
    addresses: fc.array(address, { maxLength: 3 }),
    importantDates: fc.array(date, { maxLength: 4 }),
    tags: fc.uniqueArray(line(100), { maxLength: 5, selector: (name) => name.toLowerCase() }),
    values: fc
      .subarray(fields.filter((_, at) => at % 2 === 0))
      .chain((some) =>
        fc.tuple(
          ...some.map((field) => valueOf(field).map((value) => ({ field: field.name, value }))),
        ),
      ),
  })

/** What `relations.create` takes, but between whom. */
export type AnyRelation = Omit<Input<'relations.create'>, 'fromContactId' | 'toContactId'>

/** A tie of any kind, of today or of long ago. */
export const anyRelation: fc.Arbitrary<AnyRelation> = fc
  .record({
    kind: fc.constantFrom(...relationKind.options),
    role: maybe(line(200)),
    startDay: maybe(fc.constantFrom('0001-01-01', '1999-12-31')),
    endDay: maybe(fc.constantFrom('1999-12-31', '9999-12-31')),
    notes: maybe(text(5000)),
  })
  // The contract brands days.
  .map((relation) => relation as unknown as AnyRelation)
