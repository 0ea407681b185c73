import { renderHook } from '@testing-library/react'
import i18next from 'i18next'
import { describe, expect, test } from 'vitest'
import { migrations } from '#main/db/migrate.ts'
import { tableRegistry } from '#main/db/table-registry.ts'
import { knownCode } from '#renderer/api/operation-words.ts'
import { startTranslations } from '#renderer/app/i18n.ts'
import {
  type Change,
  type Conflict,
  changeRows,
  decisionsOf,
  placeWords,
  shownChanges,
} from '#renderer/features/history/change-words.ts'
import { groupByDay, type Operation } from '#renderer/features/history/group-by-day.ts'
import { operationWords } from '#renderer/features/history/operation-words.ts'
import { historyNamespaces, valueWords } from '#renderer/features/history/value-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { type Language, useViewLocale } from '#renderer/ui/view-locale.ts'
import { contract } from '#shared/contract/index.ts'
import type { ContactId } from '#shared/domain/ids.ts'

const inLanguage = async (language: Language) => {
  await startTranslations(language).changeLanguage(language)
  useViewLocale.setState({ language, today: '2026-11-20', zone: 'UTC' })
  const { result } = renderHook(() => useFormats())
  return {
    t: i18next.getFixedT(language, historyNamespaces),
    formats: result.current,
  }
}

const isUndoable = (table: string): boolean =>
  Object.entries(tableRegistry).some(([name, { kind }]) => name === table && kind === 'undoable')

const person = (name: string, id = 1) => ({ id: id as ContactId, name, exists: true })
const operation = (part: object): Operation =>
  ({
    id: 1,
    code: 'contacts.update',
    numbers: {},
    actor: 'owner',
    at: 0,
    contacts: [person('Ana')],
    contactCount: 1,
    state: 'done',
    undoneBy: null,
    undoneAt: null,
    undoes: null,
    ...part,
  }) as Operation

describe('an operation in words', () => {
  const three = {
    code: 'contacts.delete',
    contacts: [person('Old Supplier'), person('Test Person', 2)],
    contactCount: 3,
  }
  test.each<[object, string, string]>([
    [{}, 'Changed Ana', ''],
    [three, 'Deleted 3 contacts', 'Old Supplier, Test Person and 1 more'],
    [
      { code: 'contacts.setStage', numbers: { from: 'retain', stage: 'grow' } },
      'Changed the stage of Ana',
      'Retain to Grow',
    ],
    [
      { code: 'rhythms.set', numbers: { everyDays: 30 }, contactCount: 0, contacts: [] },
      'Set a rhythm',
      'every 30 days',
    ],
    [{ code: 'follow-ups.snooze' }, 'Moved a next step with Ana', ''],
    [{ code: 'something.else', actor: 'rule' }, 'Changed Ana', 'by a rule'],
    [{ code: 'history.undo', undoes: 7 }, 'Took back a change to Ana', ''],
    [{ code: 'activities.log', numbers: { kind: 'call' } }, 'Logged a call with Ana', ''],
    [
      { code: 'activities.update', numbers: { field: 'isAnswered' } },
      'No answer needed to Ana',
      '',
    ],
    [{ numbers: { field: 'jobTitle' } }, 'Changed Ana', 'Role'],
    [{ code: 'tags.delete', subject: 'Regular' }, 'Deleted the tag Regular of Ana', ''],
    [
      { ...three, code: 'customFields.delete', subject: 'Size' },
      'Deleted the field Size of 3 people',
      'Old Supplier, Test Person and 1 more',
    ],
    [
      { code: 'history.undo', undoes: 7, of: { code: 'tags.rename', numbers: {}, subject: 'VIP' } },
      'Undid: Renamed a tag to VIP',
      '',
    ],
    [{ ...three, numbers: { count: 2 } }, 'Deleted 2 contacts', 'Old Supplier, Test Person'],
    [
      { code: 'relations.create', contacts: [person('Ana'), person('Tom', 2)], contactCount: 2 },
      'Linked Ana and Tom',
      '',
    ],
  ])('%j', async (part, title, detail) => {
    const { t, formats } = await inLanguage('en')
    expect(operationWords(operation(part), t, { formats })).toEqual({ title, detail })
  })

  test('an undo says what it took back, an undo of that what it did again', async () => {
    const { t, formats } = await inLanguage('en')
    const all = [
      operation({ id: 1, ...three }),
      operation({ id: 2, code: 'history.undo', undoes: 1 }),
      operation({ id: 3, code: 'history.undo', undoes: 2 }),
    ]
    const find = (id: number) => all.find((one) => one.id === id)
    expect(all.map((one) => operationWords(one, t, { formats, find }).title)).toEqual([
      'Deleted 3 contacts',
      'Undid: Deleted 3 contacts',
      'Did again: Deleted 3 contacts',
    ])
  })

  test('in Chinese', async () => {
    const { t, formats } = await inLanguage('zh-CN')
    expect(operationWords(operation(three), t, { formats })).toEqual({
      title: '删除了 3 个联系人',
      detail: 'Old Supplier、Test Person 及另外 1 个',
    })
  })

  test('every undoable command of the contract has words of its own', () => {
    const missing = Object.entries(contract).flatMap(([slice, procedures]) =>
      Object.entries(procedures)
        .filter(([, procedure]) => procedure.kind === 'command' && procedure.undoable)
        .map(([name]) => `${slice}.${name}`)
        // What undoes is named by what it took back.
        .filter((code) => slice !== 'history' && code !== 'imports.undo')
        .filter((code) => knownCode(code) === 'other'),
    )
    expect(missing).toEqual([])
  })
})

describe('what an operation changed', () => {
  test('reads field by field', async () => {
    const { t, formats } = await inLanguage('en')
    const change = (part: object) =>
      ({
        contact: person('Ana'),
        table: 'contacts',
        rowId: 1,
        action: 'update',
        field: null,
        before: null,
        after: null,
        ...part,
      }) as Parameters<typeof changeRows>[0][number]
    const rows = changeRows(
      [
        change({ field: 'job_title', before: null, after: 'Owner' }),
        change({ table: 'contact_points', action: 'insert', after: '912' }),
        change({ table: 'activities', action: 'delete', before: 'Call' }),
        change({ table: 'mystery', field: 'mystery', before: 'a', after: 'b' }),
        change({ field: 'stage', before: 'retain', after: 'grow' }),
        change({ field: 'do_not_contact', before: '0', after: '1' }),
        change({ field: 'due_day', before: '2026-11-20', after: '2026-11-24' }),
      ],
      t,
      formats,
    )
    expect(rows.map(({ label, before, after }) => [label, before, after])).toEqual([
      ['Role', 'empty', 'Owner'],
      ['Ways to reach', '', '912'],
      ['Timeline', 'Call', 'removed'],
      ['Other', 'a', 'b'],
      ['Stage', 'Retain', 'Grow'],
      ['Do not contact', 'no', 'yes'],
      ['Due', 'Fri 20 Nov', 'Tue 24 Nov'],
    ])
    expect(placeWords({ table: 'contacts', field: 'stage' }, t)).toBe('Stage')
  })
})

describe('in Chinese no value shows the name it has inside', () => {
  /** Columns of undoable tables that hold one of a few names, as the schema has them. */
  const closedSets = migrations.flatMap(({ sql }) =>
    [...sql.matchAll(/create table (\w+)\s*\(([\s\S]*?)\n\) strict/g)].flatMap(
      ([, table = '', body = '']) =>
        [...body.matchAll(/check \((\w+) in \(('[^)]*)\)\)/g)].map(
          ([, field = '', names = '']) => ({
            table,
            field,
            values: [...names.matchAll(/'([^']+)'/g)].map(([, value = '']) => value),
          }),
        ),
    ),
  )
  // What servers speak has no other names; incoming mail stands whole under its subject.
  const ownNames = new Set(['email_accounts', 'messages'])
  const shown = closedSets.filter(({ table }) => isUndoable(table) && !ownNames.has(table))

  test('of the sets that the schema closes', async () => {
    const words = await inLanguage('zh-CN')
    const bare = shown.flatMap(({ table, field, values }) =>
      values
        .filter((value) => /[a-z]/i.test(valueWords(value, { table, field }, words)))
        .map((value) => `${table}.${field} ${value}`),
    )
    expect(bare).toEqual([])
    expect(shown.length).toBeGreaterThan(10)
  })

  test.each<[string, string | null, string | undefined, string, string]>([
    ['contacts', 'importance', undefined, '2', '中'],
    ['contacts', 'preferred_channel', undefined, 'email', '发邮件'],
    ['contacts', 'language', undefined, 'de', '德语'],
    ['contacts', 'time_zone', undefined, 'Europe/Berlin', '中欧时间'],
    ['contacts', 'time_zone', undefined, 'nowhere', 'nowhere'],
    ['follow_ups', 'priority', undefined, '1', '重要'],
    ['follow_ups', 'completed_at', undefined, '0', '1970年1月1日 周四 00:00'],
    ['activities', null, undefined, 'call', '电话'],
    ['important_dates', null, undefined, 'birthday', '生日'],
    ['settings', 'value', 'country', '"DE"', '德国'],
    ['settings', null, 'weekStart', '7', '星期日'],
    ['settings', 'value', 'ownerName', '"Nora"', 'Nora'],
    ['settings', 'value', 'businessName', '""', '空白'],
    ['contacts', null, undefined, 'person', 'person'],
  ])('%s %s %s %s is %s', async (table, field, setting, value, expected) => {
    const words = await inLanguage('zh-CN')
    expect(valueWords(value, { table, field, setting }, words)).toBe(expected)
  })

  test('a setting is called by its name', async () => {
    const { t } = await inLanguage('en')
    const place = { table: 'settings', field: 'value', setting: 'quietFrom' }
    expect(placeWords(place, t)).toBe('Quiet from')
  })
})

test('what follows from another field of its row is not shown beside it', () => {
  const change = (field: string, setting?: string) =>
    ({ table: 'follow_ups', rowId: 1, field, setting, action: 'update' }) as Change
  const step = ['status', 'completed_at', 'completed_day', 'outcome'].map((field) => change(field))
  expect(shownChanges(step).map(({ field }) => field)).toEqual(['status', 'outcome'])
  expect(shownChanges([change('completed_at')])).toHaveLength(1)
  expect(shownChanges([change('value', 'isSetUp')])).toEqual([])
})

test('operations stand under the day they happened on', () => {
  const at = (id: number, time: string) => operation({ id, at: Date.parse(time) })
  const groups = groupByDay(
    [at(3, '2026-11-20T09:00Z'), at(2, '2026-11-20T00:10Z'), at(1, '2026-11-19T23:50Z')],
    (instant) => new Date(instant).toISOString().slice(0, 10),
  )
  expect(groups.map(({ day, operations }) => [day, operations.map(({ id }) => id)])).toEqual([
    ['2026-11-20', [3, 2]],
    ['2026-11-19', [1]],
  ])
})

test('a typed number and its read form are one question', () => {
  const conflict = (key: string, rowId: number, field: string) =>
    ({ key, rowId, field, table: 'contact_points' }) as Conflict
  const decisions = decisionsOf([
    conflict('a', 1, 'normalized'),
    conflict('b', 1, 'raw'),
    conflict('c', 2, 'normalized'),
    conflict('d', 2, 'label'),
  ])
  expect(decisions.map(({ keys }) => keys)).toEqual([['a', 'b'], ['c'], ['d']])
})
