import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recogniseHeaders } from '#main/engines/file-formats/columns/columns.ts'
import { targetText } from '#tests/support/read-content.ts'

// One block per source; each line is a column as the source writes it and what it becomes.
const file = join(import.meta.dirname, '../../../fixtures/imports/column-targets.txt')
const sources = readFileSync(file, 'utf8')
  .trim()
  .split('\n\n')
  .map((block) => {
    const [title = '', ...lines] = block.split('\n')
    const columns = lines.map((line) => line.split(' → ') as [string, string])
    return { name: title.replace('# ', ''), columns }
  })

/** Without the name of a custom field: it is the column's. */
const bare = (text: string) => text.replace(/(custom-field|own-id) .*: /u, '$1 ')
const targetsOf = (headers: readonly string[]) =>
  recogniseHeaders(headers).map(({ target }) => bare(targetText(target)))

describe.each(sources)('$name', ({ columns }) => {
  const headers = columns.map(([header]) => header)
  const expected = columns.map(([, target]) => target)

  it('maps without a click', () => {
    expect(targetsOf(headers)).toEqual(expected)
    expect(recogniseHeaders(headers).every(({ isKnown }) => isKnown)).toBe(true)
  })

  it('maps whatever the case, the accents and the punctuation', () => {
    const changed = headers.map((header) =>
      header.normalize('NFD').toUpperCase().replaceAll(' - ', ': ').replaceAll('-', ' '),
    )
    const isNamed = (text: string) => !text.startsWith('custom-field') && !text.startsWith('own-id')
    expect(targetsOf(changed).filter(isNamed)).toEqual(expected.filter(isNamed))
  })

  it('maps the same in another order of columns', () => {
    // Of two columns for one fact the first has it.
    const seconds = new Set([
      'Associated Company',
      'Company Name',
      'Lead Source',
      'Original Source',
    ])
    const kept = columns.filter(([header]) => !seconds.has(header)).toReversed()
    const alone = targetsOf(kept.map(([header]) => header))
    expect(alone).toEqual(kept.map(([, target]) => target))
  })
})

it('knows at least the sources that people come from', () => {
  expect(sources.length).toBeGreaterThan(20)
  expect(sources.flatMap(({ columns }) => columns).length).toBeGreaterThan(400)
})
