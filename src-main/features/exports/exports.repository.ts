import { type Bindable, Executor, type Reader } from '#main/db/executor.ts'
import { openDatabase, type SqlFunctions } from '#main/db/open-workspace.ts'
import type {
  ExportedAddress,
  ExportedContact,
  ExportedDate,
  ExportedField,
  ExportedPoint,
  ExportedRelation,
  ExportedValue,
  NoMailReader,
  SheetWidths,
} from './exported-contact.ts'

/** Which contacts, in which order: a select of `id`, with the values of its question marks. */
export interface ExportSource {
  readonly sql: string
  readonly values: readonly Bindable[]
}

/** Contacts read together. */
const batch = 1000

type Lists =
  | 'noMail'
  | 'points'
  | 'addresses'
  | 'dates'
  | 'tags'
  | 'values'
  | 'stageHistory'
  | 'relations'
type ContactRow = Omit<ExportedContact, Lists> & { readonly id: number }
type Owned<T> = T & { readonly contactId: number }

const picked = 'temp.export_selection s cross join'

const contactRows = `select c.id, c.uid, c.kind, c.display_name as displayName,
    c.given_name as givenName, c.family_name as familyName, c.nickname,
    k.display_name as company, k.uid as companyUid, c.job_title as jobTitle, c.stage, c.source, c.importance,
    c.preferred_channel as preferredChannel, c.language, c.time_zone as timeZone,
    c.do_not_contact as doNotContact, c.notes, c.created_at as createdAt, c.country,
    c.last_contact_day as lastContactDay, f.title as nextStep, c.next_step_due as nextStepDue
  from ${picked} contacts c on c.id = s.contact_id
    left join contacts k on k.id = c.company_id
    left join follow_ups f on f.id = c.next_step_id
  where s.place between ? and ? order by s.place`

const owned = (columns: string, table: string, order: string): string =>
  `select x.contact_id as contactId, ${columns} from ${picked} ${table} x on x.contact_id = s.contact_id
    where s.place between ? and ? order by s.place, ${order}`

const pointRows = owned(
  `x.kind, x.service, x.label, x.raw, x.normalized, x.is_primary as isPrimary, x.is_invalid as isInvalid,
    x.opted_out as optedOut`,
  'contact_points',
  'x.position, x.id',
)
const addressRows = owned(
  'x.label, x.street, x.extended, x.city, x.region, x.postal_code as postalCode, x.country',
  'addresses',
  'x.position, x.id',
)
const dateRows = owned('x.kind, x.label, x.year, x.month, x.day', 'important_dates', 'x.id')
const tagRows = `select x.contact_id as contactId, g.name
  from ${picked} contact_tags x on x.contact_id = s.contact_id cross join tags g on g.id = x.tag_id
  where s.place between ? and ? order by s.place, g.name collate nocase, g.id`
const valueRows = owned(
  `x.field_id as fieldId, x.text_value as text, x.number_value as number,
    x.integer_value as integer, x.currency`,
  'custom_values',
  'x.field_id',
)

const stageRows = owned('x.stage, x.at', 'stage_changes', 'x.at, x.id')

const relationRows = `select x.from_contact_id as contactId, o.uid, o.display_name as name, x.kind,
    x.role, x.start_day as startDay, x.end_day as endDay, x.notes
  from ${picked} relations x on x.from_contact_id = s.contact_id
    cross join contacts o on o.id = x.to_contact_id
  where s.place between ? and ?
    and x.to_contact_id in (select contact_id from temp.export_selection)
  order by s.place, x.id`

const widest = (table: string, where: string): string =>
  `coalesce((select max(n) from (select count(*) as n from temp.export_selection s
    cross join ${table} x on x.contact_id = s.contact_id where ${where} group by x.contact_id)), 0)`

/** Reads the contacts of an export, a batch at a time, all of them as they were at one moment. */
export class ExportsRepository {
  readonly reader: Reader
  private readonly executor: Executor

  private readonly noMailTo: ReturnType<NoMailReader>

  private constructor(executor: Executor, readNoMail: NoMailReader) {
    this.executor = executor
    this.reader = executor
    this.noMailTo = readNoMail(executor)
  }

  /** Opens the workspace for reading; everything read comes from one snapshot until `close`. */
  static open(file: string, functions: SqlFunctions, readNoMail: NoMailReader): ExportsRepository {
    const database = openDatabase({ file, readonly: true, functions })
    database.exec('begin')
    return new ExportsRepository(new Executor(database), readNoMail)
  }

  /** Fixes which contacts are meant; how many they are. */
  select({ sql, values }: ExportSource): number {
    this.executor.runSql(
      'create temp table export_selection(place integer primary key, contact_id integer not null unique)',
    )
    this.executor.runSql(
      `insert into temp.export_selection(contact_id) select id from (${sql})`,
      ...values,
    )
    return (
      this.reader.firstSql<{ n: number }>('select count(*) as n from temp.export_selection')?.n ?? 0
    )
  }

  widths(): SheetWidths {
    const points = (kind: string) => widest('contact_points', `x.kind = '${kind}'`)
    const found = this.reader.firstSql<SheetWidths>(
      `select ${points('email')} as email, ${points('phone')} as phone, ${points('link')} as link,
        ${points('messenger')} as messenger, ${widest('addresses', 'true')} as addresses,
        ${widest('important_dates', `x.kind = 'birthday' and x.label is null`)} as birthday,
        ${widest('important_dates', `x.kind <> 'birthday' or x.label is not null`)} as events`,
    )
    if (found === undefined) throw new Error('a select without a table has one row')
    return found
  }

  fields(): ExportedField[] {
    return this.reader.allSql(
      'select id, name, type, options from custom_fields order by position, id',
    )
  }

  /** The contacts in their order, batch by batch. */
  *contacts(count: number): Generator<readonly ExportedContact[]> {
    for (let from = 1; from <= count; from += batch) yield this.batch(from, from + batch - 1)
  }

  private batch(from: number, to: number): ExportedContact[] {
    const read = <T>(sql: string) => grouped(this.reader.allSql<Owned<T>>(sql, from, to))
    const points = read<ExportedPoint>(pointRows)
    const addresses = read<ExportedAddress>(addressRows)
    const dates = read<ExportedDate>(dateRows)
    const tags = read<{ readonly name: string }>(tagRows)
    const values = read<ExportedValue>(valueRows)
    const relations = read<ExportedRelation>(relationRows)
    const stages = read<ExportedContact['stageHistory'][number]>(stageRows)
    return this.reader.allSql<ContactRow>(contactRows, from, to).map(({ id, ...contact }) => ({
      ...contact,
      points: points.get(id) ?? [],
      addresses: addresses.get(id) ?? [],
      dates: dates.get(id) ?? [],
      relations: relations.get(id) ?? [],
      stageHistory: stages.get(id) ?? [],
      tags: (tags.get(id) ?? []).map(({ name }) => name),
      noMail: this.noMailTo(contact.uid, mailsOf(points.get(id) ?? [])),
      values: new Map((values.get(id) ?? []).map((value) => [value.fieldId, value])),
    }))
  }

  close(): void {
    this.executor.database.close()
  }
}

const mailsOf = (points: readonly ExportedPoint[]): readonly string[] =>
  points.filter(({ kind }) => kind === 'email').map(({ raw, normalized }) => normalized ?? raw)

const grouped = <T>(rows: readonly Owned<T>[]): ReadonlyMap<number, readonly Owned<T>[]> =>
  Map.groupBy(rows, ({ contactId }) => contactId)
