import { expect, test } from 'vitest'
import { guardProblem, headerValues } from '#main/hosts/loopback/request-guard.ts'

const authority = '127.0.0.1:4600'
const head = (changes: {
  headers?: string[]
  method?: string
  url?: string
  httpVersion?: string
}) => ({
  httpVersion: changes.httpVersion ?? '1.1',
  method: changes.method ?? 'POST',
  url: changes.url ?? '/call/app.status',
  rawHeaders: ['Host', authority, ...(changes.headers ?? [])],
})
const status = (changes: Parameters<typeof head>[0]) =>
  guardProblem(head(changes), { authority, checksHost: true })?.status ?? 200

test.each([
  ['a script without Origin', {}, 200],
  [
    'our own page',
    { headers: ['Origin', `http://${authority}`, 'Sec-Fetch-Site', 'same-origin'] },
    200,
  ],
  ['the address bar', { method: 'GET', url: '/', headers: ['Sec-Fetch-Site', 'none'] }, 200],
  ['the address bar posting', { headers: ['Sec-Fetch-Site', 'none'] }, 403],
  [
    'a link on a foreign page',
    { method: 'GET', url: '/', headers: ['Sec-Fetch-Site', 'cross-site'] },
    403,
  ],
  ['a foreign page', { headers: ['Origin', 'https://evil.example'] }, 403],
  ['HTTP/1.0', { httpVersion: '1.0' }, 400],
  ['an absolute target', { url: 'http://evil.example/' }, 400],
  ['the target of all', { url: '*', method: 'OPTIONS' }, 400],
  ['a token twice', { headers: ['Authorization', 'a', 'authorization', 'b'] }, 400],
  ['a second Host', { headers: ['host', authority] }, 421],
] as const)('%s', (_name, changes, expected) => {
  expect(status({ ...changes, headers: [...('headers' in changes ? changes.headers : [])] })).toBe(
    expected,
  )
})

test('reads every value of a header whatever its case', () => {
  expect(headerValues({ rawHeaders: ['A', '1', 'a', '2', 'b', 'a'] }, 'a')).toEqual(['1', '2'])
})
