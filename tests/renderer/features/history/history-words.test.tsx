import { renderHook } from '@testing-library/react'
import i18next from 'i18next'
import { describe, expect, test } from 'vitest'
import { knownCode } from '#renderer/api/operation-words.ts'
import { startTranslations } from '#renderer/app/i18n.ts'
import {
  type Conflict,
  changeRows,
  decisionsOf,
  placeWords,
} from '#renderer/features/history/change-words.ts'
import { groupByDay, type Operation } from '#renderer/features/history/group-by-day.ts'
import { operationWords } from '#renderer/features/history/operation-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { type Language, useViewLocale } from '#renderer/ui/view-locale.ts'
import { contract } from '#shared/contract/index.ts'
import type { ContactId } from '#shared/domain/ids.ts'

const inLanguage = async (language: Language) => {
  await startTranslations(language).changeLanguage(language)
  useViewLocale.setState({ language, today: '2026-11-20', zone: 'UTC' })
  const { result } = renderHook(() => useFormats())
  return {
    t: i18next.getFixedT(language, ['history', 'common', 'contacts'] as [
      'history',
      'common',
      'contacts',
    ]),
    formats: result.current,
  }
}

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
