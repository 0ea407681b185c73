import { describe, expect, it } from 'vitest'
import { isTable } from '#renderer/features/imports/choose/pasted-table.ts'
import {
  keyOfTarget,
  targetGroups,
  targetOfKey,
} from '#renderer/features/imports/columns/target-choices.ts'
import {
  columnsOfRule,
  rowFieldOf,
  ruleOf,
  rulesOf,
} from '#renderer/features/imports/columns/target-rules.ts'
import { recipeNameOf } from '#renderer/features/imports/import-acts.ts'
import type {
  Column,
  Counts,
  RehearsedColumn,
  Row,
  Target,
} from '#renderer/features/imports/import-types.ts'
import { dayFormOptions, openDay } from '#renderer/features/imports/read/format-words.ts'
import { figureColumns } from '#renderer/features/imports/read/read-preview.tsx'
import { readOutcome } from '#renderer/features/imports/read-outcome.ts'
import { columnsInQuestion } from '#renderer/features/imports/rehearsal/column-rules.tsx'
import { withRevision } from '#renderer/features/imports/rehearsal/merge-revisions.ts'
import { cellsOf } from '#renderer/features/imports/rehearsal/row-cells.ts'
import { asideOf, firstGroup, partsOf } from '#renderer/features/imports/rehearsal/row-groups.ts'
import { columnTarget } from '#shared/contract/import-table.ts'

const counts: Counts = {
  rows: 408,
  new: 212,
  changed: 35,
  unchanged: 148,
  duplicates: 9,
  problems: 4,
  leftOut: 0,
  decidedSame: 0,
  decidedDifferent: 0,
  repaired: 0,
  kept: 0,
  newCompanies: 7,
  newFields: ['Level'],
  missing: null,
}

const column: Column = {
  index: 5,
  header: 'Niveau',
  samples: ['B2'],
  filled: 3,
  target: {
    field: 'custom-field',
    customField: { name: 'Level', type: 'choice', options: ['B2'] },
  },
  isRecognised: false,
  remarks: [],
}

const row: Row = {
  row: 6,
  group: 'changed',
  kind: 'person',
  name: 'Ana Ferreira',
  companyName: 'Lumen Studio',
  companyFound: null,
  contactId: null,
  matchedBy: 'email',
  sameAsRow: null,
  changes: [],
  problem: null,
  otherProblems: [],
  candidates: [],
  decision: null,
  repairs: [],
  dittos: [],
}

describe('the groups', () => {
  it('add up to the rows of the file', () => {
    expect(partsOf(counts).reduce((sum, part) => sum + part, 0)).toBe(counts.rows)
    expect(partsOf({ ...counts, new: 210, leftOut: 2 })).toEqual([9, 4, 35, 210, 148, 2])
    expect(asideOf({ ...counts, leftOut: 2 })).toBe(15)
  })
  it('begin with what needs the owner', () => {
    expect(firstGroup(counts)).toBe('duplicates')
    expect(firstGroup({ ...counts, duplicates: 0 })).toBe('problems')
    expect(firstGroup({ ...counts, duplicates: 0, problems: 0 })).toBe('changed')
  })
})

describe('what a column becomes', () => {
  it('keeps columns together that belong together', () => {
    const city: Target = { field: 'address-city', group: 'address:1', label: 'work' }
    const facts = { column: { ...column, target: city }, name: 'Ort' }
    expect(targetOfKey('address-region', city, facts)).toEqual({
      field: 'address-region',
      group: 'address:1',
    })
    expect(targetOfKey('address-city', city, facts)).toBe(city)
  })
  it('comes back to what was suggested', () => {
    const chosen: Target = { field: 'notes' }
    expect(targetOfKey('new-field', chosen, { column, name: 'Niveau' })).toBe(column.target)
  })
  it('makes targets the contract reads, from every choice there is', () => {
    const facts = { column: { ...column, target: { field: 'ignore' } as const }, name: 'Niveau' }
    for (const key of [...Object.values(targetGroups).flat(), 'custom:7']) {
      const target = targetOfKey(key, { field: 'ignore' }, facts)
      expect(columnTarget.parse(target)).toEqual(target)
      expect(keyOfTarget(target)).toBe(key)
    }
  })
  it('offers every field of the contract', () => {
    const offered = new Set(
      Object.values(targetGroups)
        .flat()
        .map((key) => key.split(':')[0]),
    )
    const own = columnTarget.shape.field.options.filter((field) => !offered.has(field))
    expect(own).toEqual(['custom-field'])
  })
})

describe('what happens to somebody who has one', () => {
  it('is a choice of rules, the default first', () => {
    expect(rulesOf('job-title')).toEqual(['fill-blanks', 'overwrite'])
    expect(rulesOf('email')).toEqual(['add', 'fill-blanks', 'overwrite'])
    expect(rulesOf('notes')).toEqual(['add'])
    expect(rulesOf('ignore')).toEqual([])
    expect(ruleOf({ field: 'phone' })).toBe('add')
    expect(ruleOf({ field: 'phone', rule: 'overwrite' })).toBe('overwrite')
  })
  it('is one rule for the parts of an address', () => {
    const targets: Target[] = [
      { field: 'address-city', group: 'a' },
      { field: 'email' },
      { field: 'address-street', group: 'a' },
      { field: 'address-city', group: 'b' },
    ]
    expect(columnsOfRule(targets, 0)).toEqual([0, 2])
    expect(columnsOfRule(targets, 1)).toEqual([1])
  })
  it('is asked where a value of the row meets another one', () => {
    const rehearsed = (index: number, target: Target): RehearsedColumn => ({
      index,
      header: `column ${index}`,
      target,
      differing: 11,
    })
    const columns = [
      rehearsed(0, { field: 'email' }),
      rehearsed(1, { field: 'phone' }),
      rehearsed(2, { field: 'custom-field', customField: { name: 'Level', type: 'text' } }),
    ]
    const change = { label: null, type: null, before: 'a', after: 'b' }
    const changes: Row['changes'] = [
      { ...change, field: 'phone', kind: 'overwrites' },
      { ...change, field: 'email', kind: 'adds' },
      { ...change, field: 'custom-field', label: 'Level', kind: 'yours-stays' },
    ]
    const found = columnsInQuestion({ ...row, changes }, columns, new Map())
    expect(found.map(({ column }) => column.index)).toEqual([1, 2])
    expect(rowFieldOf('job-title')).toBe('jobTitle')
    expect(rowFieldOf('address-city')).toBe('address')
  })
})

describe('a problem', () => {
  const problem = { code: 'no-such-day', column: 'Birthday', columnIndex: 4, value: '30.02.1990' }
  const name = (index: number): string => `column ${index}`
  it('is repaired in its cell', () => {
    expect(cellsOf({ ...row, problem }, name)).toEqual([
      { column: 4, name: 'Birthday', value: '30.02.1990', problem: 'no-such-day', was: null },
    ])
    const whole = { ...problem, column: null, columnIndex: null }
    expect(cellsOf({ ...row, problem: whole }, name)).toMatchObject([{ column: null, name: '' }])
  })
  it('is repaired in each of its cells, from left to right', () => {
    const phone = { code: 'phone-too-short', column: 'Phone', columnIndex: 2, value: '12' }
    const repairs = [
      { column: 1, was: 'a@b', now: 'a@b.example' },
      { column: 4, was: '30.02.90', now: '30.02.1990' },
    ]
    const cells = cellsOf({ ...row, problem, otherProblems: [phone], repairs }, name)
    expect(cells).toMatchObject([
      { column: 1, name: 'column 1', value: 'a@b.example', problem: null, was: 'a@b' },
      { column: 2, value: '12', problem: 'phone-too-short', was: null },
      { column: 4, value: '30.02.1990', problem: 'no-such-day', was: '30.02.90' },
    ])
  })
  it('of a row without a name is a name to type', () => {
    const nameless = { code: 'no-name', column: 'Name', columnIndex: 0, value: 'B2 · Rome' }
    const cells = cellsOf({ ...row, name: '', problem: nameless }, name)
    expect(cells).toMatchObject([{ column: 0, name: 'Name', value: '' }])
  })
  it('that is repaired shows what stands there now', () => {
    const repairs = [{ column: 4, was: '30.02.1990', now: '28.02.1990' }]
    const cells = cellsOf({ ...row, repairs }, name)
    expect(cells).toMatchObject([{ column: 4, value: '28.02.1990', was: '30.02.1990' }])
  })
})

describe('revisions that gather while one is rehearsed', () => {
  it('are one, and the later word about a place wins', () => {
    const first = withRevision([], { repairs: [{ row: 2, column: 1, value: 'a' }] })
    const both = withRevision(first, {
      repairs: [
        { row: 2, column: 1, value: 'b' },
        { row: 3, column: 1, value: 'c' },
      ],
      leaveOut: [{ row: 9, isLeftOut: true }],
    })
    expect(both).toEqual([
      {
        repairs: [
          { row: 2, column: 1, value: 'b' },
          { row: 3, column: 1, value: 'c' },
        ],
        leaveOut: [{ row: 9, isLeftOut: true }],
      },
    ])
  })
  it('are never more at once than the host takes', () => {
    const many = Array.from({ length: 700 }, (_, row) => ({ row: row + 1, keepAsNote: true }))
    const twice = withRevision(withRevision([], { problems: many }), { problems: many })
    expect(twice.map(({ problems }) => problems?.length)).toEqual([700, 700])
  })
})

describe('the file', () => {
  it('shows amounts at the right, not phones and days', () => {
    const cells = [
      ['1.110,00', '+45 20 12', '03.11.1979', ''],
      ['0,00', '912 000', 'N/A', ''],
    ]
    const lines = cells.map((one, at) => ({ line: at + 2, cells: one }))
    expect([...figureColumns(lines, 4)]).toEqual([0])
  })
  it('is asked about days that can be read both ways', () => {
    expect(openDay('03/04/2026')).toEqual({ first: 3, second: 4 })
    expect(openDay('31/04/2026')).toBeNull()
    expect(openDay('4/4/2026')).toBeNull()
    expect(dayFormOptions('month-first point')).toEqual({
      dayOrder: 'month-first',
      decimal: 'point',
    })
  })
  it('may be pasted, and has a name for its recipe', () => {
    expect(isTable('Name\tPhone\nAna\t1')).toBe(true)
    expect(isTable(' one cell ')).toBe(false)
    expect(recipeNameOf('clients_2026.csv')).toBe('clients_2026')
  })
})

describe('readOutcome', () => {
  const created = { companies: 1, fields: ['Level'], tagged: 3, noMail: 2 }
  it.each([
    [
      { code: 'planned', counts, seconds: 1 },
      { kind: 'planned', counts },
    ],
    [
      { code: 'data-moved', counts },
      { kind: 'data-moved', counts },
    ],
    [
      { code: 'applied', counts, changedPeople: 2, operationId: 7, seconds: 2, created },
      { kind: 'applied', counts, changedPeople: 2, operationId: 7, seconds: 2, created },
    ],
    [
      { code: 'too-many-columns', data: { columns: 600, max: 512 } },
      { kind: 'refused', refusal: { code: 'too-many-columns', data: { columns: 600, max: 512 } } },
    ],
    [null, { kind: 'refused', refusal: { code: 'bug', data: undefined } }],
  ])('%j', (outcome, expected) => {
    expect(readOutcome(outcome)).toEqual(expected)
  })
})
