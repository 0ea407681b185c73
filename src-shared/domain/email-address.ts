/** An e-mail address as it is compared: lower case, the domain in ASCII. */
export interface EmailAddress {
  readonly normalized: string
  readonly localPart: string
  /** Lower case ASCII; international domains in punycode. */
  readonly domain: string
}

/** What nearly all look like, letter case aside: nothing of them has to be put another way. */
const plain =
  /^([\w+-]+(?:\.[\w+-]+)*)@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)$/u
const forbidden = /[\s"'<>(),:;\\[\]\p{Cc}]/u
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u
const roles = new Set(
  (
    'abuse admin administrator accounting accounts billing booking bookings careers contact customerservice ' +
    'enquiries enquiry feedback finance hello help helpdesk hi hr info inquiries inquiry invoice invoices it ' +
    'jobs kontakt legal mail mailer-daemon marketing media newsletter no-reply noreply office orders post ' +
    'postmaster press privacy reception recruiting sales security service services shop support team ' +
    'tickets webmaster welcome'
  ).split(' '),
)

/**
 * Reads one e-mail address; null when it is none that mail can be sent to.
 *
 * Exactly one @, no quotes, comments or spaces, a domain with at least two labels; at most 64
 * characters before the @ and 254 in all. `mailto:` in front is taken off.
 */
export const parseEmail = (raw: string): EmailAddress | null => plainEmail(raw) ?? anyEmail(raw)

const plainEmail = (raw: string): EmailAddress | null => {
  if (raw.length > 254) return null
  const [normalized, localPart = '', domain] = plain.exec(raw.toLowerCase()) ?? []
  if (normalized === undefined || localPart.length > 64 || domain === undefined) return null
  return { normalized, localPart, domain }
}

const anyEmail = (raw: string): EmailAddress | null => {
  const text = raw
    .trim()
    .replace(/^mailto:/iu, '')
    .normalize('NFKC')
    .toLowerCase()
  const [localPart = '', host = '', ...rest] = text.split('@')
  if (rest.length > 0 || localPart === '' || localPart.length > 64) return null
  if (forbidden.test(text) || !text.isWellFormed() || !hasGoodDots(localPart)) return null
  const domain = toAsciiDomain(host)
  if (domain === null) return null
  const normalized = `${localPart}@${domain}`
  return normalized.length > 254 ? null : { normalized, localPart, domain }
}

/** The form in which two addresses are the same one; null when it is no address. */
export const normalizeEmail = (raw: string): string | null => parseEmail(raw)?.normalized ?? null

/** Whether a name is nothing but an e-mail address or a phone, as contacts without a name are called. */
export const isCalledByPoint = (name: string): boolean =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(name) || /^(?=(?:\D*\d){6})[+(]?[\d\s()./-]+$/u.test(name)

/** Whether an address belongs to a role and not to a person (`info@`, `sales@` …). */
export const isRoleAddress = (address: EmailAddress): boolean =>
  roles.has(address.localPart.replace(/\+.*$/u, ''))

const hasGoodDots = (text: string): boolean =>
  !text.startsWith('.') && !text.endsWith('.') && !text.includes('..')

const toAsciiDomain = (host: string): string | null => {
  const ascii = /^[\x21-\x7e]+$/u.test(host) ? host : punycode(host)
  if (ascii === null || ascii.length > 253) return null
  const labels = ascii.split('.')
  const top = labels.at(-1) ?? ''
  const isGood = labels.length > 1 && labels.every((part) => label.test(part))
  return isGood && !/^\d+$/u.test(top) ? ascii : null
}

const delta = (distance: number, points: number, isFirst: boolean): number => {
  let rest = isFirst ? Math.floor(distance / 700) : Math.floor(distance / 2)
  rest += Math.floor(rest / points)
  let k = 0
  while (rest > 455) {
    rest = Math.floor(rest / 35)
    k += 36
  }
  return k + Math.floor((36 * rest) / (rest + 38))
}

const digit = (value: number): string => String.fromCharCode(value < 26 ? value + 97 : value + 22)

const variableLength = (value: number, bias: number): string => {
  let rest = value
  let text = ''
  for (let k = 36; ; k += 36) {
    const threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias
    if (rest < threshold) return text + digit(rest)
    text += digit(threshold + ((rest - threshold) % (36 - threshold)))
    rest = Math.floor((rest - threshold) / (36 - threshold))
  }
}

/** RFC 3492, section 6.3, for one label. */
const encodeLabel = (text: string): string => {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0)
  const basic = points.filter((point) => point < 128)
  if (basic.length === points.length) return text
  let output = basic.map((point) => String.fromCharCode(point)).join('')
  if (output !== '') output += '-'
  let n = 128
  let distance = 0
  let bias = 72
  let handled = basic.length
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= n))
    distance += (next - n) * (handled + 1)
    n = next
    for (const point of points) {
      if (point < n) distance += 1
      if (point !== n) continue
      output += variableLength(distance, bias)
      bias = delta(distance, handled + 1, handled === basic.length)
      distance = 0
      handled += 1
    }
    distance += 1
    n += 1
  }
  return `xn--${output}`
}

/** Punycode of a domain whose letters are all letters, digits, marks or hyphens; else null. */
const punycode = (host: string): string | null => {
  const domain = host.replace(/[。．｡]/gu, '.')
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return null
  return domain.split('.').map(encodeLabel).join('.')
}
