import { formatAddress } from 'localized-address-format'

/** The parts of an address as they are stored. */
export interface AddressParts {
  readonly street: string | null
  readonly extended: string | null
  readonly city: string | null
  readonly region: string | null
  readonly postalCode: string | null
  /** ISO 3166, two letters; null when unknown. */
  readonly country: string | null
}

/** The lines of an address in the order of its country, without the country's name. */
export const addressLines = (parts: AddressParts): string[] =>
  formatAddress({
    postalCountry: parts.country ?? 'ZZ',
    addressLines: [...linesOf(parts.street), ...linesOf(parts.extended)],
    locality: parts.city ?? '',
    administrativeArea: parts.region ?? '',
    postalCode: parts.postalCode ?? '',
  }).filter((line) => line.trim() !== '')

const linesOf = (text: string | null): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
