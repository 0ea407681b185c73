import { z } from 'zod'
import { textEncodings } from '#shared/domain/text-encodings.ts'
import { customFieldType } from './custom-fields.ts'
import { countryCode, customFieldId, line } from './values.ts'

/** Encodings a text file may be read in; names of the WHATWG encoding standard. */
export const textEncoding = z.enum(textEncodings)
/** A blank where columns stand under each other, two blanks or more apart. */
export const tableDelimiter = z.enum([',', ';', '\t', '|', ' '])
/** `line`: quotation marks enclose whole lines, and the table stands inside them. */
export const tableQuote = z.enum(['"', "'", 'line', 'none'])
/**
 * Whether each row is somebody, or each column: then the first one has the names. Or the text is no
 * table but a list of addresses, as in the line of a mail.
 */
export const tableShape = z.enum(['rows', 'columns', 'addresses'])
export const dayOrder = z.enum(['day-first', 'month-first', 'year-first'])
export const decimalMark = z.enum(['comma', 'point'])

/** Where the table stands in the file, as far as the owner knows better. */
export const tableReading = z.strictObject({
  encoding: textEncoding.optional(),
  delimiter: tableDelimiter.optional(),
  quote: tableQuote.optional(),
  /** Number of the line of the table with the names of the columns, from 1; 0 when it has none. */
  headerRow: z.int().min(0).max(100).optional(),
  /** `addresses`: as a list of addresses, where the text can be read as one. */
  layout: tableShape.optional(),
  /** Name of the sheet of an .xlsx file. */
  sheet: z.string().max(200).optional(),
})

/** How to read the file, where the owner knows better; what is absent is found out. */
export const tableOptions = tableReading.extend({
  dayOrder: dayOrder.optional(),
  decimal: decimalMark.optional(),
  /** Where phones and addresses without a country belong; the workspace's country when absent. */
  country: countryCode.optional(),
})

/** How the file is read. */
export const tableFormat = z.object({
  kind: z.enum(['text', 'xlsx']),
  /** Null for .xlsx; so are delimiter and quote, which a list of addresses has none of either. */
  encoding: textEncoding.nullable(),
  hasByteMark: z.boolean(),
  delimiter: tableDelimiter.nullable(),
  quote: tableQuote.nullable(),
  headerRow: z.int(),
  layout: tableShape,
  /** Whether the text can be read as a list of addresses, too. */
  canBeAddresses: z.boolean(),
  /** Names of all sheets of an .xlsx file. */
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  /** Order of day and month, decided from whole columns; the evidence beside it. */
  days: z.object({
    order: dayOrder,
    /** Days that can be read as their column is only, and those that cannot be read so. */
    certain: z.int(),
    contrary: z.int(),
    /** Days that can be read both ways. */
    open: z.int(),
    /** True when nothing decides it and it matters: the owner should be asked. */
    isAmbiguous: z.boolean(),
    /** Columns that plainly write another order, and are read in it. */
    otherwise: z.array(z.object({ column: z.int(), order: dayOrder })),
  }),
  decimal: decimalMark,
  country: countryCode.nullable(),
})

/**
 * What a column does to somebody who already has such a fact.
 *
 * `fill-blanks`: only where the contact has none (default of facts a contact has once).
 * `overwrite`: the file's value replaces the contact's; of points, the first one of that kind.
 * `add`: beside what is there (default of e-mails, phones, links, addresses, dates, tags, notes).
 * Tags and notes only ever add, except that tags may fill blanks. A blank cell never changes anything.
 * A row that came in goes to the same contact the next time, whatever its rules kept out or replaced.
 */
export const columnRule = z.enum(['fill-blanks', 'overwrite', 'add'])

/** What a column of the file becomes. Numbered ones (`email`, `phone`, `address`…) may repeat. */
export const columnTarget = z.strictObject({
  field: z.enum([
    'display-name',
    'given-name',
    'middle-name',
    'family-name',
    'nickname',
    'company',
    'job-title',
    'email',
    'phone',
    'messenger',
    'link',
    'address-street',
    'address-extended',
    'address-city',
    'address-region',
    'address-postal-code',
    'address-country',
    'birthday',
    'anniversary',
    'tags',
    'stage',
    'source',
    'language',
    'notes',
    'kind',
    'importance',
    'preferred-channel',
    'time-zone',
    'do-not-contact',
    'created-at',
    /** Kith's own permanent name of a contact, as a lossless export writes it. */
    'uid',
    /** Of the company that `company` names: two may have one name. */
    'company-uid',
    /** Which stages a contact was in, and since when. */
    'stage-history',
    /** Roles at companies and ties to people who are in the file as well. */
    'relations',
    /** Addresses of theirs that no mail goes to any more, and why; an import only adds to them. */
    'no-mail',
    /** The owner's own number of a customer: kept in a custom field, and a matching key if wanted. */
    'own-id',
    'custom-field',
    /** Kept in the notes under the column's name. */
    'named-note',
    /** Describes the column of the same group: home, work … */
    'label',
    /** Left out, by the owner's choice. */
    'ignore',
  ]),
  /** Columns of one group belong together: `E-mail 2 - Label` and `E-mail 2 - Value`. */
  group: z.string().max(60).optional(),
  service: z.string().max(40).optional(),
  label: z.string().max(60).optional(),
  /** Of `custom-field` and `own-id`: a field that exists, or one to create. */
  customField: z
    .union([
      z.strictObject({ id: customFieldId }),
      z.strictObject({
        name: line(100),
        type: customFieldType,
        options: z.array(line(200)).max(200).optional(),
      }),
    ])
    .optional(),
  rule: columnRule.optional(),
})

/** What a file is that holds no table we can read. */
export const unreadableKind = z.enum([
  'xls',
  'ods',
  'pdf',
  'image',
  'zip',
  'vcard',
  'document',
  'numbers',
  'json',
  'binary',
  'damaged-xlsx',
  'locked-xlsx',
])

/** What a cap counts. */
export const cappedUnit = z.enum([
  'bytes',
  'rows',
  'cells',
  'cell-bytes',
  'unpacked-bytes',
  'ratio',
])

/** Why a file cannot be brought in at all. */
export const unreadable = {
  /** In the encoding asked for; `byte` is where. */
  'not-in-encoding': z.object({ encoding: textEncoding, byte: z.int() }),
  'empty-file': z.object({}),
  'too-many-columns': z.object({ columns: z.int(), max: z.int() }),
  /** Not a table: a picture, a text document, an old .xls, a damaged or locked .xlsx … */
  'not-a-table': z.object({
    what: unreadableKind,
  }),
  /** A cap, told before anything is read. */
  'too-large': z.object({
    unit: cappedUnit,
    max: z.int(),
    canTryCsv: z.boolean(),
  }),
  'no-such-sheet': z.object({ sheet: z.string() }),
}
