import type { Reader } from '#main/db/executor.ts'
import type { ContactsTable, CustomFieldsTable } from '#main/db/schema.ts'
import type { StageStep } from '#main/engines/file-formats/own-export/own-stages.ts'

/** What a cell of a sheet holds. */
export type Cell = string | number | { readonly day: string } | null

/** A column of a sheet. */
export interface SheetColumn {
  readonly header: string
  readonly cell: (contact: ExportedContact) => Cell
}

/** A way to reach somebody. */
export interface ExportedPoint {
  readonly kind: 'email' | 'phone' | 'link' | 'messenger'
  readonly service: string | null
  readonly label: string | null
  readonly raw: string
  /** As it is compared and dialled; null for what has no such form. */
  readonly normalized: string | null
  readonly isPrimary: number
  readonly isInvalid: number
  readonly optedOut: number
}

/** An address. */
export interface ExportedAddress {
  readonly label: string | null
  readonly street: string | null
  readonly extended: string | null
  readonly city: string | null
  readonly region: string | null
  readonly postalCode: string | null
  readonly country: string | null
}

/** A day of somebody's year. */
export interface ExportedDate {
  readonly kind: 'birthday' | 'anniversary' | 'other'
  readonly label: string | null
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/** A birthday as nearly all are; one that the owner gave a label stands among the other days. */
export const isPlainBirthday = ({ kind, label }: ExportedDate): boolean =>
  kind === 'birthday' && label === null

/** How a contact belongs to another one of the same file. */
export interface ExportedRelation {
  /** The other one's permanent name, and how they are called. */
  readonly uid: string
  readonly name: string
  readonly kind: string
  readonly role: string | null
  readonly startDay: string | null
  readonly endDay: string | null
  readonly notes: string | null
}

/** What keeps mail from somebody at an address. */
export interface ExportedNoMail {
  readonly address: string
  readonly reason: string
  readonly note: string | null
  /** When it was noted (milliseconds UTC). */
  readonly at: number
  /** It counts for them at whatever address, and not for that address alone. */
  readonly isBound: boolean
}

/** Finds by a connection what keeps mail from a contact: from their permanent name and addresses. */
export type NoMailReader = (
  reader: Reader,
) => (uid: string, addresses: readonly string[]) => readonly ExportedNoMail[]

/** A custom field. */
export interface ExportedField {
  readonly id: number
  readonly name: string
  readonly type: CustomFieldsTable['type']
  readonly options: string | null
}

/** A value of a custom field as it is stored. */
export interface ExportedValue {
  readonly fieldId: number
  readonly text: string | null
  readonly number: number | null
  readonly integer: number | null
  readonly currency: string | null
}

/** A contact with all that an export shows of it. */
export interface ExportedContact {
  readonly uid: string
  readonly kind: ContactsTable['kind']
  readonly displayName: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly nickname: string | null
  readonly company: string | null
  /** Its permanent name: two companies may be called the same. */
  readonly companyUid: string | null
  readonly jobTitle: string | null
  readonly stage: ContactsTable['stage']
  readonly source: string | null
  readonly importance: number | null
  readonly preferredChannel: string | null
  readonly language: string | null
  readonly timeZone: string | null
  readonly doNotContact: number
  readonly notes: string | null
  readonly createdAt: number
  readonly country: string | null
  readonly lastContactDay: string | null
  readonly nextStep: string | null
  readonly nextStepDue: string | null
  /** In the order in which the contact came to them. */
  readonly stageHistory: readonly StageStep[]
  readonly points: readonly ExportedPoint[]
  readonly addresses: readonly ExportedAddress[]
  readonly dates: readonly ExportedDate[]
  readonly tags: readonly string[]
  /** Those that begin at this contact. */
  readonly relations: readonly ExportedRelation[]
  readonly values: ReadonlyMap<number, ExportedValue>
  readonly noMail: readonly ExportedNoMail[]
}

/** How many of each the fullest contact has: so many columns a table needs. */
export interface SheetWidths {
  readonly email: number
  readonly phone: number
  readonly link: number
  readonly messenger: number
  readonly addresses: number
  /** Birthdays without a label. */
  readonly birthday: number
  /** All other days. */
  readonly events: number
}

/** The zone and clock an export tells days by. */
export interface DayReader {
  /** The day of an instant (milliseconds UTC), `YYYY-MM-DD`. */
  day(instant: number): string
}
