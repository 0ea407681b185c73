import { readPersonName } from '#shared/domain/person-name.ts'
import { companyCore, companyKey } from './company-names.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { exactNameKey, foldedWords, nameKey } from './name-keys.ts'

/** Why two may be the same, or are not quite. */
export type Similarity =
  | 'same-email'
  | 'same-phone'
  | 'same-name'
  | 'same-name-and-company'
  | 'same-company'
  | 'same-domain'
  | 'same-birthday'
  | 'accents-differ'
  | 'initial-fits'
  | 'one-name-longer'
  | 'similar-spelling'
  | 'swapped-names'
  | 'same-in-pinyin'
  | 'company-suffix'
  | 'other-name'
  | 'other-number'
  | 'other-domain'
  | 'other-town'
  | 'shared-point'

/** What is known of somebody when two are compared. */
export interface Comparable {
  readonly kind: 'person' | 'company'
  /** Empty for somebody who is only called by an e-mail address. */
  readonly name: string
  readonly company: string
  /** Each in the form in which they are compared. */
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  /** Domains of e-mails that tell of a company. */
  readonly domains: readonly string[]
  /** `MM-DD`, with the year before it where it is known. */
  readonly birthday: string | null
  /** The name in Latin letters, one word a syllable, if it is written in Han characters. */
  readonly pinyin: string | null
}

/** How alike two are: from 0 to 1, with the reasons, the most telling first. */
export interface Likeness {
  readonly score: number
  readonly reasons: readonly Similarity[]
}

type NameLikeness = Readonly<{ score: number; reason: Similarity }>

const likeEnough = 0.92

/** Whether two names are worth a closer look: one person's, or with a word in common. */
export const mayBeAlike = (
  one: Pick<Comparable, 'name' | 'pinyin'>,
  other: Pick<Comparable, 'name' | 'pinyin'>,
): boolean => {
  return shareFamily(one.name, other.name) || compareNames(one, other) !== null
}

/** Whether a word of both names is the same: of Han names the surname, where it is certain. */
const shareFamily = (one: string, other: string): boolean => {
  const [words, others] = [foldedWords(one), foldedWords(other)]
  if (words.some((word) => word.length > 1 && others.includes(word))) return true
  const surname = words.length === 1 ? hanSurname(words[0] ?? '') : null
  return surname !== null && others.length === 1 && surname === hanSurname(others[0] ?? '')
}

const hanSurname = (word: string): string | null =>
  isHan(word) ? readPersonName(word).familyName : null

/** Compares two names of persons; null when they do not look like one person's. */
export const compareNames = (
  one: Pick<Comparable, 'name' | 'pinyin'>,
  other: Pick<Comparable, 'name' | 'pinyin'>,
): NameLikeness | null => {
  if (one.name === '' || other.name === '') return null
  const exact = exactNameKey(one.name)
  const exactOther = exactNameKey(other.name)
  if (exact === exactOther) return { score: 1, reason: 'same-name' }
  const words = foldedWords(one.name)
  const otherWords = foldedWords(other.name)
  if (words.join(' ') === otherWords.join(' ')) return { score: 0.97, reason: 'accents-differ' }
  if (nameKey(one.name) === nameKey(other.name)) return { score: 0.95, reason: 'swapped-names' }
  return comparePinyin(one, other) ?? compareWords(words, otherWords)
}

const comparePinyin = (
  one: Pick<Comparable, 'name' | 'pinyin'>,
  other: Pick<Comparable, 'name' | 'pinyin'>,
): NameLikeness | null => {
  // Two names in characters are the same only in the same characters.
  if ((one.pinyin === null) === (other.pinyin === null)) return null
  const spelled = (one.pinyin ?? other.pinyin ?? '').split(' ')
  const latin = foldedWords(one.pinyin === null ? one.name : other.name)
  if (spelled.length < 2 || latin.length < 2) return null
  const joined = spelled.join('')
  const given = spelled.slice(1).join('')
  const fits =
    latin.join('') === joined ||
    [...latin.slice(1), latin[0]].join('') === joined ||
    latin.join('') === given + (spelled[0] ?? '')
  return fits ? { score: 0.93, reason: 'same-in-pinyin' } : null
}

const compareWords = (one: readonly string[], other: readonly string[]): NameLikeness | null => {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one]
  const free = [...many]
  let [initials, similar, whole] = [0, 0, 0]
  for (const word of few) {
    const at = bestPartner(word, free)
    if (at === -1) return null
    const partner = free[at] ?? ''
    free.splice(at, 1)
    if (word === partner) whole += 1
    else if (isInitial(word, partner)) initials += 1
    else similar += 1
  }
  // A single shared word, or initials alone, is nobody in particular.
  if (whole + similar === 0 || (few.length < 2 && free.length > 0)) return null
  if (similar > 0) {
    if (free.length > 0 || initials > 0) return null
    return { score: 0.9 * jaroWinkler(one.join(' '), other.join(' ')), reason: 'similar-spelling' }
  }
  if (initials > 0) return { score: 0.85, reason: 'initial-fits' }
  return { score: 0.88, reason: 'one-name-longer' }
}

const isInitial = (one: string, other: string): boolean =>
  one !== other &&
  (one.length === 1 ? other.startsWith(one) : other.length === 1 && one.startsWith(other))

const bestPartner = (word: string, others: readonly string[]): number => {
  const same = others.indexOf(word)
  if (same !== -1) return same
  const initial = others.findIndex((other) => isInitial(word, other))
  if (initial !== -1) return initial
  if (word.length < 3 || isHan(word)) return -1
  return others.findIndex(
    (other) => other.length >= 3 && !isHan(other) && jaroWinkler(word, other) >= likeEnough,
  )
}

const isHan = (word: string): boolean => /\p{Script=Han}/u.test(word)

const meet = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((value) => other.includes(value))

/** What both have in common beside their names. */
const context = (one: Comparable, other: Comparable): Similarity[] => {
  const isSameCompany =
    one.company !== '' &&
    other.company !== '' &&
    companyKey(one.company) === companyKey(other.company)
  return [
    ...(meet(one.emails, other.emails) ? (['same-email'] as const) : []),
    ...(meet(one.phones, other.phones) ? (['same-phone'] as const) : []),
    ...(isSameCompany ? (['same-company'] as const) : []),
    ...(!isSameCompany && meet(one.domains, other.domains) ? (['same-domain'] as const) : []),
    ...(one.birthday !== null && one.birthday === other.birthday
      ? (['same-birthday'] as const)
      : []),
  ]
}

const bonuses: Partial<Readonly<Record<Similarity, number>>> = {
  'same-email': 0.1,
  'same-phone': 0.08,
  'same-company': 0.06,
  'same-domain': 0.05,
  'same-birthday': 0.08,
}

/** How alike two people or two companies are; null when nothing speaks for it. */
export const compare = (one: Comparable, other: Comparable): Likeness | null => {
  if (one.kind !== other.kind) return null
  return one.kind === 'company' ? compareCompanies(one, other) : comparePeople(one, other)
}

const compareCompanies = (one: Comparable, other: Comparable): Likeness | null => {
  const core = companyCore(one.name)
  const otherCore = companyCore(other.name)
  if (core === '' || otherCore === '') return null
  const shared = context({ ...one, company: '' }, { ...other, company: '' })
  if (companyKey(one.name) === companyKey(other.name)) {
    const isSame = nameKey(one.name) === nameKey(other.name)
    return likeness({ score: 0.93, reason: isSame ? 'same-name' : 'company-suffix' }, shared)
  }
  const alike = jaroWinkler(core, otherCore)
  if (alike >= 0.94 && core.length > 4 && !isHan(core)) {
    return likeness({ score: 0.9 * alike, reason: 'similar-spelling' }, shared)
  }
  const isPart = core.startsWith(`${otherCore} `) || otherCore.startsWith(`${core} `)
  return isPart && shared.length > 0
    ? likeness({ score: 0.85, reason: 'one-name-longer' }, shared)
    : null
}

const comparePeople = (one: Comparable, other: Comparable): Likeness | null => {
  const shared = context(one, other)
  const names = compareNames(one, other)
  if (names !== null) {
    const isCertainName = names.score > 0.92
    return shared.length > 0 || (isCertainName && saysNothingElse(one, other))
      ? likeness(names, shared)
      : null
  }
  return familyWithOnePoint(one, other, shared)
}

/** The same name without company or without ways to reach them on one side: nothing speaks against it. */
const saysNothingElse = (one: Comparable, other: Comparable): boolean => {
  const isBare = ({ emails, phones }: Comparable): boolean => emails.length + phones.length === 0
  const hasOneCompany = one.company === '' || other.company === ''
  return hasOneCompany && (isBare(one) || isBare(other))
}

/** Another name, but a word of it is the same, and so is a phone or an e-mail of the company. */
const familyWithOnePoint = (
  one: Comparable,
  other: Comparable,
  shared: readonly Similarity[],
): Likeness | null => {
  const hasPoint = shared.includes('same-phone') || shared.includes('same-email')
  if (!hasPoint || !(shared.includes('same-company') || shared.includes('same-domain'))) return null
  return shareFamily(one.name, other.name)
    ? { score: 0.6, reasons: [...shared, 'other-name', 'shared-point'] }
    : null
}

const likeness = (names: NameLikeness, shared: readonly Similarity[]): Likeness => {
  const bonus = shared.reduce((sum, reason) => sum + (bonuses[reason] ?? 0), 0)
  const score = Math.min(1, Math.round((names.score - 0.1 + bonus) * 1000) / 1000)
  const isBoth = names.reason === 'same-name' && shared[0] === 'same-company'
  if (isBoth) return { score, reasons: ['same-name-and-company', ...shared.slice(1)] }
  return { score, reasons: [...shared, names.reason] }
}
