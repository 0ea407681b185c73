import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import { keepCacheFresh } from '#renderer/api/live-cache.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import { nextRebuild } from '#renderer/api/rebuilds.ts'
import type { ChangeEvent, HostEvent } from '#shared/contract/wire.ts'
import type { JobId } from '#shared/domain/ids.ts'

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
  return { announce: (event: HostEvent) => announce(event), stale, client }
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

  it('makes everything stale after a gap', async () => {
    const { announce, stale } = setUp()
    announce(change(1, {}))
    announce(change(3, {}))
    await vi.waitFor(() => expect(stale()).toHaveLength(3))
  })

  it('reads once for all that changes while it reads', async () => {
    const { announce, client } = setUp()
    const answers: (() => void)[] = []
    const read = vi.fn<() => Promise<object>>(
      () => new Promise((resolve) => answers.push(() => resolve({}))),
    )
    const observer = new QueryObserver(client, {
      queryKey: queryKey('tags.list', {}),
      queryFn: read,
      staleTime: Number.POSITIVE_INFINITY,
    })
    const stop = observer.subscribe(() => undefined)
    for (let seq = 1; seq <= 100; seq += 1) announce(change(seq, { tags: [seq] }))
    expect(read).toHaveBeenCalledTimes(1)
    answers[0]?.()
    await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2))
    answers[1]?.()
    announce(change(101, { tags: [101] }))
    await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(3))
    stop()
  })

  it('reads a job again that ended while its first answer was on its way', async () => {
    const { announce, client } = setUp()
    const answers: ((status: string) => void)[] = []
    const read = vi.fn<() => Promise<string>>(() => new Promise((resolve) => answers.push(resolve)))
    // The number of a job.
    const id = 7 as JobId
    const observer = new QueryObserver(client, {
      queryKey: queryKey('jobs.get', { id }),
      queryFn: read,
      staleTime: Number.POSITIVE_INFINITY,
    })
    const stop = observer.subscribe(() => undefined)
    announce({ type: 'job', seq: 1, jobId: id })
    answers[0]?.('running')
    await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2))
    answers[1]?.('done')
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('done'))
    stop()
  })

  it.each(['rebuilt', 'day'] as const)('makes everything stale after: %s', (type) => {
    const { announce, stale } = setUp()
    announce({ type, seq: 1 })
    expect(stale()).toHaveLength(3)
  })

  it('lets those go on who wait for the application to be built anew', async () => {
    const { announce } = setUp()
    const told = vi.fn<() => void>()
    void nextRebuild().then(told)
    announce({ type: 'day', seq: 1 })
    await Promise.resolve()
    expect(told).not.toHaveBeenCalled()
    announce({ type: 'rebuilt', seq: 2 })
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1))
  })
})
