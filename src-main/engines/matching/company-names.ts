import { foldedWords } from './name-keys.ts'

/** What the law adds to a company's name, folded; each stands at the end. */
const suffixes = new Set(
  `ab ag aktiengesellschaft as asa bv co company corp corporation eg ek eirl eurl gbr gesmbh gmbh inc
  incorporated kft kg kgaa lda limitada limited llc llp ltd ltda mbh nv og ohg oy oyj plc pty sa sarl sas
  sasu se sl slu snc sp spa spj spolka sprl srl sro ug unipessoal zoo zrt aps kk pte pvt`
    .split(/\s+/u)
    .filter((word) => word !== ''),
)
/** Words that only join what stands before a suffix: `& Co. KG`. */
const joiners = new Set(['and', 'und', 'et', 'y', 'e', 'the'])
/** Forms that are also written in full. */
const shortForms: Readonly<Record<string, string>> = {
  limited: 'ltd',
  incorporated: 'inc',
  corporation: 'corp',
  company: 'co',
  aktiengesellschaft: 'ag',
  limitada: 'lda',
  ltda: 'lda',
  gesmbh: 'gmbh',
  有限责任公司: '有限公司',
  責任有限公司: '有限公司',
}
const hanSuffix =
  /(?:股份有限公司|有限责任公司|有限公司|集团公司|股份公司|責任有限公司|株式会社|有限会社|公司|集团)$/u
const hanPrefix = /^(?:株式会社|有限会社)/u

/**
 * A company's name without its legal form: `Ek Ceramics AB` and `Ek Ceramics` give the same.
 *
 * Empty when nothing else is left.
 */
export const companyCore = (name: string): string => companyParts(name).core

interface CompanyParts {
  readonly core: string
  readonly form: string
}

const memoLimit = 5000
const memo = new Map<string, CompanyParts>()

const companyParts = (name: string): CompanyParts => {
  const known = memo.get(name)
  if (known !== undefined) return known
  if (memo.size >= memoLimit) memo.clear()
  const parts = readParts(name)
  memo.set(name, parts)
  return parts
}

const readParts = (name: string): CompanyParts => {
  const words = foldedWords(joinInitials(name))
  const [only = ''] = words
  if (words.length === 1 && /\p{Script=Han}/u.test(only)) {
    const core = only.replace(hanPrefix, '').replace(hanSuffix, '')
    const form = only.replace(core, '')
    return { core, form: shortForms[form] ?? form }
  }
  let end = words.length
  while (end > 0 && (suffixes.has(words[end - 1] ?? '') || joiners.has(words[end - 1] ?? ''))) {
    end -= 1
  }
  const start = words[0] === 'the' ? 1 : 0
  const form = words.slice(end).filter((word) => !joiners.has(word))
  return {
    core: words.slice(start, end).join(' '),
    form: form.map((word) => shortForms[word] ?? word).join(' '),
  }
}

/** The core of a company's name with its words in one order: two companies with the same are alike. */
export const companyKey = (name: string): string =>
  companyCore(name).split(' ').toSorted().join(' ')

/**
 * Whether two names are one company's: they differ in nothing but a legal form that one leaves out
 * or writes in full. `Weber GmbH` and `Weber AG` are two companies.
 */
export const isSameCompany = (one: string, other: string): boolean => {
  const key = companyKey(one)
  if (key === '' || key !== companyKey(other)) return false
  const forms = [companyParts(one).form, companyParts(other).form]
  return forms.includes('') || forms[0] === forms[1]
}

/** `S.A.`, `B. V.`, `Sp. z o.o.` are one word each. */
const joinInitials = (name: string): string =>
  name
    .replace(/\bsp\.?\s*z\s*o\.?\s*o\.?(?=\s|$)/giu, 'spzoo')
    .replace(/(?<=^|\s)(?:\p{L}\.\s?){2,}/gu, (letters) => `${letters.replace(/[.\s]/gu, '')} `)
    .replace(/\bspzoo\b/gu, 'sp zoo')
