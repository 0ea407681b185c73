import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TableRow } from '#main/engines/file-formats/table/table.ts'
import { openTable } from '#main/features/imports/tables/open-table.ts'

interface Expected {
  readonly format: Record<string, unknown>
  readonly headers: readonly string[]
  readonly rows: number
  readonly cells: readonly {
    readonly row: number
    readonly column: number
    readonly value: string
  }[]
  readonly lines?: number
  readonly raggedRows?: number
  readonly doubtfulCharacters?: number
  readonly brokenRows?: readonly number[]
}

const folder = join(import.meta.dirname, '../../../fixtures/imports/reading')
const files = readdirSync(folder).filter((name) => !name.endsWith('.json'))

const read = async (name: string) => {
  const opened = await openTable(join(folder, name), { columnWord: 'Column' })
  if (!opened.ok) throw new Error(`${name}: ${JSON.stringify(opened.error)}`)
  const table = opened.value
  const rows: TableRow[] = []
  const summary = table.read((batch) => {
    rows.push(...batch)
    return true
  })
  if (!summary.ok) throw new Error(`${name}: ${JSON.stringify(summary.error)}`)
  return { table, rows, summary: summary.value }
}

describe('files as people have them', () => {
  it.each(files)('%s', async (name) => {
    const stem = name.replace(/\.\w+$/u, '')
    const text = readFileSync(join(folder, `${stem}.expected.json`), 'utf8')
    const {
      format,
      headers,
      rows: count,
      cells,
      brokenRows,
      ...summary
    }: Expected = JSON.parse(text)
    const found = await read(name)
    expect(found.table.format).toMatchObject(format)
    expect(found.table.headers).toEqual(headers)
    const byRow = new Map(found.rows.map((row) => [row.row, row]))
    expect(
      cells.map((cell) => ({ ...cell, value: byRow.get(cell.row)?.cells[cell.column] ?? '' })),
    ).toEqual(cells)
    expect(found.summary).toMatchObject({
      rows: count,
      isWhole: true,
      doubtfulCharacters: 0,
      ...summary,
    })
    expect(found.rows).toHaveLength(count)
    const broken = found.rows.filter((row) => row.hasBrokenQuotes).map(({ row }) => row)
    expect(broken).toEqual(brokenRows ?? [])
  })
})
