import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { noteConnection, useConnection } from '#renderer/api/connection-store.ts'
import { createHttpTransport } from '#renderer/api/http-transport.ts'
import type { HostEvent } from '#shared/contract/wire.ts'

const answer = (body: unknown, status = 200): Response => Response.json(body, { status })

const stream = (...chunks: readonly string[]): Response =>
  new Response(
    new ReadableStream({
      start: (controller) => {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
        controller.close()
      },
    }),
  )

const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5))
}

const fetchMock = vi.fn<typeof fetch>()

describe('the HTTP transport', () => {
  beforeEach(() => {
    vi.stubGlobal('fetch', fetchMock)
    fetchMock.mockReset()
    noteConnection('connected')
  })
  afterEach(() => vi.unstubAllGlobals())

  const wire = (onGap: () => void = () => undefined) =>
    createHttpTransport('secret', 'window-1', onGap)

  it('lets a call outlive a page that goes away, unless it is too large for that', async () => {
    fetchMock.mockImplementation(async () => answer({ ok: true, value: 7 }))
    const call = (body: string) => wire().call('emails.update', { body })
    await call('a')
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    await call('a')
    await call('字'.repeat(20_000))
    hidden.mockRestore()
    const kept = fetchMock.mock.calls.map(([, request]) => request?.keepalive)
    expect(kept).toEqual([false, true, false])
  })

  it('says of a file that did not arrive whether the file or the host is to blame', async () => {
    fetchMock.mockRejectedValue(new TypeError('Failed to fetch'))
    const file = new File(['name'], 'people.csv')
    await expect(wire().upload(file)).rejects.toMatchObject({ code: 'unreachable' })
    vi.spyOn(file, 'slice').mockReturnValue(
      Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error('NotReadable')) }),
    )
    await expect(wire().upload(file)).rejects.toMatchObject({ code: 'unreadable-file' })
  })

  it('posts JSON with the token and the name of the window', async () => {
    fetchMock.mockResolvedValue(answer({ ok: true, value: 7 }))
    expect(await wire().call('contacts.count', { a: 1 })).toEqual({ ok: true, value: 7 })
    const [address, request] = fetchMock.mock.calls[0] ?? []
    expect([address, request?.method, request?.body]).toEqual([
      '/call/contacts.count',
      'POST',
      '{"a":1}',
    ])
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'x-kith-window': 'window-1',
      'content-type': 'application/json',
    })
  })

  it('hands over expected failures, whatever the status', async () => {
    const reply = { ok: false, error: { code: 'not-found', message: 'gone', data: {} } }
    fetchMock.mockResolvedValue(answer(reply, 404))
    expect(await wire().call('contacts.get', {})).toEqual(reply)
  })

  it('answers a failure instead of throwing when nobody is there', async () => {
    fetchMock.mockRejectedValue(new TypeError('refused'))
    const reply = await wire().call('contacts.get', {})
    expect(reply).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    expect(useConnection.getState().state).toBe('lost')
  })

  it('notices that its token is no longer accepted', async () => {
    const error = { code: 'unauthorized', message: 'no' }
    fetchMock.mockResolvedValue(answer({ ok: false, error }, 401))
    await wire().call('contacts.get', {})
    expect(useConnection.getState().state).toBe('locked-out')
  })

  it('reads events by the line, over the edges of chunks, and past empty lines', async () => {
    fetchMock.mockResolvedValueOnce(
      stream('\n', '{"type":"job","seq":1,', '"jobId":5}\n\n{"type":"rebuilt","seq":2}\n'),
    )
    fetchMock.mockReturnValue(new Promise(() => undefined))
    const events: HostEvent[] = []
    const stop = wire().subscribe((event) => events.push(event))
    await until(() => events.length === 2)
    stop()
    expect(events).toEqual([
      { type: 'job', seq: 1, jobId: 5 },
      { type: 'rebuilt', seq: 2 },
    ])
  })

  it('says that events may be missing as soon as it listens, and again after a break', async () => {
    const onGap = vi.fn<() => void>()
    fetchMock.mockResolvedValueOnce(stream('\n'))
    fetchMock.mockResolvedValueOnce(new Response(new ReadableStream()))
    const stop = wire(onGap).subscribe(() => undefined)
    await until(() => onGap.mock.calls.length === 2)
    stop()
    expect(useConnection.getState().state).toBe('connected')
  })

  it('uploads the bytes of a file with its encoded name', async () => {
    fetchMock.mockResolvedValue(answer({ ok: true, value: { handle: 'h'.repeat(32) } }))
    const file = new File(['a,b'], '名单.csv')
    expect(await wire().upload(file)).toBe('h'.repeat(32))
    expect(fetchMock.mock.calls[0]?.[1]?.headers).toMatchObject({
      'x-kith-file-name': encodeURIComponent('名单.csv'),
      'content-type': 'application/octet-stream',
    })
  })
})
