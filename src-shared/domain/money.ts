import { type DecimalMark, readDecimal } from './numbers.ts'

/** An amount in minor units of its currency (ISO 4217). */
export interface Money {
  readonly amountMinor: number
  readonly currency: string
}

/** How the money of a column is read. */
export interface MoneyRules {
  readonly decimal: DecimalMark
  /** Of amounts that do not name one. */
  readonly currency: string
}

const words: ReadonlyMap<string, string> = new Map(
  Object.entries({
    EUR: '€|euro|euros|欧元',
    GBP: '£|pound|pounds|英镑',
    CNY: '元|人民币|rmb|块|￥元|cn¥',
    JPY: '円|日元|yen|jp¥',
    CHF: 'fr|fr.|sfr|sfr.|franken|瑞士法郎',
    INR: '₹|rs|rs.|rupees',
    IDR: 'rp|rp.|rupiah',
    KRW: '₩|won|韩元|원',
    RUB: '₽|руб|руб.',
    BRL: 'r$|reais',
    PLN: 'zł|zl|zloty',
    CZK: 'kč|kc',
    HUF: 'ft|forint',
    TRY: '₺|tl',
    ILS: '₪',
    UAH: '₴',
    VND: '₫|đ|vnđ',
    THB: '฿|baht',
    HKD: 'hk$|港币|港元',
    TWD: 'nt$|新台币|台币',
    CAD: 'ca$|c$',
    AUD: 'au$|a$',
    USD: 'us$|美元|美金',
    DKK: 'dkr',
    NOK: 'nkr',
  }).flatMap(([currency, names]) => names.split('|').map((name) => [name, currency] as const)),
)

/** Signs that several currencies share; the business's own comes first. */
const shared: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD', 'MXN', 'ARS', 'CLP', 'COP', 'UYU'],
  dollar: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD'],
  dollars: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD'],
  '¥': ['CNY', 'JPY'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  'kr.': ['DKK', 'SEK', 'NOK', 'ISK'],
}

/** The currencies that share a sign or a word, the most frequent first; null when it is no such. */
export const sharedSign = (word: string): readonly string[] | null => {
  const folded = word.normalize('NFKC').toLowerCase()
  return Object.hasOwn(shared, folded) ? (shared[folded] ?? null) : null
}

let codes: ReadonlySet<string> | undefined
const isCode = (text: string): boolean => {
  codes ??= new Set(Intl.supportedValuesOf('currency'))
  return codes.has(text)
}

/** The currency that a sign, a code or a word names; null when it names none. */
export const currencyOf = (name: string, own: string): string | null => {
  const word = name.trim().normalize('NFKC').toLowerCase()
  const upper = word.toUpperCase()
  if (/^[A-Z]{3}$/u.test(upper) && isCode(upper)) return upper
  const several = sharedSign(word)
  if (several !== null) return several.includes(own) ? own : (several[0] ?? null)
  return words.get(word) ?? null
}

const inBrackets = /[([（［【]\s*([^()[\]（）［］【】]+?)\s*[)\]）］】]\s*$/u
/** Behind the name without brackets only what can be nothing else. */
const atEnd = /(?:^|[\s/:：_-])([A-Z]{3}|\p{Sc}|元|円)\s*$/u

/**
 * The currency that the name of a column gives its amounts: `Umsatz (EUR)`, `Revenue $`,
 * `消费（元）`. Null when it names none.
 */
export const currencyOfColumn = (name: string, own: string): string | null => {
  const word = inBrackets.exec(name)?.[1] ?? atEnd.exec(name)?.[1]
  return word === undefined ? null : currencyOf(word, own)
}

const minorDigits = new Map<string, number>()

/** Digits after the mark in amounts of a currency: 2 for EUR, 0 for JPY. */
export const minorDigitsOf = (currency: string): number => {
  const known = minorDigits.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const found = format.resolvedOptions().maximumFractionDigits ?? 2
  minorDigits.set(currency, found)
  return found
}

const amountOnly = /^[\d.,\s\u00a0\u202f'’()+-]+$/u
const around =
  /^([^\d(+-]*)([(+-]?\s*[^\d]*)([\d][\d.,\s\u00a0\u202f'’]*(?:[万亿千](?=元|$|\s))?\)?-?)\s*(.*)$/u

/**
 * Reads an amount: `1.234,50 €`, `EUR 12`, `$1,200.00`, `¥300`, `12 元`, `1.2万元`. Null when it is
 * none, or finer than its currency.
 */
export const readMoney = (cell: string, { decimal, currency }: MoneyRules): Money | null => {
  const text = cell.trim().replace(/[,.]?[-–—]{1,2}(?=\s*(?:\D*)$)/u, '')
  if (amountOnly.test(text)) return inMinor(text, currency, decimal)
  const found = around.exec(text.normalize('NFKC'))
  if (found === null) return null
  const [, before = '', sign = '', amount = '', after = ''] = found
  const named = `${before}${sign.replace(/[(+-]/gu, '')}`.trim()
  const names = [named, after.replace(/\)$/u, '').trim()].filter((name) => name !== '')
  const money = names.map((name) => currencyOf(name, currency))
  if (money.length === 0 || money.some((one) => one === null) || new Set(money).size > 1)
    return null
  const isNegative = /[(-]/u.test(sign)
  return inMinor(
    `${isNegative ? '-' : ''}${amount.replace(/\)$/u, '')}`,
    money[0] ?? currency,
    decimal,
  )
}

const inMinor = (amount: string, currency: string, decimal: DecimalMark): Money | null => {
  const places = minorDigitsOf(currency)
  const found = readDecimal(amount.trim(), decimal)
  if (found === null) return null
  // `12,800` with a decimal comma may be thousands all the same: no amount of euros has three decimals.
  if (found.fraction.length === 3 && places < 3 && /^[1-9]\d{0,2}$/u.test(found.whole)) return null
  if (!/^0*$/u.test(found.fraction.slice(places))) return null
  const minor = Number(found.whole + found.fraction.slice(0, places).padEnd(places, '0'))
  if (!Number.isSafeInteger(minor)) return null
  return { amountMinor: found.isNegative && minor !== 0 ? -minor : minor, currency }
}
