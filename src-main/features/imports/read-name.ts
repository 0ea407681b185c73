import { oneLine } from '#main/engines/file-formats/cell-values.ts'
import type { ColumnField } from '#main/engines/file-formats/column-words.ts'
import { composeName, readPersonName } from '#shared/domain/person-name.ts'
import type { RowCells } from './row-cells.ts'

/** How a row names its contact. */
export interface NameFacts {
  readonly kind: 'person' | 'company'
  /** Empty when the row names nobody. */
  readonly displayName: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly companyName: string | null
}

const longestName = 300
const dashes = /^[-–—/.?]+$/u

/**
 * Reads who a row is about.
 *
 * A row without a person's name is its company, and without a company whoever has the e-mail. A
 * name typed as "Weber, Maria" is kept as Maria Weber.
 */
export const readName = (row: RowCells, email: string | null): NameFacts => {
  const given = part(row, 'given-name')
  const middle = part(row, 'middle-name')
  const family = part(row, 'family-name')
  const typed = part(row, 'display-name')
  const company = part(row, 'company')
  const parts = {
    givenName: [given, middle].filter((name) => name !== '').join(' '),
    familyName: family,
  }
  const composed = composeName(parts, 'en').trim()
  const person = fromTyped(typed, { given, family }) ?? {
    displayName: composed.slice(0, longestName),
    givenName: given || null,
    familyName: family || null,
  }
  if (person.displayName !== '' && person.displayName !== company) {
    return { kind: 'person', ...person, companyName: company || null }
  }
  const nobody = { givenName: null, familyName: null, companyName: null }
  if (company !== '') return { kind: 'company', displayName: company, ...nobody }
  return { kind: 'person', displayName: email ?? '', ...nobody }
}

const fromTyped = (
  typed: string,
  known: { readonly given: string; readonly family: string },
): Pick<NameFacts, 'displayName' | 'givenName' | 'familyName'> | null => {
  if (typed === '') return null
  if (known.given !== '' || known.family !== '') {
    return {
      displayName: typed,
      givenName: known.given || null,
      familyName: known.family || null,
    }
  }
  const parts = readPersonName(typed)
  const turned = /[,，]/u.test(typed) ? composeName(parts, 'en') : ''
  return { displayName: turned || typed, ...parts }
}

const part = (row: RowCells, field: ColumnField): string => {
  for (const column of row.columns(field)) {
    const text = oneLine(row.text(column))
    if (text === '' || dashes.test(text)) continue
    const longest = field === 'display-name' || field === 'company' ? longestName : 200
    if (text.length <= longest) return text
    row.keepNamed(column.name, text)
  }
  return ''
}
