import { normalizeEmail } from '#shared/domain/email-address.ts'

/** Somebody of a list of addresses; the name is '' where the list has none. */
export interface ListedAddress {
  readonly name: string
  readonly address: string
}

/** Who a list is for, as mail programs write it before: `To:`. */
const addressees = /^\s*[\p{L} ]{1,12}[:：]\s*/u

/**
 * Reads what is copied out of the address line of a mail: `Ana Lima <ana@x.pt>, rui@x.pt`.
 *
 * Null unless all of the text is one list of at least two addresses on one line, or on several of
 * which each but the last ends with the sign between addresses: anything else is a table. Most are
 * addresses that mail can be sent to; what else has an @ is given as it stands.
 */
export const readAddressList = (text: string): readonly ListedAddress[] | null => {
  const lines = text.split(/\r\n?|\n/u).filter((line) => line.trim() !== '')
  if (lines.slice(0, -1).some((line) => !/[,;，；]\s*$/u.test(line))) return null
  const list = withoutEnd(lines.join(' ').replace(addressees, '').trim())
  return readEntries(cut(list, ';')) ?? readEntries(cut(list, ','))
}

/** What no address has in it, however broken it is. */
const separator = /[\s,;，；"]/u

/** A sign after the last address divides nothing. */
const withoutEnd = (list: string): string =>
  /[,;，；]$/u.test(list) ? list.slice(0, -1).trimEnd() : list

const readEntries = (parts: readonly string[]): readonly ListedAddress[] | null => {
  if (parts.some((part) => !part.includes('@'))) return null
  const entries = parts.map(readEntry)
  // Cells of a table with a few addresses in one of them.
  if (entries.some(({ address }) => separator.test(address))) return null
  const good = entries.filter(({ address }) => normalizeEmail(address) !== null)
  return good.length > 1 && good.length * 2 > entries.length ? entries : null
}

/** A name and its address in angle brackets, or an address alone. */
const readEntry = (part: string): ListedAddress => {
  const bracket = part.endsWith('>') ? part.lastIndexOf('<') : -1
  const address = bracket === -1 ? part : part.slice(bracket + 1, -1).trim()
  const name = part.slice(0, Math.max(0, bracket)).trim()
  const bare = /^(?:".*"|'.*')$/su.test(name) ? name.slice(1, -1).trim() : name
  return { name: bare === address ? '' : bare, address }
}

const signs = { ',': [',', '，'], ';': [';', '；'] } as const

/** The parts between a sign, outside of quotation marks; blank ones are left out. */
const cut = (list: string, sign: keyof typeof signs): string[] => {
  const [narrow, wide] = signs[sign]
  const parts = list.match(new RegExp(`(?:"[^"]*"|[^"${narrow}${wide}])+`, 'gu')) ?? []
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
