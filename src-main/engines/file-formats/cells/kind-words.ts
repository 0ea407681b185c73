import { wordsOf } from '../columns/header-words.ts'
import { readBoolean } from './booleans.ts'

const kinds: ReadonlyMap<string, 'person' | 'company'> = new Map([
  ...'person|individual|contact|private|privat|privatperson|personne|particulier|persona|人|个人|個人|个人客户|散客|联系人|private person|privatkunde|privatkundin|particular|privato|частное лицо|физлицо|osoba prywatna|şahıs|개인'
    .split('|')
    .map((word) => [word, 'person'] as const),
  ...'company|organization|organisation|business|firma|unternehmen|société|entreprise|empresa|公司|企业|单位'
    .split('|')
    .map((word) => [word, 'company'] as const),
])

/** What a word says a contact is, in five languages; null when it is no such word. */
export const kindOfWord = (word: string): 'person' | 'company' | null =>
  kinds.get(word.trim().toLowerCase()) ?? null

/** Whether a cell says what kind of contact somebody is. */
export const isKindWord = (cell: string): boolean => kindOfWord(cell) !== null

/** Names of columns that ask whether somebody is a company: `is_company`. */
export const companyMarks =
  'is company|is a company|is organization|is organisation|is business|ist Firma|ist eine Firma|ist Unternehmen|est une société|est une entreprise|es empresa|es una empresa|é empresa|é uma empresa|è azienda|è un’azienda|是公司|是否公司|是否为公司|是否企业|是否为企业'
const marks = new Set(companyMarks.split('|').map((name) => wordsOf(name).join(' ')))

/** Whether a yes under this header says that somebody is a company. */
export const asksForCompany = (header: string): boolean => {
  const unhumped = header.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
  return marks.has(wordsOf(unhumped).join(' '))
}

/** What yes or no says under such a header: a company, or somebody else. */
export const kindOfMark = (cell: string): 'person' | 'company' | null => {
  const isCompany = readBoolean(cell)
  if (isCompany === null) return null
  return isCompany ? 'company' : 'person'
}
