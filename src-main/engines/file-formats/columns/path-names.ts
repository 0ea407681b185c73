import type { ColumnTarget } from './column-words.ts'
import { wordsOf } from './header-words.ts'

/** What stands between the parts of a path. */
const joints = /[/.>]|::/u

/**
 * The words that tell what columns are whose names are ways into a file of another form, by the
 * column's place: `ADRESA/PSC` beside `ADRESA/FIRMA` is a postal code, `NOTE/TEXT/0` a note.
 *
 * Only where several columns are parts of one address or note: `Adresse/Ort` alone is all of it.
 */
export const pathNames = (
  headers: readonly string[],
  targetOf: (words: readonly string[]) => ColumnTarget,
): ReadonlyMap<number, readonly string[]> => {
  const paths = headers.map((header) =>
    header
      .split(joints)
      .map(wordsOf)
      .filter((words) => words.length > 0),
  )
  const first = (path: readonly (readonly string[])[]): string => path[0]?.join(' ') ?? ''
  const counts = new Map<string, number>()
  for (const path of paths) {
    if (path.length > 1) counts.set(first(path), (counts.get(first(path)) ?? 0) + 1)
  }
  return new Map(
    paths.flatMap((path, index) => {
      const [whole, ...parts] = path
      if (whole === undefined || parts.length === 0 || (counts.get(first(path)) ?? 0) < 2) return []
      const { field } = targetOf(whole)
      if (field === 'notes') return [[index, whole] as const]
      const words = parts.flat()
      const isPart = field === 'address-street' && targetOf(words).field !== 'own-id'
      return isPart ? [[index, words] as const] : []
    }),
  )
}
