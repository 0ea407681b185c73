import { type CountryCode, Metadata } from 'libphonenumber-js/max'

/** A phone number as typed and in the form +351912345678. */
export interface PhoneNumber {
  readonly raw: string
  readonly normalized: string | null
}

const metadata = new Metadata()
const trunkPrefixes = new Map<string, string | null>()

/**
 * The digits of a number as it is dialled from abroad and at home.
 *
 * A number that could not be read keeps the digits as typed.
 */
export const phoneForms = (phone: PhoneNumber): readonly string[] => {
  if (phone.normalized === null) return [phone.raw.normalize('NFKC').replace(/\D+/gu, '')]
  const digits = phone.normalized.replace(/\D+/gu, '')
  for (const length of [1, 2, 3]) {
    const code = digits.slice(0, length)
    const prefix = trunkPrefix(code)
    if (prefix === null) continue
    const national = prefix + digits.slice(length)
    return digits.endsWith(national) ? [digits] : [digits, national]
  }
  return [digits]
}

/** The number with its plus, if it has one: `+351912345678`. */
export const plusForms = ({ raw, normalized }: PhoneNumber): readonly string[] => {
  const form = (normalized ?? raw.normalize('NFKC')).replace(/[^\d+]+/gu, '')
  return form.startsWith('+') ? [form] : []
}

/** What is dialled before a number at home, `0` in most countries; null for no calling code. */
const trunkPrefix = (callingCode: string): string | null => {
  const known = trunkPrefixes.get(callingCode)
  if (known !== undefined) return known
  const found = readTrunkPrefix(callingCode)
  trunkPrefixes.set(callingCode, found)
  return found
}

const readTrunkPrefix = (callingCode: string): string | null => {
  try {
    // The library takes calling codes here too; its types name only countries.
    metadata.selectNumberingPlan(callingCode as CountryCode)
    // The plan has this method; the library's types leave it out.
    const plan = metadata.numberingPlan as unknown as { nationalPrefix(): string | undefined }
    return plan.nationalPrefix() ?? ''
  } catch {
    // The library throws for a calling code that no country has.
    return null
  }
}
