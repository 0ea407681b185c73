import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lostCells } from '#tests/support/lost-cells.ts'
import {
  type ContentRules,
  readContent,
  shortRow,
  targetText,
} from '#tests/support/read-content.ts'

interface Expected extends ContentRules {
  readonly columns: Readonly<Record<string, string>>
  readonly rows: readonly unknown[]
}

const folder = join(import.meta.dirname, '../../../fixtures/imports/content')
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => name.replace(/\.csv$/u, ''))

describe.each(names)('%s', (name) => {
  const text = readFileSync(join(folder, `${name}.expected.json`), 'utf8')
  // The fixture's own form.
  const expected = JSON.parse(text) as Expected
  const content = readContent(name, expected)

  it('suggests what each column becomes', () => {
    const columns = content.headers.map((header, index) => [
      header,
      targetText(content.targets[index]!),
    ])
    expect(Object.fromEntries(columns)).toEqual(expected.columns)
  })

  it('reads every row as expected', () => {
    expect(content.read.map((row) => shortRow(row, content.headers))).toEqual(expected.rows)
  })

  it('loses no cell', () => {
    expect(lostCells(content)).toEqual([])
  })
})

it('has the sources that people come from', () => {
  expect(names.length).toBeGreaterThanOrEqual(20)
})
