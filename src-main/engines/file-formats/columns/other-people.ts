import { wordsOf } from './header-words.ts'

/** A column about one of several people of a row. */
export interface PersonsColumn {
  /** Which person: `mother`, `parent 1`. */
  readonly person: string
  /** The words of its name that say what of that person it is. */
  readonly words: readonly string[]
}

const persons: readonly (readonly [person: string, words: string])[] = [
  [
    'mother',
    'mother mothers mom moms mum mums mutter mama mere madre mae matka matki mor мать матери мама мамы anne',
  ],
  [
    'father',
    'father fathers dad dads vater papa pere padre pai otec ojciec ojca far отец отца папа папы baba',
  ],
  [
    'spouse',
    'spouse spouses wife wifes husband husbands ehepartner ehefrau ehemann conjoint epouse conyuge esposa esposo coniuge',
  ],
  ['emergency', 'emergency notfall notfallkontakt urgence emergencia emergenza'],
]
const byWord = new Map(
  persons.flatMap(([person, words]) => words.split(' ').map((word) => [word, person] as const)),
)
/** Written without a blank: `母亲电话`, `Muttername`. */
const glued: readonly (readonly [string, RegExp])[] = [
  ['mother', /^(?:母亲|母親|妈妈|媽媽|어머니|母)(?=.)/u],
  ['father', /^(?:父亲|父親|爸爸|아버지|父)(?=.)/u],
  ['spouse', /^(?:配偶|爱人|愛人)(?=.)/u],
  ['emergency', /^(?:紧急联系人|緊急聯絡人|緊急連絡先|紧急)(?=.)/u],
]
const numbered = new Set(
  'parent guardian elternteil erziehungsberechtigter sorgeberechtigter tuteur tutor opiekun rodzic родитель 家长'.split(
    ' ',
  ),
)
const joining = new Set('der des de la le du del della di da do dos 的 の'.split(' '))

/** Whose column it is by its name; null where it is of whom the row is about. */
export const personsColumn = (header: string): PersonsColumn | null => {
  const words = wordsOf(header)
  const found = numberedPerson(words) ?? namedPerson(words) ?? gluedPerson(words)
  return found === null || found.words.length === 0 ? null : found
}

const numberedPerson = (words: readonly string[]): PersonsColumn | null => {
  const at = words.findIndex((word) => numbered.has(word))
  const number = words[at + 1] ?? ''
  if (at === -1 || !/^[1-4]$/u.test(number)) return null
  return { person: `parent ${number}`, words: words.toSpliced(at, 2) }
}

const namedPerson = (words: readonly string[]): PersonsColumn | null => {
  const at = words.findIndex((word) => byWord.has(word))
  const person = byWord.get(words[at] ?? '')
  if (person === undefined) return null
  return { person, words: words.toSpliced(at, 1).filter((word) => !joining.has(word)) }
}

const gluedPerson = ([first = '', ...rest]: readonly string[]): PersonsColumn | null => {
  for (const [person, beginning] of glued) {
    const bare = first.replace(beginning, '')
    if (bare !== first) return { person, words: [bare, ...rest] }
  }
  return null
}
