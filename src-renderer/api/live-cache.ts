import type { QueryClient } from '@tanstack/react-query'
import type { ChangeEvent, HostEvent, Transport } from '#shared/contract/wire.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { isStale, queryKey } from './query-keys.ts'
import { noteRebuild } from './rebuilds.ts'

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
  const readAgain = async (): Promise<void> => {
    isReading = true
    while (waiting !== null) {
      const changed: Changed = waiting
      waiting = null
      await client.invalidateQueries(
        changed === 'all' ? {} : { predicate: (query) => isStale(query, changed) },
      )
    }
    isReading = false
  }
  return (changed) => {
    waiting = both(waiting, changed)
    if (!isReading) void readAgain()
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
    const isAnew = event.type === 'rebuilt' || event.type === 'day'
    if (missed || isAnew) note('all')
    else if (event.type === 'change') note(event.tables)
    else if (event.type === 'job') {
      // Events carry the contract's job ids as plain numbers.
      const id = event.jobId as JobId
      void client.invalidateQueries({ queryKey: queryKey('jobs.get', { id }) })
      void client.invalidateQueries({ queryKey: queryKey('jobs.list', {}) })
    }
    onEvent(event)
  })
}
