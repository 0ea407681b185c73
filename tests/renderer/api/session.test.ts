import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findToken, serveOtherTabs, takeLaunchCode, windowId } from '#renderer/api/session.ts'

const fetchMock = vi.fn<typeof fetch>()
const launched = (token: string): Response => Response.json({ ok: true, value: { token } })

describe('the session of a tab', () => {
  beforeEach(() => {
    sessionStorage.clear()
    location.hash = ''
    vi.stubGlobal('fetch', fetchMock)
    fetchMock.mockReset()
  })
  afterEach(() => vi.unstubAllGlobals())

  it('takes the launch code out of the address, once', () => {
    location.hash = '#launch=abc_D-1'
    expect([takeLaunchCode(), takeLaunchCode(), location.hash]).toEqual(['abc_D-1', null, ''])
  })

  it('leaves an address of the app alone', () => {
    location.hash = '#/contacts'
    expect([takeLaunchCode(), location.hash]).toEqual([null, '#/contacts'])
  })

  it('exchanges the code for a token and keeps it over a reload', async () => {
    location.hash = '#launch=abc'
    fetchMock.mockResolvedValue(launched('t1'))
    expect(await findToken()).toBe('t1')
    expect(fetchMock.mock.calls[0]?.[1]?.body).toBe('{"code":"abc"}')
    expect(await findToken()).toBe('t1')
    expect(fetchMock).toHaveBeenCalledTimes(1)
  })

  it('falls back to the known token when the code was used before', async () => {
    sessionStorage.setItem('kith.token', 'known')
    location.hash = '#launch=used'
    fetchMock.mockResolvedValue(Response.json({ ok: false }, { status: 401 }))
    expect(await findToken()).toBe('known')
  })

  it('has no token when nobody answers', async () => {
    expect(await findToken()).toBeNull()
  })

  it('gets a one-use code of its own from another tab', async () => {
    fetchMock.mockImplementation(async (address) =>
      address === '/launch-code'
        ? Response.json({ ok: true, value: { code: 'fresh' } })
        : launched('t2'),
    )
    serveOtherTabs('other')
    expect(await findToken()).toBe('t2')
    const requests = fetchMock.mock.calls.map(([address]) => address)
    expect(requests).toEqual(['/launch-code', '/launch'])
  })

  it('names its window, the same over a reload', () => {
    expect(windowId()).toBe(windowId())
    expect(windowId()).toMatch(/^[\w-]{1,64}$/)
  })
})
