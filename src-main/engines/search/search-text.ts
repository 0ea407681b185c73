import { parseEmail } from '#shared/domain/email-address.ts'
import { remember } from '#shared/domain/remember.ts'
import {
  addressSigns,
  asciiWords,
  fold,
  foldWrittenOut,
  hasSign,
  isAscii,
  squeeze,
  squeezeAroundSigns,
  wordsOf,
} from './fold.ts'
import { phoneForms, plusForms } from './phone-forms.ts'
import { spell } from './pinyin.ts'

/** Shortest piece of an e-mail address or phone number that is found inside of it. */
export const insideFrom = 4
/** Words shorter than this are looked up whole, among the beginnings of all words. */
export const shortWord = 4
/** Stands before the short beginnings; the index takes it for a letter, nothing else has it. */
export const beginningMark = '^'
/** East Asian words of names are indexed up to this many characters; queries are cut alike. */
export const nameChunk = 16
/** The same for notes, where every character begins a word. */
export const noteChunk = 4

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
 * What a contact is found by: the words of its names, job title, company and e-mail addresses, with
 * pinyin and initials. East Asian words are given once from each of their characters.
 *
 * Of each word the first one, two and three characters stand there, marked, and the whole of it
 * where it is longer: typing has a short list to look up from the first letter on.
 */
export const namesText = (names: SearchableNames): string => {
  const found = new Set<string>()
  let text = ''
  const add = (words: readonly WrittenWord[]): void => {
    for (const { word, written } of words) {
      if (found.has(word)) continue
      found.add(word)
      text += written
    }
  }
  for (const name of [names.displayName, ...names.otherNames]) {
    for (const part of name.split(whiteSpace)) add(partWords(part))
  }
  for (const plain of names.plainTexts) add(plainWords(plain))
  addPinyin(add, names.displayName, names.isPerson)
  for (const name of names.otherNames) {
    if (!names.displayName.includes(name)) addPinyin(add, name, false)
  }
  for (const email of names.emails) {
    for (const word of plainWordsOf(fold(email))) {
      if (found.has(word)) continue
      found.add(word)
      text += wordText(word)
    }
  }
  return text.trimEnd()
}

/** A word as it is looked for, and all that stands in the text for it. */
interface WrittenWord {
  readonly word: string
  readonly written: string
}

const twoUnits = /[\u{10000}-\u{10ffff}]/u
const whiteSpace = /[ \t\r\n]+/u
const written = (words: Iterable<string>): readonly WrittenWord[] =>
  Array.from(words, (word) => ({ word, written: wordText(word) }))

/** The words of one piece of a name between spaces. */
const partWords = remember((part) => written(new Set(nameWords(part))))

/** The words of a title or a company, which many have. */
const plainWords = remember((text) => {
  const parts = text.split(whiteSpace).flatMap((part) => partWords(part))
  return [...new Map(parts.map((one) => [one.word, one])).values()]
})

/** The beginnings of a word, marked, and the word where it is longer; with a space after each. */
const wordText = (word: string): string => {
  if (word.length >= shortWord && !twoUnits.test(word)) {
    return `${beginningMark}${word[0]} ${beginningMark}${word[0]}${word[1]} ${beginningMark}${word[0]}${word[1]}${word[2]} ${word} `
  }
  let length = 0
  let beginning = beginningMark
  let text = ''
  for (const character of word) {
    length += 1
    if (length >= shortWord) return `${text}${word} `
    beginning += character
    text += `${beginning} `
  }
  return text
}

const nameWords = (text: string): readonly string[] => {
  const words = [...plainWordsOf(fold(text))]
  const spelled = foldWrittenOut(text)
  if (spelled !== null) words.push(...plainWordsOf(spelled))
  const joined = text.replace(apostrophes, '')
  if (joined !== text) words.push(...plainWordsOf(fold(joined)))
  return words
}

const plainWordsOf = (folded: string): readonly string[] => {
  if (isAscii(folded)) return folded.match(asciiWords) ?? []
  return wordsOf(folded).flatMap((word) =>
    word.isEastAsian ? startsOf(word.text, nameChunk) : [word.text],
  )
}

/** A run of East Asian characters from each of them on. */
const startsOf = (text: string, reach: number): readonly string[] => {
  const characters = [...text]
  return characters.map((_, start) => characters.slice(start, start + reach).join(''))
}

/** Spellings of a name in letters, from each of its characters: all of it, initials, and mixed. */
const addPinyin = (
  add: (words: readonly WrittenWord[]) => void,
  text: string,
  isPerson: boolean,
): void => {
  let isHead = isPerson
  for (const run of text.match(hanRuns) ?? []) {
    add(isHead ? personSpellings(run) : otherSpellings(run))
    isHead = false
  }
}

const personSpellings = remember((run) => written(pinyinSpellings(run, true)))
const otherSpellings = remember((run) => written(pinyinSpellings(run, false)))

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
 * E-mail addresses and phone numbers in all their pieces of four letters and digits, and in all of
 * four characters that have a sign among them.
 */
export const pointsText = (points: readonly SearchablePoint[]): string => {
  let text = ''
  for (const point of points) {
    let before = ''
    for (const form of pointForms(point)) {
      // The forms of one number end alike: what they have in common is said once.
      text += piecesText(form, before)
      before = form
    }
    for (const form of signedForms(point)) text += signedPiecesText(form)
  }
  return text.trimEnd()
}

/** The pieces of a form that have a sign, with a space after each. */
const signedPiecesText = (form: string): string => {
  let text = ''
  if (twoUnits.test(form)) {
    for (const piece of windowsOf(form, insideFrom)) if (hasSign(piece)) text += `${piece} `
    return text
  }
  let sign = -1
  for (let last = 0; last < form.length; last += 1) {
    if (addressSigns.includes(form.charAt(last))) sign = last
    const start = last - insideFrom + 1
    if (start >= 0 && sign >= start) text += `${form.slice(start, last + 1)} `
  }
  return text
}

/** The pieces of a form with a space after each, but for those at its end that `before` has. */
const piecesText = (form: string, before: string): string => {
  let text = ''
  if (twoUnits.test(form)) {
    const pieces = windowsOf(form, insideFrom)
    const count = pieces.length - sharedEnd(before, form, pieces.length)
    for (const piece of pieces.slice(0, count)) text += `${piece} `
    return text
  }
  const most = Math.max(0, form.length - insideFrom + 1)
  const count = most - sharedEnd(before, form, most)
  for (let at = 0; at < count; at += 1) text += `${form.slice(at, at + insideFrom)} `
  return text
}

/** How many pieces at its end a form shares with the one before; 0 to `most`. */
const sharedEnd = (before: string, form: string, most: number): number => {
  let shared = 0
  while (
    shared < before.length &&
    shared < form.length &&
    before[before.length - 1 - shared] === form[form.length - 1 - shared]
  ) {
    shared += 1
  }
  return Math.min(most, Math.max(0, shared - insideFrom + 1))
}

/** Every piece of `size` characters; none when the text is shorter. */
export const windowsOf = (text: string, size: number): readonly string[] => {
  // Numbers and addresses hardly ever have a character of two units.
  const characters = twoUnits.test(text) ? [...text] : null
  const windows: string[] = []
  const last = (characters ?? text).length - size
  for (let start = 0; start <= last; start += 1) {
    windows.push(
      characters === null
        ? text.slice(start, start + size)
        : characters.slice(start, start + size).join(''),
    )
  }
  return windows
}

/** The forms of a point in which pieces are looked for; letters and digits only. */
export const pointForms = (point: SearchablePoint): readonly string[] => {
  if (point.kind === 'phone') return phoneForms(point)
  return point.kind === 'email' ? emailForms(point, squeeze) : []
}

/**
 * The forms of a point in which a piece is looked for that has a sign, because without it there
 * would be too little left: an e-mail address with its signs, a phone number after its plus.
 */
export const signedForms = (point: SearchablePoint): readonly string[] => {
  if (point.kind === 'phone') return plusForms(point)
  return point.kind === 'email' ? emailForms(point, squeezeAroundSigns) : []
}

const emailForms = (
  { raw, normalized }: SearchablePoint,
  squeezed: (folded: string) => string,
): readonly string[] => {
  const typed = squeezed(fold(raw))
  const normal = squeezed(fold(normalized ?? parseEmail(raw)?.normalized ?? ''))
  return normal === '' || normal === typed ? [typed] : [typed, normal]
}

/** The words of a note by whose beginnings it is found. */
export const notesText = (text: string): string => {
  const tokens = new Set<string>()
  for (const word of wordsOf(fold(text))) {
    if (!word.isEastAsian) tokens.add(word.text)
    else for (const piece of startsOf(word.text, noteChunk)) tokens.add(piece)
  }
  return [...tokens].join(' ')
}
