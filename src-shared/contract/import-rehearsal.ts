import { z } from 'zod'
import { customFieldType } from './custom-fields.ts'
import { columnTarget } from './import-table.ts'
import { contactId, contactKind } from './values.ts'

/** In which group a row is; every row is in exactly one. */
export const rowGroup = z.enum([
  'new',
  'changed',
  'unchanged',
  'duplicates',
  'problems',
  'left-out',
])

/** What a rehearsal comes to: rows = new + changed + unchanged + duplicates + problems + leftOut. */
export const importCounts = z.object({
  rows: z.int(),
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** Possible duplicates nobody decided; they stay outside until somebody does. */
  duplicates: z.int(),
  problems: z.int(),
  leftOut: z.int(),
  /** Rows the owner decided about or repaired; each is in one of the groups above as well. */
  decidedSame: z.int(),
  decidedDifferent: z.int(),
  repaired: z.int(),
  /** Rows that come in with something wrong; a cell that could not be read stands in the notes. */
  kept: z.int(),
  /** Companies that will be created. */
  newCompanies: z.int(),
  /** Names of the custom fields that will be created. */
  newFields: z.array(z.string()),
  /** People of the last file of that recipe that this one lacks; null without such a file. */
  missing: z.int().nullable(),
})

/** How it is known who a row is about. */
export const matchReason = z.enum([
  'uid',
  'own-id',
  'email',
  'phone',
  'name-and-company',
  /** The owner said so. */
  'owner',
])

/** Keys by which a row is a known contact; Kith's own `uid` always is one. */
export const matchKey = matchReason.exclude(['uid', 'owner'])

/** Why two may be the same person, or are not quite; words on screen come from it. */
export const similarity = z.enum([
  'same-email',
  'same-phone',
  'same-name',
  'same-name-and-company',
  'same-company',
  'same-domain',
  'same-birthday',
  'accents-differ',
  'initial-fits',
  'one-name-longer',
  'similar-spelling',
  'swapped-names',
  'same-in-pinyin',
  'company-suffix',
  'other-name',
  /** Of companies of one name: of a register or a tax office, of their e-mails and pages, of their address. */
  'other-number',
  'other-domain',
  'other-town',
  /** An address of a role or a phone of an office, which never decides alone. */
  'shared-point',
])

/** Somebody a row may be about: a contact, or an earlier row of the file. */
const candidate = z.object({
  contactId: contactId.nullable(),
  row: z.int().nullable(),
  name: z.string(),
  companyName: z.string().nullable(),
  reasons: z.array(similarity),
  /** From 0 to 1. */
  score: z.number(),
  /** What both say, side by side. */
  facts: z.array(
    z.object({
      field: z.string(),
      /** Name of the custom field, where `field` is `custom-field`. */
      label: z.string().nullable(),
      /** As of a change. */
      type: customFieldType.nullable(),
      inFile: z.string().nullable(),
      inKith: z.string().nullable(),
    }),
  ),
})

/** Something wrong with a row, most often with one cell of it. */
const rowProblem = z.object({
  code: z.string(),
  /**
   * Name and place of the column the cell is in; null when it is the whole row's. Of a row
   * without a name (`no-name`) the column that could have one, and `value` is all it says.
   */
  column: z.string().nullable(),
  columnIndex: z.int().nullable(),
  /** The whole cell, also where only a part of it is wrong. */
  value: z.string(),
})

/** One rehearsed row. */
export const rehearsedRow = z.object({
  /** Line of the file's table, as a spreadsheet counts. */
  row: z.int(),
  group: rowGroup,
  kind: contactKind,
  name: z.string(),
  companyName: z.string().nullable(),
  /** A known company that is not called as in the file, and how it was found. */
  companyFound: z
    .object({ name: z.string(), by: z.enum(['legal-form', 'email-domain', 'uid']) })
    .nullable(),
  contactId: contactId.nullable(),
  matchedBy: matchReason.nullable(),
  /** An earlier row of the file about the same contact. */
  sameAsRow: z.int().nullable(),
  /** What changes, or for a new contact what it gets. */
  changes: z.array(
    z.object({
      field: z.string(),
      /** Name of the custom field, where `field` is `custom-field`. */
      label: z.string().nullable(),
      /** Of a custom field: numbers are plain (`1234.5`), amounts end with their currency. */
      type: customFieldType.nullable(),
      before: z.string().nullable(),
      after: z.string(),
      kind: z.enum(['fills-blank', 'adds', 'overwrites', 'same', 'yours-stays']),
    }),
  ),
  /** What is wrong; a row of the group `problems` stays outside for it. */
  problem: rowProblem.nullable(),
  /** What else is wrong with a row that has a problem, cell by cell. */
  otherProblems: z.array(rowProblem),
  /** Best first; at most five. */
  candidates: z.array(candidate),
  decision: z.enum(['same', 'different']).nullable(),
  repairs: z.array(z.object({ column: z.int(), was: z.string(), now: z.string() })),
  /** Cells that repeat the one above, by their columns, with the mark that says so (`〃`). */
  dittos: z.array(z.object({ column: z.int(), mark: z.string() })),
})

/** Somebody of the last file who is not in this one. */
export const missingPerson = z.object({
  contactId,
  name: z.string(),
  companyName: z.string().nullable(),
})

/** A column of the file in the rehearsal. */
export const rehearsedColumn = z.object({
  index: z.int(),
  header: z.string(),
  target: columnTarget,
  /** People whose value would be replaced if the rule were `overwrite`. */
  differing: z.int(),
})
