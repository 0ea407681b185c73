import {
  type SuggestedColumn,
  suggestColumns,
} from '#main/engines/file-formats/columns/suggest-columns.ts'
import type { SuggestionRules } from '#main/engines/file-formats/columns/suggested-field.ts'
import { usualCountries } from '#main/engines/matching/phone-countries.ts'
import { countryHints, type HintingFile } from './country-hints.ts'
import { arePhones, findPhoneCountry, type PhoneFile } from './phone-country.ts'

/** Rows by which the country of phones is found; the same for the first look and the rehearsal. */
const telling = 2000

/** What a file's columns would become, and where its phones belong. */
export interface SuggestedFile {
  readonly columns: readonly SuggestedColumn[]
  readonly country: string | null
  /** True when the file's phones are of another country than the business. */
  readonly isFound: boolean
}

/**
 * Says what each column of a file is and in which country its phones are read: where the owner
 * said nothing (`asked`), the business's, or another whose numbers they must be.
 */
export const suggestFile = (
  file: HintingFile,
  rules: SuggestionRules,
  asked: string | undefined,
): SuggestedFile => {
  const { headers, rows } = file
  const hints = countryHints(file)
  const likely = [...hints].toSorted(([, a], [, b]) => b - a).map(([country]) => country)
  const own = rules.country === null ? [] : [rules.country]
  const known = {
    ...rules,
    arePhones: (cells: readonly string[]) =>
      arePhones(cells, [...own, ...likely.slice(0, 6), ...usualCountries]),
  }
  const columns = suggestColumns(headers, rows, known)
  if (asked !== undefined) return { columns, country: asked, isFound: false }
  const targets = columns.map(({ target }) => target)
  const found = phoneCountryOf(file, { targets, country: rules.country, hints })
  if (found === null) return { columns, country: rules.country, isFound: false }
  const again = suggestColumns(headers, rows, { ...known, country: found })
  return { columns: again, country: found, isFound: true }
}

/** The country of a file's phones where it is not the given one; see `findPhoneCountry`. */
export const phoneCountryOf = (
  file: HintingFile,
  {
    targets,
    country,
    hints = countryHints(file),
  }: Omit<PhoneFile, 'rows' | 'hints'> & Partial<Pick<PhoneFile, 'hints'>>,
): string | null => findPhoneCountry({ rows: file.rows.slice(0, telling), targets, hints, country })
