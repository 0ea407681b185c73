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

/** Facts of which a contact has one. */
export interface SingleFacts {
  readonly givenName: string | null
  readonly familyName: string | null
  readonly nickname: string | null
  readonly jobTitle: string | null
  readonly stage: 'attract' | 'convert' | 'retain' | 'grow' | null
  readonly source: string | null
  readonly language: string | null
}

/** What one row of the file says about a contact. */
export interface ContactFacts extends SingleFacts {
  readonly kind: 'person' | 'company'
  readonly displayName: string
  /** The company a person belongs to; null for companies. */
  readonly companyName: string | null
  readonly points: readonly ImportedPoint[]
  readonly addresses: readonly ImportedAddress[]
  readonly dates: readonly ImportedDate[]
  readonly tags: readonly string[]
  /** Pieces of notes, each a line or a block of its own. */
  readonly notes: readonly string[]
}

/** Why a row cannot come in as it is; the words on screen come from the code. */
export type ProblemCode =
  | 'no-name'
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

/** A problem with the cell it lies in; `column` is null when it is the whole row's. */
export interface RowProblem {
  readonly code: ProblemCode
  readonly column: string | null
  readonly value: string
}

/** A row read: its facts, and the first problem if it has one. */
export interface ReadRow {
  readonly row: number
  readonly facts: ContactFacts
  readonly problem: RowProblem | null
}
