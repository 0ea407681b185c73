import type { ExportColumn } from './export-input.ts'
import {
  type Cell,
  type DayReader,
  type ExportedContact,
  type ExportedDate,
  type ExportedField,
  type ExportedPoint,
  isPlainBirthday,
  type SheetColumn,
  type SheetWidths,
} from './exported-contact.ts'
import type { SheetWords } from './sheet-words.ts'
import { customText, dateText } from './value-text.ts'

/** What the words and days of a sheet are written with. */
export interface SheetStyle {
  readonly words: SheetWords
  readonly days: DayReader
}

const separator = '; '

/** All that is known of a contact, in columns that a person reads. */
export const allColumns = (
  { words, days }: SheetStyle,
  widths: SheetWidths,
  fields: readonly ExportedField[],
): SheetColumn[] => {
  const { columns } = words.exports
  const points = (kind: ExportedPoint['kind'], header: string): SheetColumn[] =>
    numbered(
      widths[kind],
      header,
      (at) =>
        ({ points }) =>
          pointText(points, kind, at),
    )
  return [
    { header: columns.name, cell: ({ displayName }) => displayName },
    { header: columns.givenName, cell: ({ givenName }) => givenName },
    { header: columns.familyName, cell: ({ familyName }) => familyName },
    { header: columns.nickname, cell: ({ nickname }) => nickname },
    { header: columns.kind, cell: ({ kind }) => words.kind(kind) },
    { header: columns.company, cell: ({ company }) => company },
    { header: columns.jobTitle, cell: ({ jobTitle }) => jobTitle },
    ...points('email', columns.email),
    ...points('phone', columns.phone),
    ...points('messenger', columns.messenger),
    ...points('link', columns.link),
    ...addressColumns(words, widths.addresses),
    ...numbered(
      widths.birthday,
      columns.birthday,
      (at) =>
        ({ dates }) =>
          dateCell(dates.filter(isPlainBirthday)[at]),
    ),
    ...numbered(
      widths.events,
      columns.event,
      (at) =>
        ({ dates }) =>
          eventText(dates.filter((date) => !isPlainBirthday(date))[at], columns.anniversary),
    ),
    ...['tags', 'stage', 'source', 'importance'].map((column) =>
      // The four stand in the list of columns.
      viewColumn(column as ExportColumn, { words, days }),
    ),
    {
      header: columns.preferredChannel,
      cell: ({ preferredChannel }) => preferredChannel && words.channel(preferredChannel),
    },
    { header: columns.language, cell: ({ language }) => language },
    {
      header: columns.doNotContact,
      cell: ({ doNotContact }) => (doNotContact === 1 ? words.exports.yes : null),
    },
    ...fields.map((field) => customColumn(field, words)),
    ...(['last-contact', 'next-step', 'due', 'created'] as const).map((column) =>
      viewColumn(column, { words, days }),
    ),
    { header: columns.notes, cell: ({ notes }) => notes },
  ]
}

/** One column of the list. */
export const viewColumn = (column: ExportColumn, { words, days }: SheetStyle): SheetColumn => {
  const { columns } = words.exports
  const cell = (header: string, read: (contact: ExportedContact) => Cell): SheetColumn => ({
    header,
    cell: read,
  })
  switch (column) {
    case 'name':
      return cell(columns.name, ({ displayName }) => displayName)
    case 'company':
      return cell(columns.company, ({ company }) => company)
    case 'stage':
      return cell(columns.stage, ({ stage }) => stage && words.stage(stage))
    case 'tags':
      return cell(columns.tags, ({ tags }) => tags.join(separator))
    case 'last-contact':
      return cell(columns.lastContact, ({ lastContactDay }) => dayCell(lastContactDay))
    case 'next-step':
      return cell(columns.nextStep, ({ nextStep }) => nextStep)
    case 'due':
      return cell(columns.due, ({ nextStepDue }) => dayCell(nextStepDue?.slice(0, 10) ?? null))
    case 'email':
      return cell(columns.email, ({ points }) => primary(points, 'email'))
    case 'phone':
      return cell(columns.phone, ({ points }) => primary(points, 'phone'))
    case 'country':
      return cell(columns.country, ({ country }) => country && words.country(country))
    case 'source':
      return cell(columns.source, ({ source }) => source)
    case 'importance':
      return cell(columns.importance, ({ importance }) =>
        importance === null ? null : words.importance(importance),
      )
    case 'created':
      return cell(columns.created, ({ createdAt }) => dayCell(days.day(createdAt)))
  }
}

const numbered = (
  count: number,
  header: string,
  read: (at: number) => SheetColumn['cell'],
): SheetColumn[] =>
  Array.from({ length: count }, (_, at) => ({
    header: at === 0 ? header : `${header} ${at + 1}`,
    cell: read(at),
  }))

const pointText = (
  points: readonly ExportedPoint[],
  kind: ExportedPoint['kind'],
  at: number,
): string | null => points.filter((point) => point.kind === kind)[at]?.raw ?? null

const primary = (points: readonly ExportedPoint[], kind: ExportedPoint['kind']): string | null => {
  const ofKind = points.filter((point) => point.kind === kind)
  return (ofKind.find(({ isPrimary }) => isPrimary === 1) ?? ofKind[0])?.raw ?? null
}

const addressColumns = (words: SheetWords, count: number): SheetColumn[] => {
  const { columns } = words.exports
  return Array.from({ length: count }, (_, at) => {
    const number = at === 0 ? '' : ` ${at + 1}`
    return [
      { header: columns.street + number, cell: ({ addresses }) => addresses[at]?.street ?? null },
      {
        header: columns.extended + number,
        cell: ({ addresses }) => addresses[at]?.extended ?? null,
      },
      {
        header: columns.postalCode + number,
        cell: ({ addresses }) => addresses[at]?.postalCode ?? null,
      },
      { header: columns.city + number, cell: ({ addresses }) => addresses[at]?.city ?? null },
      { header: columns.region + number, cell: ({ addresses }) => addresses[at]?.region ?? null },
      {
        header: columns.country + number,
        cell: ({ addresses }) => {
          const country = addresses[at]?.country ?? null
          return country && words.country(country)
        },
      },
    ] satisfies SheetColumn[]
  }).flat()
}

const dayCell = (day: string | null): Cell => (day === null ? null : { day })

const dateCell = (date: ExportedDate | undefined): Cell => {
  if (date === undefined) return null
  const text = dateText(date)
  return date.year === null ? text : { day: text }
}

const eventText = (date: ExportedDate | undefined, anniversary: string): Cell => {
  if (date === undefined) return null
  const label = date.label ?? (date.kind === 'anniversary' ? anniversary : null)
  return label === null ? dateText(date) : `${label}: ${dateText(date)}`
}

const customColumn = (field: ExportedField, words: SheetWords): SheetColumn => ({
  header: field.name,
  cell: ({ values }) => {
    const value = values.get(field.id)
    if (value === undefined) return null
    if (field.type === 'number') return value.number
    if (field.type === 'boolean') {
      if (value.integer === null) return null
      return value.integer === 1 ? words.exports.yes : words.exports.no
    }
    const text = customText(field, value)
    return field.type === 'date' && text !== '' ? { day: text } : text
  },
})
