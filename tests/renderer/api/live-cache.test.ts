import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { keepCacheFresh } from '#renderer/api/live-cache.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import type { ChangeEvent, HostEvent } from '#shared/contract/wire.ts'

const change = (seq: number, tables: ChangeEvent['tables']): ChangeEvent => ({
  type: 'change',
  seq,
  operationId: 1,
  actor: 'owner',
  tables,
})

const setUp = () => {
  const client = new QueryClient()
  let announce: (event: HostEvent) => void = () => undefined
  keepCacheFresh(client, {
    hostKind: 'loopback',
    call: () => Promise.reject(new Error('not asked')),
    subscribe: (onEvent) => {
      announce = onEvent
      return () => undefined
    },
    upload: () => Promise.reject(new Error('not asked')),
    download: () => Promise.reject(new Error('not asked')),
  })
  client.setQueryData(queryKey('tags.list', {}), { tags: [] })
  client.setQueryData(queryKey('activities.preview', { text: '' }), {})
  client.setQueryData(queryKey('history.list', {}), { operations: [] })
  const stale = (): readonly unknown[] =>
    client
      .getQueryCache()
      .getAll()
      .filter((query) => query.state.isInvalidated)
      .map((query) => query.queryKey[1])
  return { announce: (event: HostEvent) => announce(event), stale }
}

describe('keepCacheFresh', () => {
  it('makes stale what reads the changed tables, and what follows every change', () => {
    const { announce, stale } = setUp()
    announce(change(1, { tags: [3] }))
    expect(stale()).toEqual(['tags.list', 'history.list'])
  })

  it('leaves alone what reads other tables', () => {
    const { announce, stale } = setUp()
    announce(change(1, { settings: 'many' }))
    expect(stale()).toEqual(['history.list'])
  })

  it('makes everything stale after a gap', () => {
    const { announce, stale } = setUp()
    announce(change(1, {}))
    announce(change(3, {}))
    expect(stale()).toHaveLength(3)
  })

  it.each(['rebuilt', 'day'] as const)('makes everything stale after: %s', (type) => {
    const { announce, stale } = setUp()
    announce({ type, seq: 1 })
    expect(stale()).toHaveLength(3)
  })
})
