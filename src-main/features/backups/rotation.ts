import { dayOf, epochDay } from '#shared/domain/time.ts'
import type { Manifest } from './manifest.ts'

const dailyCopies = 7
const weeklyCopies = 4
/** Copies that are kept by their number alone, whatever day they are of. */
const byKind = { 'before-migration': 5, 'before-restore': 3, 'by-hand': 5 } as const

type Dated = Pick<Manifest, 'id' | 'at' | 'kind'>

const firstOfEach = (
  backups: readonly Dated[],
  keyOf: (backup: Dated) => number,
  limit: number,
) => {
  const found = new Map<number, string>()
  for (const backup of backups) {
    const key = keyOf(backup)
    if (!found.has(key) && found.size < limit) found.set(key, backup.id)
  }
  return [...found.values()]
}

/**
 * Which backups may go: all but the newest of each of the last 7 days and of each of the last
 * 4 weeks that have one, the newest before migrations, before restores and by hand, and in any
 * case the newest two.
 */
export const backupsToRemove = (backups: readonly Dated[], zone: string): string[] => {
  const newestFirst = backups.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
  const regular = newestFirst.filter(({ kind }) => kind === 'daily' || kind === 'on-quit')
  const dayNumber = ({ at }: Dated): number => epochDay(dayOf(at, zone))
  const kept = new Set([
    ...newestFirst.slice(0, 2).map(({ id }) => id),
    ...firstOfEach(regular, dayNumber, dailyCopies),
    // Days since 1970 count from a Thursday; weeks from a Monday.
    ...firstOfEach(regular, (backup) => Math.floor((dayNumber(backup) + 3) / 7), weeklyCopies),
    ...Object.entries(byKind).flatMap(([kind, limit]) =>
      newestFirst
        .filter((backup) => backup.kind === kind)
        .slice(0, limit)
        .map(({ id }) => id),
    ),
  ])
  return newestFirst.map(({ id }) => id).filter((id) => !kept.has(id))
}
