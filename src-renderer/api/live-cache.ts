import type { QueryClient, QueryFilters } from '@tanstack/react-query'
import type { ChangeEvent, HostEvent, Transport } from '#shared/contract/wire.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { noteWritten } from './last-save.ts'
import { isStale, queryKey } from './query-keys.ts'
import { noteRebuild } from './rebuilds.ts'

/**
 * Makes answers stale and reads those in sight again; resolves when they are there.
 *
 * A first answer that is still on its way may be older than the change: it is read once more.
 */
export const readAgain = async (client: QueryClient, filters: QueryFilters = {}): Promise<void> => {
  // The client cancels what it reads again, but joins what it reads for the first time.
  const first = client
    .getQueryCache()
    .findAll({ ...filters, fetchStatus: 'fetching' })
    .filter(({ state }) => state.data === undefined)
  await client.invalidateQueries(filters)
  if (first.length === 0) return
  await Promise.allSettled(first.flatMap(({ promise }) => promise ?? []))
  await client.invalidateQueries({ predicate: (query) => first.includes(query) })
}

/** The tables that changed, or all of them. */
type Changed = ChangeEvent['tables'] | 'all'

const both = (one: Changed | null, other: Changed): Changed =>
  one === 'all' || other === 'all' ? 'all' : { ...one, ...other }

/**
 * Reads again what a change made stale, one round at a time.
 *
 * What changes during a round is read in the next one: a script that writes thousands of rows
 * never makes more calls wait than the screen has queries.
 */
const createRounds = (client: QueryClient): ((changed: Changed) => void) => {
  let waiting: Changed | null = null
  let isReading = false
  const readAll = async (): Promise<void> => {
    isReading = true
    while (waiting !== null) {
      const changed: Changed = waiting
      waiting = null
      await readAgain(
        client,
        changed === 'all' ? {} : { predicate: (query) => isStale(query, changed) },
      )
    }
    isReading = false
  }
  return (changed) => {
    waiting = both(waiting, changed)
    if (!isReading) void readAll()
  }
}

/**
 * Keeps the cache in step with what the host announces.
 *
 * A change makes stale what reads the changed tables; a gap in `seq`, a rebuilt application or a
 * new day makes everything stale. Returns the function that stops it.
 */
export const keepCacheFresh = (
  client: QueryClient,
  wire: Transport,
  onEvent: (event: HostEvent) => void = () => undefined,
): (() => void) => {
  let lastSeq: number | null = null
  const note = createRounds(client)
  return wire.subscribe((event) => {
    const missed = lastSeq !== null && event.seq !== lastSeq + 1
    lastSeq = event.seq
    if (event.type === 'rebuilt') noteRebuild()
    if (event.type === 'rebuilt' || event.type === 'change') noteWritten()
    const isAnew = event.type === 'rebuilt' || event.type === 'day'
    if (missed || isAnew) note('all')
    else if (event.type === 'change') note(event.tables)
    else if (event.type === 'job') {
      // Events carry the contract's job ids as plain numbers.
      const id = event.jobId as JobId
      void readAgain(client, { queryKey: queryKey('jobs.get', { id }) })
      void readAgain(client, { queryKey: queryKey('jobs.list', {}) })
    }
    onEvent(event)
  })
}
