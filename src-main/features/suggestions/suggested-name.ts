import { parseEmail } from '#shared/domain/email-address.ts'
import { readPersonName } from '#shared/domain/person-name.ts'

const longest = 120
const familyFirst = /^([\p{L}\p{M}'’. -]+), ?([\p{L}\p{M}'’. -]+)$/u
const piece = /^\p{L}{2,}$/u

/** A name as a mail gives it, without quotes and doubled spaces; null where it says nothing. */
export const tidyName = (raw: string | null): string | null => {
  const name = (raw ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(["'“‘「])(.+)["'”’」]$/u, '$2')
    .trim()
  if (name === '' || name.length > longest || name.includes('@') || !/\p{L}/u.test(name))
    return null
  const [, family = '', given = ''] = familyFirst.exec(name) ?? []
  const isTurned = given !== '' && readPersonName(name).givenName !== null
  return isTurned ? `${given.trim()} ${family.trim()}` : name
}

/** What an address says of a name: `ana.ferreira@…` is Ana Ferreira; else what stands before the @. */
export const nameFromAddress = (address: string): string => {
  const local = (parseEmail(address)?.localPart ?? address).replace(/\+.*$/u, '')
  const pieces = local.split(/[._-]+/u)
  if (!pieces.every((part) => piece.test(part)) || pieces.length > 3) return local || address
  return pieces.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(' ')
}
