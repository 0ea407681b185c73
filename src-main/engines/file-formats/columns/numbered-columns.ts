import type { ColumnField, ColumnTarget } from './column-words.ts'

const labels: Readonly<Record<string, ColumnField>> = {
  label: 'label',
  type: 'label',
  typ: 'label',
  service: 'label',
  // What Kith's own export says about a point: primary, invalid, opted out.
  flags: 'label',
}
const valuePart = (field: ColumnField): Readonly<Record<string, ColumnField>> => ({
  ...labels,
  value: field,
})

/** Columns that programs write in numbered groups: `E-mail 2 - Value`, `Address 1 - City`. */
const parts: Readonly<Record<string, Readonly<Record<string, ColumnField>>>> = {
  email: { ...valuePart('email'), address: 'email', adresse: 'email' },
  // Kith's own export says beside a number what it is abroad.
  phone: { ...valuePart('phone'), number: 'phone', international: 'label' },
  im: valuePart('messenger'),
  messenger: valuePart('messenger'),
  website: { ...valuePart('link'), url: 'link' },
  link: valuePart('link'),
  event: { ...valuePart('anniversary'), date: 'anniversary' },
  date: valuePart('anniversary'),
  relation: valuePart('named-note'),
  'custom field': valuePart('named-note'),
  address: {
    label: 'label',
    type: 'label',
    street: 'address-street',
    'extended address': 'address-extended',
    'po box': 'address-extended',
    city: 'address-city',
    region: 'address-region',
    'postal code': 'address-postal-code',
    country: 'address-country',
    // As Dynamics writes them: `Address 1: ZIP/Postal Code`.
    'address type': 'label',
    'street 1': 'address-street',
    'street 2': 'address-extended',
    'street 3': 'address-extended',
    'post office box': 'address-extended',
    'state province': 'address-region',
    'zip postal code': 'address-postal-code',
    'country region': 'address-country',
    phone: 'phone',
    'telephone 1': 'phone',
    'telephone 2': 'phone',
    'telephone 3': 'phone',
  },
}

const organizationParts: Readonly<Record<string, ColumnTarget>> = {
  name: { field: 'company' },
  title: { field: 'job-title' },
  department: { field: 'custom-field' },
  'yomi name': { field: 'custom-field' },
  symbol: { field: 'custom-field' },
  location: { field: 'custom-field' },
  'job description': { field: 'custom-field' },
}

/** The target of a numbered column by the words of its name; null when it is none. */
export const numberedColumn = (words: readonly string[]): ColumnTarget | null => {
  const at = words.findIndex((word) => /^\d+$/u.test(word))
  if (at < 1 || at === words.length - 1) return null
  const what = words.slice(0, at).join(' ')
  const part = words.slice(at + 1).join(' ')
  const number = words[at] ?? ''
  if (what === 'organization') return organization(number, part)
  const known = Object.hasOwn(parts, what) ? parts[what] : undefined
  if (known === undefined) return null
  const field = Object.hasOwn(known, part) ? known[part] : undefined
  if (field === undefined) return { field: 'named-note' }
  // A phone at an address is one of the contact's own.
  return field === 'phone' && what === 'address' ? { field } : { field, group: `${what}:${number}` }
}

const organization = (number: string, part: string): ColumnTarget => {
  const known = Object.hasOwn(organizationParts, part) ? organizationParts[part] : undefined
  if (known === undefined) return { field: 'named-note' }
  if (number === '1') return known
  return { field: part === 'name' || part === 'title' ? 'custom-field' : known.field }
}

/** The group a numbered value without a part belongs to: `Phone 2` beside `Phone 2 label`. */
export const numberedGroup = (words: readonly string[]): string | null =>
  words.length > 1 && /^\d+$/u.test(words.at(-1) ?? '')
    ? `${words.slice(0, -1).join(' ')}:${words.at(-1)}`
    : null
