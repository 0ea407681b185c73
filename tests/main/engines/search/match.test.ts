import { describe, expect, it } from 'vitest'
import { type ContactMatch, type MatchCandidate, matchContact } from '#main/engines/search/match.ts'
import { readQuery } from '#main/engines/search/query.ts'
import { snippetOf } from '#main/engines/search/snippet.ts'

const candidate = (displayName: string, rest: Partial<MatchCandidate> = {}): MatchCandidate => ({
  displayName,
  isPerson: true,
  otherNames: [],
  jobTitle: null,
  companyName: null,
  points: [],
  ...rest,
})

const email = (raw: string): MatchCandidate['points'][number] => ({
  kind: 'email',
  raw,
  normalized: raw,
  shown: raw,
})

const german: MatchCandidate['points'][number] = {
  kind: 'phone',
  raw: '0171 55432109',
  normalized: '+4917155432109',
  shown: '+49 171 55432109',
}

const marked = (text: string, ranges: readonly (readonly [number, number])[]): string[] =>
  ranges.map(([start, end]) => text.slice(start, end))

const match = (text: string, who: MatchCandidate): ContactMatch | null =>
  matchContact(readQuery(text), who)

describe('matchContact', () => {
  it.each([
    ['zso', 'Zsófia Kovács', ['Zsó']],
    ['KOV zs', 'Zsófia Kovács', ['Zs', 'Kov']],
    ['muell', 'Jürgen Müller', ['Müller']],
    ['müll', 'Jürgen Müller', ['Müll']],
    ['müller', 'Jurgen Mueller', ['Mueller']],
    ['strass', 'Anna Straß', ['Straß']],
    ['obri', "Pat O'Brien", ["O'Brien"]],
    ['珊', '张珊', ['珊']],
    ['云艺', '云上云艺', ['云艺']],
  ])('marks %s in %s', (text, name, letters) => {
    const found = match(text, candidate(name))
    expect(found?.field).toBe('name')
    expect(marked(name, found?.nameRanges ?? [])).toEqual(letters)
  })

  it.each([
    ['zs', '张珊', '张珊', 'zhāng shān', ['z', 's']],
    ['zhangs', '张珊', '张珊', 'zhāng shān', ['zhāng', 's']],
    ['shan', '张珊', '珊', 'zhāng shān', ['shān']],
    ['zhan', '张三丰', '张', 'zhāng sān fēng', ['zhān']],
    ['zhangsf', '张三丰', '张三丰', 'zhāng sān fēng', ['zhāng', 's', 'f']],
    ['dan', '单雄信', '单', 'dān xióng xìn', ['dān']],
    ['oyn', '欧阳娜娜', '欧阳娜', 'ōu yáng nà nà', ['ō', 'y', 'n']],
  ])('reads %s as pinyin of %s', (text, name, characters, pinyin, letters) => {
    const found = match(text, candidate(name))
    expect(found).toMatchObject({ field: 'pinyin', text: pinyin })
    expect(marked(name, found?.nameRanges ?? []).join('')).toBe(characters)
    expect(marked(pinyin, found?.ranges ?? [])).toEqual(letters)
  })

  it.each([
    ['xample.c', 'anna@example.com', 'xample.c'],
    ['na@ex', 'anna@example.com', 'na@ex'],
    ['exam', 'anna@example.com', 'exam'],
    ['OX.e', 'fox.einar@example.com', 'ox.e'],
    ['99@i', 'anna99@ibm.com', '99@i'],
    ['na_b', 'anna_berg@example.com', 'na_b'],
    ['l-sm', 'paul-smith@example.com', 'l-sm'],
    ['a+x@', 'anna+x@example.com', 'a+x@'],
    ['nna@', 'hanna+nna@example.com', 'nna@'],
    ['9.12', 'ek99.12@example.com', '9.12'],
  ])('finds %s inside %s', (text, address, letters) => {
    const found = match(text, candidate('Nobody', { points: [email(address)] }))
    expect(found?.field).toBe('email')
    expect(marked(address, found?.ranges ?? [])).toEqual([letters])
  })

  it.each([
    '0171 554',
    '+49 171 554',
    '0049171554',
    '(0171) 554',
    '171554',
    '5432',
    '+49 (0)171',
    '+491',
    '+49 1',
    '0049 1',
  ])('finds a phone by %s', (text) => {
    expect(match(text, candidate('Nobody', { points: [german] }))?.field).toBe('phone')
  })

  it('says what matched beside the name', () => {
    const who = candidate('Anna Ek', { companyName: 'Ek Ceramics' })
    expect(match('anna cera', who)).toEqual({
      field: 'company',
      text: 'Ek Ceramics',
      ranges: [[3, 7]],
      nameRanges: [[0, 4]],
    })
  })

  it.each([
    ['ofia', 'inside a word'],
    ['zs x', 'one word too many'],
    ['171', 'three digits'],
    ['+17', 'three digits after a plus that is not there'],
    ['ia.k', 'three letters around a sign that is not there'],
    ['', 'nothing'],
    ['!?', 'signs only'],
  ])('finds nobody by %j: %s', (text) => {
    expect(
      match(text, candidate('Zsófia Kovács', { points: [german, email('liako@ek.se')] })),
    ).toBeNull()
  })
})

describe('snippetOf', () => {
  it('shows the place and marks the letters', () => {
    const note = `${'word '.repeat(60)}about the 知识产权的事 and prices ${'word '.repeat(60)}`
    const snippet = snippetOf(readQuery('产权 pric'), note)
    expect(marked(snippet?.text ?? '', snippet?.ranges ?? [])).toEqual(['产权', 'pric'])
    expect(snippet?.text).toMatch(/^….*…$/u)
    expect(snippet?.text.length).toBeLessThan(130)
  })

  it('refuses a note without one of the words', () => {
    expect(snippetOf(readQuery('offer price'), 'the price only')).toBeNull()
  })
})
