import { eventLabel } from '#main/engines/file-formats/cells/event-labels.ts'
import { escaped, joinEscaped } from '#main/engines/file-formats/own-export/own-cells.ts'
import { ownFieldHeader } from '#main/engines/file-formats/own-export/own-fields.ts'
import { ownStageStep } from '#main/engines/file-formats/own-export/own-stages.ts'
import {
  type ExportedAddress,
  type ExportedContact,
  type ExportedField,
  type ExportedNoMail,
  type ExportedPoint,
  type ExportedRelation,
  isPlainBirthday,
  type SheetColumn,
  type SheetWidths,
} from './exported-contact.ts'
import { customText, dateText, optionsOf } from './value-text.ts'

/**
 * Every fact of a contact in columns whose names the import knows, in English whatever the
 * language of the page, so that the file comes back in as it was.
 */
export const losslessColumns = (
  widths: SheetWidths,
  fields: readonly ExportedField[],
): SheetColumn[] => [
  ...head,
  ...numbered(widths.email, (at) => pointColumns('E-mail', 'email', at)),
  ...numbered(widths.phone, (at) => pointColumns('Phone', 'phone', at)),
  ...numbered(widths.messenger, (at) => pointColumns('IM', 'messenger', at)),
  ...numbered(widths.link, (at) => pointColumns('Website', 'link', at)),
  ...numbered(widths.addresses, addressColumns),
  ...numbered(widths.birthday, birthdayColumn),
  ...numbered(widths.events, eventColumns),
  ...fields.map(customColumn),
  text('Notes', ({ notes }) => notes),
  text('Created at', ({ createdAt }) => new Date(createdAt).toISOString()),
]

const text = (
  header: string,
  read: (contact: ExportedContact) => string | null | undefined,
): SheetColumn => ({ header, cell: (contact) => escaped(read(contact) ?? '') })

const head: readonly SheetColumn[] = [
  text('uid', ({ uid }) => uid),
  text('Kind', ({ kind }) => kind),
  text('Name', ({ displayName }) => displayName),
  text('Given name', ({ givenName }) => givenName),
  text('Family name', ({ familyName }) => familyName),
  text('Nickname', ({ nickname }) => nickname),
  text('Company', ({ company }) => company),
  text('Company uid', ({ companyUid }) => companyUid),
  text('Job title', ({ jobTitle }) => jobTitle),
  text('Stage', ({ stage }) => stage),
  {
    header: 'Stage history',
    cell: ({ stageHistory }) => joinEscaped(stageHistory.map(ownStageStep), ':::'),
  },
  text('Source', ({ source }) => source),
  text('Importance', ({ importance }) => (importance === null ? '' : String(importance))),
  text('Preferred channel', ({ preferredChannel }) => preferredChannel),
  text('Language', ({ language }) => language),
  text('Time zone', ({ timeZone }) => timeZone),
  text('Do not contact', ({ doNotContact }) => (doNotContact === 1 ? 'true' : '')),
  {
    header: 'Relations',
    cell: ({ relations }) => joinEscaped(relations.map(relationText), ':::'),
  },
  {
    header: 'No mail to',
    cell: ({ noMail }) => joinEscaped(noMail.map(noMailText), ':::'),
  },
  { header: 'Tags', cell: ({ tags }) => joinEscaped(tags, ':::') },
]

/** The name is for whoever reads the file; the import goes by the permanent one. */
const relationText = (relation: ExportedRelation): string => {
  const { kind, uid, name, role, startDay, endDay, notes } = relation
  return JSON.stringify({ kind, uid, name, role, startDay, endDay, notes })
}

const noMailText = ({ address, reason, at, note, isBound }: ExportedNoMail): string =>
  JSON.stringify({
    address,
    reason,
    at: new Date(at).toISOString(),
    note,
    whom: isBound ? 'person' : 'address',
  })

const numbered = (count: number, columns: (at: number) => SheetColumn[]): SheetColumn[] =>
  Array.from({ length: count }, (_, at) => columns(at)).flat()

const pointColumns = (word: string, kind: ExportedPoint['kind'], at: number): SheetColumn[] => {
  const point = ({ points }: ExportedContact) => points.filter((each) => each.kind === kind)[at]
  const part = (name: string, read: (found: ExportedPoint) => string | null): SheetColumn =>
    text(`${word} ${at + 1} - ${name}`, (contact) => {
      const found = point(contact)
      return found === undefined ? '' : read(found)
    })
  return [
    part('Value', ({ raw }) => raw),
    // What a number without a country means depends on where it was typed.
    ...(kind === 'phone' ? [part('International', ({ normalized }) => normalized)] : []),
    part('Label', ({ label }) => label),
    part('Service', ({ service }) => service),
    part('Flags', flagsOf),
  ]
}

const flagsOf = ({ isPrimary, isInvalid, optedOut }: ExportedPoint): string =>
  [isPrimary && 'primary', isInvalid && 'invalid', optedOut && 'opted-out']
    .filter((flag) => typeof flag === 'string')
    .join(' ')

const addressParts = [
  ['Label', 'label'],
  ['Street', 'street'],
  ['Extended Address', 'extended'],
  ['City', 'city'],
  ['Region', 'region'],
  ['Postal Code', 'postalCode'],
  ['Country', 'country'],
] as const satisfies readonly (readonly [string, keyof ExportedAddress])[]

const addressColumns = (at: number): SheetColumn[] =>
  addressParts.map(([name, part]) =>
    text(`Address ${at + 1} - ${name}`, ({ addresses }) => addresses[at]?.[part]),
  )

const birthdayColumn = (at: number): SheetColumn[] => [
  text(at === 0 ? 'Birthday' : `Birthday ${at + 1}`, ({ dates }) => {
    const date = dates.filter(isPlainBirthday)[at]
    return date === undefined ? '' : dateText(date)
  }),
]

const eventColumns = (at: number): SheetColumn[] => {
  const event = ({ dates }: ExportedContact) => dates.filter((date) => !isPlainBirthday(date))[at]
  return [
    text(`Event ${at + 1} - Label`, (contact) => {
      const found = event(contact)
      return found === undefined ? '' : eventLabel(found)
    }),
    text(`Event ${at + 1} - Value`, (contact) => {
      const found = event(contact)
      return found === undefined ? '' : dateText(found)
    }),
  ]
}

/** A workspace without the field makes the same one. */
const customColumn = (field: ExportedField): SheetColumn =>
  text(ownFieldHeader({ ...field, options: optionsOf(field) }), ({ values }) =>
    customText(field, values.get(field.id)),
  )
