import { readEmail } from '../cells/emails.ts'
import { hasLegalForm } from '../cells/legal-forms.ts'
import { splitEmails } from '../cells/multi-values.ts'

/** Sample as large as this share of good cells tells what a column is. */
const nearlyAll = 0.9
/** Shares that are enough where the name of a column says the rest, or nothing else is left. */
const most = 0.6
const mostly = 0.7
const some = 0.05

const isNearlyAll = (cells: readonly string[], test: (cell: string) => boolean): boolean =>
  cells.length > 0 && cells.filter(test).length >= cells.length * nearlyAll

/** E-mail addresses, one or several in a cell. */
export const looksLikeEmails = (cells: readonly string[]): boolean =>
  isNearlyAll(cells, (cell) => {
    const addresses = cell.includes('@') ? splitEmails(cell) : []
    return addresses.length > 0 && addresses.every((address) => readEmail(address) !== null)
  })

/** Numbers with their country; others may be anything. */
export const looksLikePhones = (cells: readonly string[]): boolean =>
  isNearlyAll(cells, (cell) => /^\+[1-9][\d\s().\-/]{7,20}$/u.test(cell))

/** Pages by their whole address; a bare `name.pt` may be anything. */
export const looksLikeLinks = (cells: readonly string[]): boolean =>
  cells.length >= 2 && isNearlyAll(cells, (cell) => /^(?:https?:\/\/|www\.)\S+\.\S+$/iu.test(cell))

/** Words as names are made of, without figures and signs. */
export const looksLikeWords = (cells: readonly string[]): boolean => isNearlyAll(cells, isWords)

/** As `looksLikeWords`, with other cells among them. */
export const mayBeWords = (cells: readonly string[]): boolean =>
  cells.filter(isWords).length > cells.length * most

const isWords = (cell: string): boolean => /^[\p{L}\p{M}][\p{L}\p{M}\s.,'’&+()-]*$/u.test(cell)

/** `Ana Rua`, `Rui de Sa`: mostly some words and nothing else, of more than a few people. */
export const looksLikePeople = (cells: readonly string[]): boolean =>
  looksLikeWords(cells) &&
  new Set(cells).size >= fewPeople &&
  cells.filter((cell) => /^\S+(?:\s+\S+){1,3}$/u.test(cell)).length >= cells.length * mostly

const fewPeople = 8

/** Names that end, or in East Asia begin, with a legal form; mostly, for many are without one. */
export const looksLikeCompanies = (cells: readonly string[]): boolean =>
  cells.length > 1 && cells.filter((cell) => hasLegalForm(cell)).length >= cells.length * most

const phoneSigns = /^\+?\(?\d[\d\s().\-/]{6,20}$/u

/** Eight digits with what people write between them. */
const numberInside = /\d(?:[\s().\-/]*\d){7}/u

/** Cells with a phone number in them, whatever words stand around it; only where the name says so. */
export const holdPhones = (cells: readonly string[]): boolean =>
  cells.length > 0 && cells.filter((cell) => numberInside.test(cell)).length >= cells.length * most

/** Mostly phone numbers and nothing else, where the name says that somebody is reached so. */
export const mayBePhones = (cells: readonly string[]): boolean =>
  cells.length > 0 && cells.filter(isPhones).length >= cells.length * mostly

/** One number, or several with signs between them. */
const isPhones = (cell: string): boolean =>
  cell
    .split(/[,;|，；、]/u)
    .every((part) => phoneSigns.test(part.trim()) && numberInside.test(part))

/** E-mails and phones mixed, as a column called `Contact` may have them, and not just one of them. */
export const looksLikeReach = (cells: readonly string[]): boolean => {
  const emails = cells.filter((cell) => cell.includes('@') && looksLikeEmails([firstOf(cell)]))
  const phones = cells.filter((cell) => phoneSigns.test(cell.trim()))
  const isMixed = Math.min(emails.length, phones.length) >= Math.max(1, cells.length * some)
  return isMixed && emails.length + phones.length >= cells.length * mostly
}

const firstOf = (cell: string): string => splitEmails(cell)[0] ?? ''
