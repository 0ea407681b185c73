import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type OAuthRedirect, openOAuthRedirect } from '#main/platform/oauth-redirect.ts'

const state = 'x1hR0Zk3v7Qm2sT8uW4yA6cE9gJ5lN0p'

const open = async (host: '127.0.0.1' | 'localhost' = '127.0.0.1'): Promise<OAuthRedirect> => {
  const redirect = await openOAuthRedirect({ host, state })
  onTestFinished(() => redirect.close())
  return redirect
}

interface Asked {
  readonly path?: string
  readonly method?: string
  readonly headers?: OutgoingHttpHeaders
}

/** The status of a request whose every part is ours to choose. */
const ask = (
  uri: string,
  { path = `/?code=c&state=${state}`, method = 'GET', headers = {} }: Asked,
): Promise<number> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(uri)
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.on('error', reject)
    request.end()
  })

/** What an answer waits for now: nothing, or the parameters it got. */
const stateOf = async (redirect: OAuthRedirect): Promise<string> => {
  const nothing = new Promise<null>((resolve) => setTimeout(() => resolve(null), 20))
  const answer = await Promise.race([redirect.answer, nothing])
  return answer === null ? 'waits' : answer.parameters.toString()
}

const page = { html: '<!doctype html><h1>Signed in</h1>', style: 'h1 { color: red }' }

describe('the place where a sign-in is answered', () => {
  it('takes the answer with its state and shows the page it is given', async () => {
    const redirect = await open()
    expect(redirect.uri).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const shown = fetch(`${redirect.uri}/?code=a%20b&state=${state}`)
    const { parameters, reply } = await redirect.answer
    expect(parameters.get('code')).toBe('a b')
    reply(page)
    const response = await shown
    expect(await response.text()).toBe(page.html)
    const headers = Object.fromEntries(response.headers)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; /,
    )
  })

  it('is known under the name that the provider wants', async () => {
    const redirect = await open('localhost')
    expect(redirect.uri).toMatch(/^http:\/\/localhost:\d+$/)
    const { port } = new URL(redirect.uri)
    expect(await ask(redirect.uri, { headers: { host: `127.0.0.1:${port}` } })).toBe(421)
    const shown = ask(redirect.uri, { headers: { host: `localhost:${port}` } })
    const { reply } = await redirect.answer
    reply(page)
    expect(await shown).toBe(200)
  })

  it.each<[string, Asked, number]>([
    ['another state', { path: '/?code=c&state=x1hR0Zk3v7Qm2sT8uW4yA6cE9gJ5lN0q' }, 404],
    ['a longer state', { path: `/?code=c&state=${state}a` }, 404],
    ['no state', { path: '/?code=c' }, 404],
    ['an empty state', { path: '/?code=c&state=' }, 404],
    ['two states', { path: `/?code=c&state=${state}&state=${state}` }, 404],
    ['another path', { path: `/callback?code=c&state=${state}` }, 404],
    ['an absolute target', { path: `http://evil.example/?code=c&state=${state}` }, 404],
    ['the bare page', { path: '/' }, 404],
    ['another host name', { headers: { host: 'evil.example' } }, 421],
    ['another port', { headers: { host: '127.0.0.1:1' } }, 421],
    ['a method that sends', { method: 'POST' }, 405],
    ['a method that asks', { method: 'OPTIONS' }, 405],
    ['a method that looks', { method: 'HEAD' }, 405],
  ])('is not changed by %s', async (_, asked, status) => {
    const redirect = await open()
    expect(await ask(redirect.uri, asked)).toBe(status)
    expect(await stateOf(redirect)).toBe('waits')
    // The right answer is still taken.
    const shown = ask(redirect.uri, {})
    const { parameters, reply } = await redirect.answer
    expect(parameters.get('code')).toBe('c')
    reply(page)
    expect(await shown).toBe(200)
  })

  it('is not changed by two host names in one request', async () => {
    const redirect = await open()
    const { port } = new URL(redirect.uri)
    const said = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        const hosts = `Host: 127.0.0.1:${port}\r\nHost: evil.example\r\n`
        socket.write(`GET /?code=c&state=${state} HTTP/1.1\r\n${hosts}\r\n`)
      })
      socket.on('data', (chunk) => resolve(chunk.toString().split('\r\n')[0] ?? ''))
    })
    expect(said).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(await stateOf(redirect)).toBe('waits')
  })

  it('takes one answer and no second', async () => {
    const redirect = await open()
    const first = ask(redirect.uri, {})
    const { parameters, reply } = await redirect.answer
    expect(await ask(redirect.uri, { path: `/?code=other&state=${state}` })).toBe(404)
    expect(parameters.get('code')).toBe('c')
    reply(page)
    expect(await first).toBe(200)
  })

  it('listens on this machine alone, and no longer than it is wanted', async () => {
    const redirect = await open()
    const hanging = fetch(`${redirect.uri}/?code=c&state=${state}`).catch(() => 'cut')
    await redirect.answer
    await redirect.close()
    expect(await hanging).toBe('cut')
    await expect(ask(redirect.uri, {})).rejects.toThrow(/ECONNREFUSED/)
  })
})
