import { parseEmail } from '#shared/domain/email-address.ts'
import { fold, foldWrittenOut, squeeze, wordsOf } from './fold.ts'
import { phoneForms } from './phone-forms.ts'
import { spell } from './pinyin.ts'

/** Shortest piece of an e-mail address or phone number that is found inside of it. */
export const insideFrom = 4
/** East Asian words of names are indexed up to this many characters; queries are cut alike. */
export const nameChunk = 16
/** The same for notes, where every character begins a word. */
export const noteChunk = 4
/** Pieces of addresses and numbers are indexed up to this many characters. */
export const pointChunk = 24

const hanRuns = /\p{Script=Han}+/gu
const apostrophes = /(?<=\p{L})['’ʼ](?=\p{L})/gu
/** Pinyin is spelled over at most this many characters at a time. */
export const pinyinReach = 8

/** The names of a contact that are searched. */
export interface SearchableNames {
  readonly displayName: string
  readonly isPerson: boolean
  /** Given name, family name, nickname: whatever else the contact is called. */
  readonly otherNames: readonly string[]
  /** Job title and company: found by their words, without pinyin. */
  readonly plainTexts: readonly string[]
  readonly emails: readonly string[]
}

/** An e-mail address or phone number; other kinds are passed over. */
export interface SearchablePoint {
  readonly kind: string
  readonly raw: string
  readonly normalized: string | null
}

/**
 * The words by whose beginnings a contact is found: names, job title, company, the parts of e-mail addresses,
 * pinyin and initials. East Asian words are given once from each of their characters.
 */
export const namesText = (names: SearchableNames): string => {
  const tokens = new Set<string>()
  for (const text of [names.displayName, ...names.otherNames, ...names.plainTexts]) {
    addNameWords(tokens, text)
  }
  addPinyin(tokens, names.displayName, names.isPerson)
  for (const name of names.otherNames) {
    if (!names.displayName.includes(name)) addPinyin(tokens, name, false)
  }
  for (const email of names.emails) addPlainWords(tokens, fold(email))
  return [...tokens].join(' ')
}

const addNameWords = (tokens: Set<string>, text: string): void => {
  if (text === '') return
  addPlainWords(tokens, fold(text))
  const written = foldWrittenOut(text)
  if (written !== null) addPlainWords(tokens, written)
  const joined = text.replace(apostrophes, '')
  if (joined !== text) addPlainWords(tokens, fold(joined))
}

const addPlainWords = (tokens: Set<string>, folded: string): void => {
  for (const word of wordsOf(folded)) {
    if (word.isEastAsian) addStarts(tokens, [...word.text], nameChunk)
    else tokens.add(word.text)
  }
}

const addStarts = (tokens: Set<string>, characters: readonly string[], reach: number): void => {
  for (let start = 0; start < characters.length; start += 1) {
    tokens.add(characters.slice(start, start + reach).join(''))
  }
}

/** Spellings of a name in letters, from each of its characters: all of it, initials, and mixed. */
const addPinyin = (tokens: Set<string>, text: string, isPerson: boolean): void => {
  let isHead = isPerson
  for (const run of text.match(hanRuns) ?? []) {
    for (const spelling of pinyinSpellings(run, isHead)) tokens.add(spelling)
    isHead = false
  }
}

/** All spellings of a run of Han characters by whose beginnings it is found. */
const pinyinSpellings = (run: string, isPersonName: boolean): ReadonlySet<string> => {
  const spellings = new Set<string>()
  for (const syllables of spell(run, isPersonName).variants) {
    for (let start = 0; start < syllables.length; start += 1) {
      const part = syllables.slice(start, start + pinyinReach)
      for (const spelling of spellingsFrom(part)) spellings.add(spelling)
    }
  }
  return spellings
}

/** zhangsanfeng, zsf and zhangsf for the syllables of 张三丰. */
const spellingsFrom = (syllables: readonly string[]): readonly string[] => {
  const [first = '', ...rest] = syllables
  const initials = rest.map((syllable) => syllable.slice(0, 1)).join('')
  return [first + rest.join(''), first.slice(0, 1) + initials, first + initials]
}

/**
 * E-mail addresses and phone numbers from every place that leaves four characters, so that any
 * piece of four or more is the beginning of a word.
 */
export const pointsText = (points: readonly SearchablePoint[]): string => {
  const tokens = new Set<string>()
  for (const point of points) {
    for (const form of pointForms(point)) {
      for (let start = 0; start + insideFrom <= form.length; start += 1) {
        tokens.add(form.slice(start, start + pointChunk))
      }
    }
  }
  return [...tokens].join(' ')
}

/** The forms of a point in which pieces are looked for; letters and digits only. */
export const pointForms = (point: SearchablePoint): readonly string[] => {
  if (point.kind === 'phone') return phoneForms(point)
  if (point.kind !== 'email') return []
  const typed = squeeze(fold(point.raw))
  const normal = squeeze(fold(point.normalized ?? parseEmail(point.raw)?.normalized ?? ''))
  return normal === '' || normal === typed ? [typed] : [typed, normal]
}

/** The words of a note by whose beginnings it is found. */
export const notesText = (text: string): string => {
  const tokens = new Set<string>()
  for (const word of wordsOf(fold(text))) {
    if (word.isEastAsian) addStarts(tokens, [...word.text], noteChunk)
    else tokens.add(word.text)
  }
  return [...tokens].join(' ')
}
