import { foldedWords } from './name-keys.ts'

/** What registers and tax offices call the number of a company, folded. */
const ownWords = new Set(
  `vat ein abn acn crn duns lei gstin trn uen
  hrb hra handelsregister handelsregisternummer registernummer firmenbuchnummer steuernummer steuernr
  ustid ustidnr umsatzsteuerid uidnummer
  siren siret rcs cif nif nipc contribuinte cnpj nit rfc rut cuit iva piva
  kvk btw nip regon krs ico dic cvr orgnr organisationsnummer organisasjonsnummer ytunnus adoszam mersis
  инн огрн едрпоу
  统一社会信用代码 社会信用代码 信用代码 税号 纳税人识别号 注册号 工商注册号 组织机构代码 統一編號 法人番号`
    .split(/\s+/u)
    .filter((word) => word !== ''),
)
/** Words that say so together with one for a number. */
const registers = new Set(['registration', 'register', 'reg', 'company', 'business', 'tax', 'gst'])
const numbers = new Set(['number', 'no', 'nr', 'num', 'id', 'code'])
const phrases = /\b(?:ust id(?: ?nr)?|org nr|y tunnus|d u n s|vergi no|codice fiscale)\b/u

const isNumberLabel = (words: readonly string[]): boolean =>
  words.some((word) => ownWords.has(word)) ||
  (words.some((word) => registers.has(word)) && words.some((word) => numbers.has(word))) ||
  phrases.test(words.join(' '))

/** A number in a register, and what it is called, both folded. */
export interface CompanyNumber {
  readonly label: string
  readonly number: string
}

const longest = 40
const fewestDigits = 3

/** The numbers of companies in a text of lines such as `VAT number: PT 509 123 456`. */
export const companyNumbers = (text: string): readonly CompanyNumber[] =>
  text.split('\n').flatMap((line) => {
    const [, name = '', value = ''] = /^([^:：]{1,60})[:：](.*)$/u.exec(line) ?? []
    const words = foldedWords(name)
    const number = value.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '')
    const digits = number.replace(/\P{N}/gu, '').length
    const isNumber = digits >= fewestDigits && number.length <= longest && isNumberLabel(words)
    return isNumber ? [{ label: words.join(' '), number }] : []
  })
