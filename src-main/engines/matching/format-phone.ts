import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

const memo = new Map<string, string>()

/** A number in the form +351912345678 with the spaces people of its country put into it. */
export const formatPhone = (e164: string): string => {
  const known = memo.get(e164)
  if (known !== undefined) return known
  const formatted = parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
  if (memo.size >= 20_000) memo.clear()
  memo.set(e164, formatted)
  return formatted
}
