import { domainToASCII } from 'node:url'
import { type Failure, fail, type Nothing, ok, type Result } from '#shared/domain/result.ts'

declare const checked: unique symbol

/** An address that `checkAddress` let through: plain ASCII, lower case, one mailbox and no more. */
export type CheckedAddress = string & { readonly [checked]: 'checked-address' }

/** What is wrong with an address; the screen has words for each. */
export type AddressProblem =
  | 'address-empty'
  | 'address-too-long'
  | 'address-without-at'
  | 'address-with-two-ats'
  | 'address-bad-name'
  | 'address-bad-domain'

const longest = 254
const longestLocalPart = 64
const longestDomain = 253
/** RFC 5321 dot-string: what needs no quotes, so that no reader can take it for two addresses. */
const localPartForm = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/u
/** What may stand in a domain before it becomes ASCII; controls, bidi marks and signs may not. */
const domainCharacters = /^[\p{L}\p{M}\p{N}.。．｡-]+$/u
/** So far behind ASCII its characters stand again, as wide as Chinese ones. */
const wideBy = 0xfee0
const domainLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u

/**
 * Checks a recipient or sender before anything is done with it.
 *
 * Exactly one mailbox: no quotes, comments, groups, lists, spaces or controls; at most 64 characters
 * before the @ and 254 in all. The answer is lower case with the domain in punycode. Takes time in
 * proportion to the length, whatever the text.
 */
export const checkAddress = (
  raw: string,
): Result<CheckedAddress, Failure<AddressProblem, Nothing>> => {
  if (raw === '') return fail('address-empty', {})
  if (raw.length > longest) return fail('address-too-long', {})
  const at = raw.indexOf('@')
  if (at < 0) return fail('address-without-at', {})
  if (raw.indexOf('@', at + 1) >= 0) return fail('address-with-two-ats', {})
  const localPart = asciiLowerCase(raw.slice(0, at))
  if (localPart.length > longestLocalPart || !localPartForm.test(localPart)) {
    return fail('address-bad-name', {})
  }
  const domain = asciiDomain(raw.slice(at + 1))
  if (domain === null) return fail('address-bad-domain', {})
  const address = `${localPart}@${domain}`
  if (address.length > longest) return fail('address-too-long', {})
  // Everything above is what the type promises.
  return ok(address as CheckedAddress)
}

/**
 * The same of an address as somebody typed or pasted it: what stands around it does not count, nor
 * `mailto:` in front, nor the width of its characters.
 */
export const readAddress = (typed: string): ReturnType<typeof checkAddress> =>
  checkAddress(
    typed
      .trim()
      .replaceAll(/[！-～]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - wideBy))
      .replace(/^mailto:/iu, ''),
  )

/** The part behind the @, in ASCII. */
export const domainOf = (address: CheckedAddress): string => address.slice(address.indexOf('@') + 1)

/** Only A to Z: the Kelvin sign has a lower case letter in ASCII too and is another address. */
const asciiLowerCase = (text: string): string =>
  text.replace(/[A-Z]/gu, (letter) => letter.toLowerCase())

const asciiDomain = (host: string): string | null => {
  if (!domainCharacters.test(host)) return null
  const domain = domainToASCII(host)
  if (domain === '' || domain.length > longestDomain) return null
  const labels = domain.split('.')
  const isGood = labels.length > 1 && labels.every((label) => domainLabel.test(label))
  // Numbers alone are an address of a machine, not of a domain.
  return isGood && !/^\d+$/u.test(labels.at(-1) ?? '') ? domain : null
}
