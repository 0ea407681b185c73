import type { Database, Statement } from 'better-sqlite3'
import { Executor } from '#main/db/executor.ts'
import { installDerived, recomputeDerived } from '#main/db/kept-facts/kept-facts.ts'
import { migrate } from '#main/db/migrate.ts'
import { openDatabase } from '#main/db/open-workspace.ts'
import { completeFunctions } from '#main/db/sql-functions.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { addDays } from '#shared/domain/time.ts'
import {
  companyWords,
  hanCompanies,
  hanFamily,
  hanGiven,
  hanNotes,
  latinFamily,
  latinGiven,
  noteWords,
} from './generated-names.ts'
import { SeededRandom } from './seeded-random.ts'

/** How large the generated workspace is. */
export interface GeneratedSize {
  /** Path of the database; made anew. */
  readonly file: string
  readonly contacts: number
  readonly activities: number
  readonly seed?: number
  /** The day on which the past ends; half a year of next steps lies after it. */
  readonly today?: string
  /** Writes more before what is derived is computed. */
  readonly also?: (database: Database) => void
}

const tagNames = (
  'Regular Team Refers Exam Trial Company Design VIP Supplier Newsletter Partner Alumni Press Local Online ' +
  'Friend Family Lead Lapsed 常客'
).split(' ')
const sources = ['Website', 'Referral', 'Fair', 'Import', 'Walk-in', 'Instagram', 'Newsletter']
const countries = ['PT', 'DE', 'CN', 'FR', 'GB', 'US', 'ES', 'IT', 'NL', 'PL']
const stages = ['attract', 'convert', 'retain', 'grow', null]
const dialling = ['+351912', '+4917155', '+86138123', '+3361234', '+4477009', '+1212555']
const msPerDay = 86_400_000

interface Writer {
  readonly random: SeededRandom
  readonly today: CalendarDate
  readonly nowMs: number
  readonly insert: (sql: string) => Statement<unknown[]>
}

/**
 * Fills a workspace's database with invented people and their past, the same for the same seed.
 *
 * Rows are inserted directly, as an import of long ago: History is empty. Kept facts and search
 * are computed as the product does, and the file is ANALYZEd.
 */
export const generateWorkspaceDatabase = (size: GeneratedSize): Promise<void> =>
  generate(size, (writer) => {
    insertTagsAndRhythms(writer)
    const companies = Math.floor(size.contacts * 0.12)
    for (let id = 1; id <= size.contacts; id += 1) insertContact(writer, id, companies)
    insertActivities(writer, size)
  })

/** Gives the contacts of a workspace, numbered from 1 without gaps, a past and next steps. */
export const generatePast = (size: GeneratedSize): Promise<void> =>
  generate(size, (writer) => {
    insertTagsAndRhythms(writer)
    for (let id = 1; id <= size.contacts; id += 1) insertStanding(writer, id)
    insertActivities(writer, size)
  })

const generate = async (size: GeneratedSize, fill: (writer: Writer) => void): Promise<void> => {
  const database = openDatabase({
    file: size.file,
    functions: completeFunctions(searchFunctions),
    cacheMiB: 256,
  })
  await migrate({ database })
  database.pragma('synchronous=OFF')
  // A day as the contract writes it.
  const today = (size.today ?? '2026-11-20') as CalendarDate
  database.transaction(() => {
    fill(createWriter(database, today, size.seed ?? 1))
    size.also?.(database)
  })()
  const executor = new Executor(database)
  installDerived(executor)
  database.transaction(() => recomputeDerived(executor))()
  database.exec("insert into search_names(search_names) values('optimize')")
  database.exec("insert into search_notes(search_notes) values('optimize')")
  database.exec("insert into search_activities(search_activities) values('optimize')")
  database.exec('analyze')
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}

const createWriter = (database: Database, today: CalendarDate, seed: number): Writer => {
  const statements = new Map<string, Statement<unknown[]>>()
  return {
    random: new SeededRandom(seed),
    today,
    nowMs: Date.parse(`${today}T09:00:00Z`),
    insert: (sql) => {
      const known = statements.get(sql) ?? database.prepare<unknown[]>(sql)
      statements.set(sql, known)
      return known
    },
  }
}

const insertTagsAndRhythms = ({ insert, nowMs }: Writer): void => {
  tagNames.forEach((name, index) => {
    insert('insert or ignore into tags(uid, name, created_at) values(?, ?, ?)').run(
      `tag-${index}`,
      name,
      nowMs - 400 * msPerDay,
    )
  })
  insert('insert into rhythms(tag_id, every_days) values(1, 30)').run()
  insert('insert into rhythms(importance, every_days) values(1, 45)').run()
}

const insertContact = (writer: Writer, id: number, companies: number): void => {
  const { random, insert, nowMs } = writer
  const isCompany = id <= companies
  const isHan = random.integer(5) === 0
  const name = isCompany ? companyName(random, isHan) : personName(random, isHan)
  const companyId =
    !isCompany && companies > 0 && random.integer(2) ? random.integer(companies) + 1 : null
  const stage = random.pick(stages)
  const createdAt = nowMs - random.integer(1500 * msPerDay)
  insert(
    `insert into contacts(uid, kind, display_name, given_name, family_name, company_id, job_title, stage, source,
      importance, notes, created_at) values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    `contact-${id}`,
    isCompany ? 'company' : 'person',
    name.display,
    name.given,
    name.family,
    companyId,
    random.integer(3) === 0 ? random.pick(companyWords) : null,
    stage,
    random.integer(4) === 0 ? null : random.pick(sources),
    random.integer(3) === 0 ? random.integer(3) + 1 : null,
    random.integer(5) === 0 ? note(random) : null,
    createdAt,
  )
  if (stage !== null) {
    insert('insert into stage_changes(contact_id, stage, at) values(?, ?, ?)').run(
      id,
      stage,
      createdAt,
    )
  }
  insertPoints(writer, id, name.latin)
  insertExtras(writer, id)
}

const insertStanding = (writer: Writer, id: number): void => {
  const { random, insert, nowMs } = writer
  const stage = random.pick(stages)
  insert('update contacts set stage = ?, source = ?, importance = ? where id = ?').run(
    stage,
    random.integer(4) === 0 ? null : random.pick(sources),
    random.integer(3) === 0 ? random.integer(3) + 1 : null,
    id,
  )
  if (stage !== null) {
    const at = nowMs - random.integer(900 * msPerDay)
    insert('insert into stage_changes(contact_id, stage, at) values(?, ?, ?)').run(id, stage, at)
  }
  insertNextStep(writer, id)
}

interface GeneratedName {
  readonly display: string
  readonly given: string | null
  readonly family: string | null
  /** For the e-mail address. */
  readonly latin: string
}

const personName = (random: SeededRandom, isHan: boolean): GeneratedName => {
  if (isHan) {
    const family = random.pick(hanFamily)
    const given = random.pick(hanGiven) + (random.integer(3) ? random.pick(hanGiven) : '')
    return { display: family + given, given, family, latin: `u${random.integer(1_000_000)}` }
  }
  const given = random.pick(latinGiven)
  const middle = random.integer(6) === 0 ? ` ${String.fromCharCode(65 + random.integer(26))}.` : ''
  const family = random.pick(latinFamily)
  const latin = `${given}.${family}`
    .normalize('NFKD')
    .replace(/[^\w.]/g, '')
    .toLowerCase()
  return { display: `${given}${middle} ${family}`, given: null, family: null, latin }
}

const companyName = (random: SeededRandom, isHan: boolean): GeneratedName => {
  const display = isHan
    ? random.pick(hanCompanies) + random.integer(1000)
    : `${random.pick(latinFamily)} ${random.pick(companyWords)} ${random.integer(1000)}`
  return { display, given: null, family: null, latin: 'info' }
}

const insertPoints = ({ random, insert }: Writer, id: number, latin: string): void => {
  const add = insert(
    `insert into contact_points(contact_id, kind, label, raw, normalized, is_primary, position)
      values(?, ?, ?, ?, ?, 1, ?)`,
  )
  if (random.integer(20) > 1) {
    const hosts = ['gmail.com', 'example.com', 'qq.com', `mail${random.integer(3000)}.example`]
    const email = `${latin}${random.integer(4000)}@${random.pick(hosts)}`
    add.run(id, 'email', null, email, email, 0)
  }
  if (random.integer(10) > 2) {
    const e164 = random.pick(dialling) + String(random.integer(1_000_000)).padStart(6, '0')
    add.run(id, 'phone', random.integer(2) ? 'mobile' : null, e164, e164, 1)
  }
}

const insertExtras = (writer: Writer, id: number): void => {
  const { random, insert } = writer
  if (random.integer(10) < 7) {
    insert('insert into addresses(contact_id, city, country) values(?, ?, ?)').run(
      id,
      'Lisboa',
      random.pick(countries),
    )
  }
  const tag = random.integer(tagNames.length * 2)
  if (tag < tagNames.length) {
    insert('insert into contact_tags(contact_id, tag_id) values(?, ?)').run(id, tag + 1)
    if (random.integer(3) === 0) {
      const other = ((tag + 1 + random.integer(tagNames.length - 1)) % tagNames.length) + 1
      insert('insert into contact_tags(contact_id, tag_id) values(?, ?)').run(id, other)
    }
  }
  if (random.integer(10) === 0) {
    insert(
      "insert into important_dates(contact_id, kind, year, month, day) values(?, 'birthday', ?, ?, ?)",
    ).run(id, 1950 + random.integer(50), random.integer(12) + 1, random.integer(28) + 1)
  }
  insertNextStep(writer, id)
}

const insertNextStep = ({ random, insert, today, nowMs }: Writer, id: number): void => {
  if (random.integer(10) >= 3) return
  const due = addDays(today, random.integer(200) - 20)
  insert(
    `insert into follow_ups(uid, contact_id, title, due_day, due_time, first_due_day, created_at)
      values(?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    `step-${id}`,
    id,
    `Ask about ${random.pick(noteWords)}`,
    due,
    random.integer(4) === 0 ? `${10 + random.integer(8)}:30` : null,
    due,
    nowMs - random.integer(30 * msPerDay),
  )
}

const kinds = ['call', 'meeting', 'message', 'note', 'mail-sent', 'mail-received']

const insertActivities = ({ random, insert, nowMs }: Writer, size: GeneratedSize): void => {
  const add = insert(
    `insert into activities(uid, contact_id, kind, at, day, direction, body, is_answered)
      values(?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (let id = 1; id <= size.activities; id += 1) {
    const at = nowMs - Math.floor(random.fraction() ** 2 * 1200 * msPerDay)
    // A tenth of the contacts has half of the past; some have none.
    const contact = random.integer(2)
      ? random.integer(Math.ceil(size.contacts / 10)) * 10 + 1
      : random.integer(size.contacts) + 1
    const kind = random.pick(kinds)
    add.run(
      `activity-${id}`,
      Math.min(contact, size.contacts),
      kind,
      at,
      new Date(at).toISOString().slice(0, 10),
      kind === 'note' ? null : random.pick(['in', 'out']),
      random.integer(3) === 0 ? null : note(random),
      kind === 'mail-sent' && random.integer(3) === 0 ? 1 : 0,
    )
  }
}

const note = (random: SeededRandom): string => {
  if (random.integer(6) === 0) return random.pick(hanNotes)
  const words = Array.from({ length: 3 + random.integer(8) }, () => random.pick(noteWords))
  return `${words.join(' ')}.`
}
