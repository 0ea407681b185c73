import type { Bindable, Transaction } from '#main/db/executor.ts'
import type { SeededRandom } from './seeded-random.ts'

/** One random thing to do inside a unit of work. */
export type Statement = (tx: Transaction, random: SeededRandom) => void

/** Small pools, so that values collide; odd ones, so that a careless log loses them. */
export const texts = [
  'vip',
  'VIP',
  'Vip',
  'Ann',
  'ann',
  '',
  'a\u0000b',
  '[1]',
  '{"x":1}',
  '"',
  "'",
  '1',
  '1.0',
  '王伟',
  'null',
]
export const integers: readonly bigint[] = [
  0n,
  1n,
  -1n,
  9223372036854775807n,
  -9223372036854775808n,
]
export const reals = [1, 0.1, -0, 5e-324, 1.7976931348623157e308, 1.5, 100]
export const days = ['2026-01-01', '2026-01-05', '2026-02-01', '2026-03-15', '2026-11-20']
export const kinds = ['call', 'meeting', 'message', 'note', 'mail-sent', 'mail-received']

let counter = 0
/** Unique in this process. */
export const uid = (): string => `u${(counter += 1)}`

/** The value, or null in a quarter of all cases. */
export const maybe = (random: SeededRandom, value: Bindable): Bindable =>
  random.fraction() < 0.25 ? null : value

/** A random id of a table, or null when it is empty. */
export const some = (tx: Transaction, random: SeededRandom, table: string): number | null => {
  const rows = tx.allSql<{ id: number }>(`select id from ${table} order by id`)
  return rows.length === 0 ? null : random.pick(rows).id
}

export const insertContact: Statement = (tx, random) => {
  tx.runSql(
    `insert into contacts(uid, kind, display_name, given_name, company_id, stage, importance, notes, created_at)
      values(?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    uid(),
    random.pick(['person', 'company']),
    random.pick(texts),
    maybe(random, random.pick(texts)),
    maybe(random, some(tx, random, 'contacts')),
    maybe(random, random.pick(['attract', 'convert', 'retain', 'grow'])),
    maybe(random, random.pick([1, 2, 3])),
    maybe(random, random.pick(texts)),
    random.pick(integers),
  )
}

export const insertManyContacts: Statement = (tx, random) => {
  tx.runSql(
    `insert into contacts(uid, kind, display_name, created_at)
      select ? || n.value, 'person', ?, n.value from json_each('[1,2,3,4]') n`,
    `${uid()}-`,
    random.pick(texts),
  )
}

/** Inserts a child of a random contact; nothing where there is none. */
const child =
  (
    table: string,
    columns: (tx: Transaction, random: SeededRandom) => Record<string, Bindable>,
  ): Statement =>
  (tx, random) => {
    const contact = some(tx, random, 'contacts')
    if (contact === null) return
    const row = { contact_id: contact, ...columns(tx, random) }
    const names = Object.keys(row)
    tx.runSql(
      `insert or ignore into ${table}(${names.join(', ')}) values(${names.map(() => '?').join(', ')})`,
      ...Object.values(row),
    )
  }

export const children: readonly Statement[] = [
  child('contact_points', (_, random) => ({
    kind: random.pick(['email', 'phone']),
    raw: random.pick(texts),
    normalized: maybe(random, random.pick(texts)),
    is_primary: random.pick([0, 1]),
    position: random.pick([0, 1]),
  })),
  child('addresses', (_, random) => ({
    city: maybe(random, random.pick(texts)),
    country: maybe(random, random.pick(['DE', 'CN'])),
  })),
  child('important_dates', () => ({ kind: 'birthday', month: 1, day: 1 })),
  child('activities', (tx, random) => ({
    uid: uid(),
    kind: random.pick(kinds),
    at: random.pick([1000, 2000, 3000]),
    day: random.pick(days),
    body: maybe(random, random.pick(texts)),
    is_answered: random.pick([0, 1]),
    follow_up_id: maybe(random, some(tx, random, 'follow_ups')),
  })),
  child('follow_ups', (tx, random) => ({
    uid: uid(),
    title: random.pick(texts),
    due_day: random.pick(days),
    due_time: maybe(random, '09:00'),
    first_due_day: '2026-01-01',
    status: random.pick(['open', 'open', 'done']),
    origin_activity_id: maybe(random, some(tx, random, 'activities')),
    created_at: 0,
  })),
  child('stage_changes', (_, random) => ({ stage: random.pick(['grow', null]), at: 1 })),
  child('rhythms', (_, random) => ({ every_days: random.pick([7, 30]) })),
]

export const insertShared: Statement = (tx, random) => {
  const name = random.pick(texts)
  if (random.fraction() < 0.6) {
    tx.runSql('insert or ignore into tags(uid, name, created_at) values(?, ?, 0)', uid(), name)
  } else {
    tx.runSql(
      `insert or ignore into custom_fields(uid, name, type, created_at) values(?, ?, 'number', 0)`,
      uid(),
      name,
    )
  }
}

export const link: Statement = (tx, random) => {
  const contact = some(tx, random, 'contacts')
  const tag = some(tx, random, 'tags')
  if (contact === null || tag === null) return
  tx.runSql('insert or ignore into contact_tags(contact_id, tag_id) values(?, ?)', contact, tag)
}

export const setValue: Statement = (tx, random) => {
  const contact = some(tx, random, 'contacts')
  const field = some(tx, random, 'custom_fields')
  if (contact === null || field === null) return
  tx.runSql(
    `insert into custom_values(contact_id, field_id, text_value, number_value, integer_value)
      values(?, ?, ?, ?, ?) on conflict(contact_id, field_id) do update
      set text_value = excluded.text_value, number_value = excluded.number_value`,
    contact,
    field,
    maybe(random, random.pick(texts)),
    maybe(random, random.pick(reals)),
    maybe(random, random.pick(integers)),
  )
}

export const relate: Statement = (tx, random) => {
  const from = some(tx, random, 'contacts')
  const to = some(tx, random, 'contacts')
  if (from === null || to === null) return
  tx.runSql(
    `insert into relations(from_contact_id, to_contact_id, kind) values(?, ?, 'friend')`,
    from,
    to,
  )
}

export const groupRhythm: Statement = (tx, random) => {
  if (random.fraction() < 0.5) {
    tx.runSql(
      `insert into rhythms(importance, every_days) values(?, ?)
        on conflict(importance) do update set every_days = excluded.every_days`,
      random.pick([1, 2, 3]),
      random.pick([7, 30, 90]),
    )
    return
  }
  const tag = some(tx, random, 'tags')
  if (tag === null) return
  tx.runSql(
    `insert into rhythms(tag_id, every_days) values(?, ?)
      on conflict(tag_id) do update set every_days = excluded.every_days`,
    tag,
    random.pick([7, 30, 90]),
  )
}

export const setting: Statement = (tx, random) => {
  const key = random.pick(['a', 'b', 'c'])
  const value = random.pick(texts)
  const form = random.integer(3)
  if (form === 0) tx.runSql('replace into settings(key, value) values(?, ?)', key, value)
  else if (form === 1) {
    tx.runSql(
      `insert into settings(key, value) values(?, ?)
        on conflict(key) do update set value = excluded.value`,
      key,
      value,
    )
  } else tx.runSql('update settings set value = ? where key = ?', value, key)
}
