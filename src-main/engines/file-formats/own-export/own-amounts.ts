import { type Money, minorDigitsOf } from '#shared/domain/money.ts'

/** An amount as Kith's own export writes it: `1234.50 EUR`, exact for every integer of minor units. */
export const ownAmount = ({ amountMinor, currency }: Money): string => {
  const after = minorDigitsOf(currency)
  const whole = String(Math.abs(amountMinor)).padStart(after + 1, '0')
  const sign = amountMinor < 0 ? '-' : ''
  const amount = after === 0 ? whole : `${whole.slice(0, -after)}.${whole.slice(-after)}`
  return `${sign}${amount} ${currency}`
}

/** The amount that `ownAmount` wrote so; null for any other text. */
export const readOwnAmount = (text: string): Money | null => {
  const [, number = '', currency = ''] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/u.exec(text) ?? []
  const [, fraction = ''] = number.split('.')
  if (number === '' || fraction.length !== minorDigitsOf(currency)) return null
  const amountMinor = Number(number.replace('.', ''))
  return Number.isSafeInteger(amountMinor) ? { amountMinor, currency } : null
}
