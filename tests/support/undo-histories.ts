import type { Bindable, Transaction } from '#main/db/executor.ts'
import type { SeededRandom } from './seeded-random.ts'
import {
  children,
  days,
  groupRhythm,
  insertContact,
  insertManyContacts,
  insertShared,
  integers,
  kinds,
  link,
  maybe,
  reals,
  relate,
  type Statement,
  setting,
  setValue,
  some,
  texts,
  uid,
} from './undo-inserts.ts'

/** Columns that may be changed, by table, and the values they may get. */
const editable: readonly (readonly [string, string, readonly Bindable[]])[] = [
  ['contacts', 'display_name', texts],
  ['contacts', 'notes', [...texts, null]],
  ['contacts', 'stage', ['attract', 'grow', null]],
  ['contacts', 'importance', [1, 2, null]],
  ['contacts', 'created_at', integers],
  ['contact_points', 'raw', texts],
  ['contact_points', 'is_primary', [0, 1]],
  ['addresses', 'country', ['DE', 'CN', null]],
  ['addresses', 'city', texts],
  ['activities', 'body', [...texts, null]],
  ['activities', 'day', days],
  ['activities', 'kind', kinds],
  ['follow_ups', 'status', ['open', 'done']],
  ['follow_ups', 'due_day', days],
  ['custom_values', 'number_value', [...reals, null]],
  ['custom_values', 'integer_value', integers],
  ['relations', 'role', texts],
  ['rhythms', 'every_days', [7, 30, 365]],
]

const wholes: readonly (readonly [string, readonly string[], readonly Bindable[]])[] = [
  ['contact_points', ['raw', 'normalized'], texts],
  ['important_dates', ['year', 'month', 'day'], [1, 2, 3]],
  ['follow_ups', ['due_day', 'due_time'], days],
]

const editOne: Statement = (tx, random) => {
  const [table, column, values] = random.pick(editable)
  const id = some(tx, random, table)
  if (id !== null)
    tx.runSql(`update ${table} set ${column} = ? where id = ?`, random.pick(values), id)
}

/** Some columns of what means something only together. */
const editWhole: Statement = (tx, random) => {
  const [table, columns, values] = random.pick(wholes)
  const id = some(tx, random, table)
  if (id === null) return
  for (const column of columns) {
    if (random.fraction() < 0.6) {
      tx.runSql(`update ${table} set ${column} = ? where id = ?`, random.pick(values), id)
    }
  }
}

const editMany: Statement = (tx, random) => {
  const [table, column, values] = random.pick(editable)
  tx.runSql(
    `update ${table} set ${column} = ? where id % 2 = ?`,
    random.pick(values),
    random.integer(2),
  )
}

const renameTag: Statement = (tx, random) => {
  const id = some(tx, random, 'tags')
  if (id === null) return
  const form = random.integer(3)
  if (form === 0)
    tx.runSql('update or ignore tags set name = ? where id = ?', random.pick(texts), id)
  // Only the case changes: NOCASE calls the two equal.
  else if (form === 1) tx.runSql('update tags set name = upper(name) where id = ?', id)
  else tx.runSql('update tags set name = lower(name) where id = ?', id)
}

const swapTags: Statement = (tx, random) => {
  const a = some(tx, random, 'tags')
  const b = some(tx, random, 'tags')
  if (a === null || b === null || a === b) return
  const names = tx.allSql<{ id: number; name: string }>(
    'select id, name from tags where id in (?, ?)',
    a,
    b,
  )
  const nameOf = (id: number): string => names.find((row) => row.id === id)?.name ?? ''
  tx.runSql('update tags set name = ? where id = ?', 'in between', a)
  tx.runSql('update tags set name = ? where id = ?', nameOf(a), b)
  tx.runSql('update tags set name = ? where id = ?', nameOf(b), a)
}

const setPrimary: Statement = (tx, random) => {
  const point = some(tx, random, 'contact_points')
  if (point === null) return
  tx.runSql(
    `update contact_points set is_primary = (id = ?)
      where contact_id = (select contact_id from contact_points where id = ?)`,
    point,
    point,
  )
}

const moveCompany: Statement = (tx, random) => {
  const person = some(tx, random, 'contacts')
  if (person === null) return
  tx.runSql(
    'update contacts set company_id = ? where id = ?',
    maybe(random, some(tx, random, 'contacts')),
    person,
  )
}

const merge: Statement = (tx, random) => {
  const from = some(tx, random, 'contacts')
  const into = some(tx, random, 'contacts')
  if (from === null || into === null || from === into) return
  for (const table of [
    'contact_points',
    'addresses',
    'activities',
    'follow_ups',
    'stage_changes',
  ]) {
    tx.runSql(`update ${table} set contact_id = ? where contact_id = ?`, into, from)
  }
  tx.runSql('update or ignore contact_tags set contact_id = ? where contact_id = ?', into, from)
  tx.runSql('delete from contacts where id = ?', from)
}

const deletable = [
  'contacts',
  'contacts',
  'contact_points',
  'addresses',
  'tags',
  'contact_tags',
  'custom_fields',
  'custom_values',
  'relations',
  'activities',
  'follow_ups',
  'rhythms',
  'settings',
]

const deleteOne: Statement = (tx, random) => {
  const table = random.pick(deletable)
  const id = some(tx, random, table)
  if (id !== null) tx.runSql(`delete from ${table} where id = ?`, id)
}

const deleteHighest: Statement = (tx, random) => {
  const table = random.pick(deletable)
  tx.runSql(`delete from ${table} where id = (select max(id) from ${table})`)
}

const comeAndGo: Statement = (tx, random) => {
  const { insertId } = tx.runSql(
    `insert into contacts(uid, kind, display_name, created_at) values(?, 'company', ?, 0)`,
    uid(),
    random.pick(texts),
  )
  tx.runSql(
    `insert into contact_points(contact_id, kind, raw) values(?, 'email', ?)`,
    insertId,
    random.pick(texts),
  )
  const other = some(tx, random, 'contacts')
  tx.runSql(
    'update contacts set company_id = ? where id = ? and id <> ?',
    insertId,
    other,
    insertId,
  )
  tx.runSql('delete from contacts where id = ?', insertId)
}

const replaceRow: Statement = (tx, random) => {
  const table = random.pick(['tags', 'settings', 'contact_tags'])
  if (table === 'tags') {
    const name = random.pick(texts)
    tx.runSql('replace into tags(uid, name, created_at) values(?, ?, 1)', uid(), name)
  } else if (table === 'settings') {
    tx.runSql('replace into settings(key, value) values(?, ?)', random.pick(['a', 'b']), 'r')
  } else {
    tx.runSql(
      'replace into contact_tags(contact_id, tag_id) select contact_id, tag_id from contact_tags limit 1',
    )
  }
}

/** A statement that SQLite refuses; the unit goes on without it. */
const failing: Statement = (tx, random) => {
  try {
    tx.runSql(
      `insert into contacts(uid, kind, display_name, created_at)
        select 'twice', 'person', ?, value from json_each('[1,2]')`,
      random.pick(texts),
    )
  } catch {
    // That is the point of it.
  }
}

const statements: readonly (readonly [number, Statement])[] = [
  [6, insertContact],
  [2, insertManyContacts],
  ...children.map((statement): readonly [number, Statement] => [2, statement]),
  [4, insertShared],
  [5, link],
  [3, setValue],
  [2, relate],
  [2, groupRhythm],
  [3, setting],
  [10, editOne],
  [6, editWhole],
  [4, editMany],
  [6, renameTag],
  [2, swapTags],
  [2, setPrimary],
  [3, moveCompany],
  [2, merge],
  [4, deleteOne],
  [2, deleteHighest],
  [2, comeAndGo],
  [2, replaceRow],
  [1, failing],
]

const weighted: readonly Statement[] = statements.flatMap(([weight, statement]) =>
  Array.from({ length: weight }, () => statement),
)

/** One to three random statements. */
export const randomUnit =
  (random: SeededRandom) =>
  (tx: Transaction): void => {
    const count = 1 + random.integer(3)
    for (let n = 0; n < count; n++) random.pick(weighted)(tx, random)
  }
