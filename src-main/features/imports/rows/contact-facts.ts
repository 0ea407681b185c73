import type { TypedValue } from '#main/engines/file-formats/cells/typed-values.ts'
import type { StageStep } from '#main/engines/file-formats/own-export/own-stages.ts'
import type { DittoCell } from '#main/engines/file-formats/table/table.ts'
import type { Output } from '#shared/contract/index.ts'

/** A way to reach somebody, as one row of the file has it. */
export interface ImportedPoint {
  readonly kind: 'email' | 'phone' | 'link' | 'messenger'
  readonly service: string | null
  readonly label: string | null
  readonly raw: string
  /** E.164 for phones, the compared form for e-mails, null for the rest. */
  readonly normalized: string | null
  /** True for addresses of roles (`info@`), which never tell who somebody is. */
  readonly isRole: boolean
  /** What a lossless export says about it; absent where the file does not say. */
  readonly flags?: PointFlags | undefined
}

/** Marks of a point that only Kith's own export writes. */
export interface PointFlags {
  readonly isPrimary: boolean
  readonly isInvalid: boolean
  readonly optedOut: boolean
}

/** A value of a custom field; which field is told by its column's target. */
export interface ImportedValue {
  /** Index of the column in the file, from 0. A column brings at most one value. */
  readonly column: number
  /** Of the type of the field. A choice may be one that the field does not offer yet. */
  readonly value: TypedValue
}

/** An address, with the parts the row has. */
export interface ImportedAddress {
  readonly label: string | null
  readonly street: string | null
  readonly extended: string | null
  readonly city: string | null
  readonly region: string | null
  readonly postalCode: string | null
  /** ISO 3166, two letters. */
  readonly country: string | null
}

/** A day of somebody's year. */
export interface ImportedDate {
  readonly kind: 'birthday' | 'anniversary' | 'other'
  readonly label: string | null
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/** How the contact belongs to another one; only Kith's own export says it. */
export interface ImportedRelation {
  /** The other one's permanent name. */
  readonly uid: string
  readonly kind: string
  readonly role: string | null
  readonly startDay: string | null
  readonly endDay: string | null
  readonly notes: string | null
}

/** What keeps mail from the contact at an address; only Kith's own export says it. */
export interface ImportedSuppression {
  readonly address: string
  readonly reason: Output<'suppressions.list'>['suppressions'][number]['reason']
  readonly note: string | null
  /** When it was noted (milliseconds UTC). */
  readonly at: number
  /** It counts for the contact at whatever address, and not for that address alone. */
  readonly isBound: boolean
}

/** Facts of which a contact has one. */
export interface SingleFacts {
  readonly givenName: string | null
  readonly familyName: string | null
  readonly nickname: string | null
  readonly jobTitle: string | null
  readonly stage: 'attract' | 'convert' | 'retain' | 'grow' | null
  readonly source: string | null
  readonly language: string | null
  /** 1 to 3. */
  readonly importance: number | null
  readonly preferredChannel: 'call' | 'meeting' | 'email' | 'message' | 'post' | null
  /** IANA name. */
  readonly timeZone: string | null
  /** Null when the file does not say. */
  readonly doNotContact: boolean | null
  /** Milliseconds UTC; when Kith first knew the contact. Only Kith's own export says it. */
  readonly createdAt: number | null
}

/** What one row of the file says about a contact. */
export interface ContactFacts extends SingleFacts {
  readonly kind: 'person' | 'company'
  /** Kith's own permanent name of the contact. */
  readonly uid: string | null
  /** The owner's own number of the contact; its column also brings it as a custom value. */
  readonly ownId: string | null
  readonly displayName: string
  /** The company a person belongs to; null for companies. */
  readonly companyName: string | null
  /** Kith's own permanent name of that company; only Kith's own export says it. */
  readonly companyUid: string | null
  readonly points: readonly ImportedPoint[]
  readonly addresses: readonly ImportedAddress[]
  readonly dates: readonly ImportedDate[]
  readonly tags: readonly string[]
  readonly customValues: readonly ImportedValue[]
  /** The stages a contact was in before; null where the file does not say. */
  readonly stageHistory: readonly StageStep[] | null
  /** What ties the contact to others; empty where the file does not say. */
  readonly relations: readonly ImportedRelation[]
  /** Where no mail goes to; empty where the file does not say. */
  readonly suppressions: readonly ImportedSuppression[]
  /** Pieces of notes, each a line or a block of its own. */
  readonly notes: readonly string[]
}

/** What is wrong with a row or one of its cells; the words on screen come from the code. */
export type ProblemCode =
  | 'no-name'
  /** A line with totals, or one that heads others. */
  | 'no-contact'
  /** A name alone where a heading may stand: it comes in, and is told. */
  | 'may-head'
  /** The names of the columns once more, where files were glued together. */
  | 'repeats-header'
  | 'too-many-cells'
  | 'broken-quotes'
  | 'email-unreadable'
  | 'phone-too-short'
  | 'phone-too-long'
  | 'phone-not-a-number'
  | 'phone-no-country'
  | 'date-unreadable'
  | 'no-such-day'
  | 'too-long'
  /** `1.39E+10`: a spreadsheet kept three digits of eleven. */
  | 'lost-digits'

/** A problem with the cell it lies in; `column` and `index` are null when it is the whole row's. */
export interface RowProblem {
  readonly code: ProblemCode | FlagCode
  readonly column: string | null
  /** Index of the column, from 0; beyond the header for a cell too many. */
  readonly index: number | null
  readonly value: string
}

/** A cell that was not understood and is kept as a named note; it keeps no row outside. */
export interface CellFlag {
  readonly code: ProblemCode | FlagCode
  /** Index of the column, from 0. */
  readonly index: number
  readonly value: string
}

/** What is wrong with a cell whose row comes in all the same. */
export type FlagCode =
  | 'country-unknown'
  | 'stage-unknown'
  | 'language-unknown'
  | 'value-unreadable'
  | 'link-unreadable'

/**
 * A row read.
 *
 * The facts are complete whatever is wrong: each cell that was not understood stands in the notes
 * under its column's name. `problem` is the first thing that is wrong, null when there is none, and
 * `isAside` tells whether it keeps the row outside; `problems` has all of them, `flags` every cell
 * that was not understood. `otherProblems` are, of a row with a problem, what else is wrong: each
 * cell once, in the order of the columns.
 */
export interface ReadRow {
  readonly row: number
  readonly facts: ContactFacts
  readonly problem: RowProblem | null
  readonly isAside: boolean
  readonly problems: readonly RowProblem[]
  readonly otherProblems: readonly RowProblem[]
  readonly flags: readonly CellFlag[]
  /** Cells that repeat the one above. */
  readonly dittos: readonly DittoCell[]
}
