import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { fold, foldWithPositions, foldWrittenOut, wordsOf } from '#main/engines/search/fold.ts'

it.each([
  ['Zsófia Kovács', 'zsofia kovacs'],
  ['Søren Łukasz Þór ß', 'soren lukasz thor ss'],
  ['ＡＢＣ１２', 'abc12'],
  ['e\u0301', 'e'],
  ['İstanbul ılık', 'istanbul ilik'],
  ['Ωμέγας', 'ωμεγασ'],
  ['ガ', 'ガ'],
  ['カ\u3099', 'ガ'],
  ['한국', '한국'],
])('folds %s to %s', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

it('knows where every folded letter came from', () => {
  const { text, starts, ends } = foldWithPositions('Strauß Jürgen')
  const at = text.indexOf('jurgen')
  expect(text).toBe('strauss jurgen')
  expect([starts[5], ends[5], starts[6], ends[6]]).toEqual([5, 6, 5, 6])
  expect([starts[at], ends[at + 5]]).toEqual([7, 13])
})

it('writes umlauts out', () => {
  expect(foldWrittenOut('Müller & Søn')).toBe('mueller & soen')
  expect(foldWrittenOut('Muller')).toBeNull()
})

describe('wordsOf', () => {
  it('parts East Asian characters from other letters', () => {
    expect(
      wordsOf('上海ok卡拉 anna-b').map(({ text, isEastAsian }) => [text, isEastAsian]),
    ).toEqual([
      ['上海', true],
      ['ok', false],
      ['卡拉', true],
      ['anna', false],
      ['b', false],
    ])
  })

  it('never makes a word that the full-text index would part', () => {
    const database = new Database(':memory:')
    database.exec(
      `create virtual table t using fts5(a, tokenize="unicode61 remove_diacritics 2");
      create virtual table v using fts5vocab(t, 'instance')`,
    )
    const insert = database.prepare('insert into t(rowid, a) values(?, ?)')
    database.transaction(() => {
      for (let point = 0x20; point < 0x30000; point += 1) {
        if (point >= 0xd800 && point < 0xe000) continue
        const [word, ...others] = wordsOf(fold(`x${String.fromCodePoint(point)}x`))
        if (word !== undefined && others.length === 0) insert.run(point, word.text)
      }
    })()
    const parted = database
      .prepare('select doc, count(*) as n from v group by doc having n <> 1')
      .all()
    expect(parted).toEqual([])
    database.close()
  })
})
