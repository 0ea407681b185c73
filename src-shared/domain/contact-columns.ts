/** Columns of contacts in the order of the list; an export can show each of them, too. */
export const contactColumns = [
  'name',
  'company',
  'stage',
  'tags',
  'last-contact',
  'next-step',
  'due',
  'email',
  'phone',
  'country',
  'source',
  'importance',
  'created',
] as const

/** A column of contacts. */
export type ContactColumn = (typeof contactColumns)[number]
