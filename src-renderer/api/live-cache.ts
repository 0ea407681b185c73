import type { QueryClient } from '@tanstack/react-query'
import type { HostEvent, Transport } from '#shared/contract/wire.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { isStale, queryKey } from './query-keys.ts'

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
  return wire.subscribe((event) => {
    const missed = lastSeq !== null && event.seq !== lastSeq + 1
    lastSeq = event.seq
    const isAnew = event.type === 'rebuilt' || event.type === 'day'
    if (missed || isAnew) void client.invalidateQueries()
    else if (event.type === 'change') {
      void client.invalidateQueries({ predicate: (query) => isStale(query, event.tables) })
    } else if (event.type === 'job') {
      // Events carry the contract's job ids as plain numbers.
      const id = event.jobId as JobId
      void client.invalidateQueries({ queryKey: queryKey('jobs.get', { id }) })
      void client.invalidateQueries({ queryKey: queryKey('jobs.list', {}) })
    }
    onEvent(event)
  })
}
