import {
  type Attack,
  codeOf,
  get,
  launch,
  onHost,
  onSave,
  onTarget,
  onUpload,
  save,
  savedTwin,
} from './attack-requests.ts'
import { bytesOf, countTurnedAway, send, sendBytes, withBody, withHeaders } from './raw-client.ts'
import type { TestHost } from './test-host.ts'

const hosts: readonly Attack[] = [
  onHost('of a foreign name (DNS rebinding)', (port) => `evil.example:${port}`),
  onHost('localhost', (port) => `localhost:${port}`),
  onHost('localhost with a dot', (port) => `localhost.:${port}`),
  onHost('0.0.0.0', (port) => `0.0.0.0:${port}`),
  onHost('127.1', (port) => `127.1:${port}`),
  onHost('[::ffff:127.0.0.1]', (port) => `[::ffff:127.0.0.1]:${port}`),
  onHost('without the port', () => '127.0.0.1'),
  onHost('of another port', (port) => `127.0.0.1:${port + 1}`),
  onHost('with a user in front', (port) => `a@127.0.0.1:${port}`),
  onSave('two Hosts, ours first', 421, (request) => ({
    ...request,
    headers: [...request.headers, ['Host', 'evil.example']],
  })),
  onSave('two Hosts, ours last', 421, (request) => ({
    ...request,
    headers: [['Host', 'evil.example'], ...request.headers],
  })),
  onSave('no Host', 421, (request) => withHeaders(request, { host: null })),
  onSave('HTTP/1.0 without Host', 421, (request) => ({
    ...withHeaders(request, { host: null }),
    version: '1.0',
  })),
]

const shapes: readonly Attack[] = [
  onSave('HTTP/1.0', 400, (request) => ({ ...request, version: '1.0' })),
  onSave('an absolute target', 400, (request, { port }) => ({
    ...request,
    target: `http://127.0.0.1:${port}${request.target}`,
  })),
  onSave('an absolute foreign target', 400, (request) => ({
    ...request,
    target: `http://evil.example${request.target}`,
  })),
  onSave('a target of two slashes', 400, (request) => ({
    ...request,
    target: `/${request.target}`,
  })),
  onSave('CONNECT', 405, (request, { port }) => ({
    ...request,
    method: 'CONNECT',
    target: `127.0.0.1:${port}`,
  })),
  onSave('TRACE', 405, (request) => ({ ...request, method: 'TRACE' })),
  onSave('PUT', 405, (request) => ({ ...request, method: 'PUT' })),
  onSave('GET, as an image or a script asks', 405, (request) => ({ ...request, method: 'GET' })),
  onSave('a length and chunks', 400, (request) =>
    withHeaders(request, { 'transfer-encoding': 'chunked' }),
  ),
  onSave('two lengths', 400, (request) => ({
    ...request,
    headers: [...request.headers, ['Content-Length', '5']],
  })),
  onSave('chunks that are none', [400, 408], (request) => ({
    ...withHeaders(request, { 'content-length': null, 'transfer-encoding': 'chunked' }),
    body: 'zz\r\n{}\r\n0\r\n\r\n',
  })),
  onSave('a header line broken in two', 400, (request) =>
    withHeaders(request, { 'x-a': 'b\r\n c\r\nx y: z' }),
  ),
  onSave('a header with a NUL', 400, (request) => withHeaders(request, { 'x-a': 'b\0c' })),
  onSave('headers of 100 kB', [400, 431], (request) =>
    withHeaders(request, { 'x-a': 'a'.repeat(100_000) }),
  ),
  onSave('a window that is no name', 400, (request) =>
    withHeaders(request, { 'x-kith-window': '../../etc' }),
  ),
]

const origins: readonly Attack[] = [
  onSave('a foreign origin', 403, (request) =>
    withHeaders(request, { origin: 'https://evil.example' }),
  ),
  onSave('Origin null, as of a sandboxed frame', 403, (request) =>
    withHeaders(request, { origin: 'null' }),
  ),
  onSave('the origin of another port', 403, (request) =>
    withHeaders(request, { origin: 'http://127.0.0.1:1' }),
  ),
  onSave('our origin over https', 403, (request, { port }) =>
    withHeaders(request, { origin: `https://127.0.0.1:${port}` }),
  ),
  onSave('two origins', [400, 403], (request, { port }) => ({
    ...request,
    headers: [
      ...request.headers,
      ['Origin', `http://127.0.0.1:${port}`],
      ['Origin', 'https://evil.example'],
    ],
  })),
  ...['cross-site', 'same-site', 'none'].map((site) =>
    onSave(`Sec-Fetch-Site ${site} on a call`, 403, (request) =>
      withHeaders(request, { 'sec-fetch-site': site }),
    ),
  ),
  onSave('a preflight', [403, 405], (request) =>
    withBody(
      withHeaders(
        { ...request, method: 'OPTIONS' },
        {
          authorization: null,
          origin: 'https://evil.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      ),
      '',
    ),
  ),
  onSave('a WebSocket of a foreign page', 403, (request) => ({
    ...withHeaders(withBody(request, ''), {
      authorization: null,
      origin: 'https://evil.example',
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    }),
    method: 'GET',
    target: '/events',
  })),
  {
    name: 'a script element of a foreign page',
    refusedWith: [403],
    attack: (host) =>
      send(withHeaders(get(host, '/assets/app.js'), { 'sec-fetch-site': 'cross-site' }), host.port),
    twin: (host) =>
      send(
        withHeaders(get(host, '/assets/app.js'), { 'sec-fetch-site': 'same-origin' }),
        host.port,
      ),
  },
]

const secrets: readonly Attack[] = [
  onSave('no token', [401, 429], (request) => withHeaders(request, { authorization: null })),
  onSave('a wrong token', [401, 429], (request) =>
    withHeaders(request, { authorization: `Bearer ${'A'.repeat(43)}` }),
  ),
  onSave('half the token', [401, 429], (request, { token }) =>
    withHeaders(request, { authorization: `Bearer ${token.slice(0, 20)}` }),
  ),
  onSave('the token as a cookie', [401, 429], (request, { token }) =>
    withHeaders(request, { authorization: null, cookie: `token=${token}` }),
  ),
  onSave('the token in the address', [401, 404, 405, 429], (request, { token }) => ({
    ...withHeaders(request, { authorization: null }),
    target: `${request.target}?token=${token}`,
  })),
  onSave('the token as a password', [401, 429], (request, { token }) =>
    withHeaders(request, {
      authorization: `Basic ${Buffer.from(`kith:${token}`).toString('base64')}`,
    }),
  ),
  onSave('two Authorizations', 400, (request) => ({
    ...request,
    headers: [['Authorization', 'Bearer x'], ...request.headers],
  })),
  ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'].map(
    (type) =>
      onSave(`a simple request of type ${type}`, 415, (request) =>
        withHeaders(request, { 'content-type': type }),
      ),
  ),
  onSave('no type', 415, (request) => withHeaders(request, { 'content-type': null })),
  onSave('another charset', 415, (request) =>
    withHeaders(request, { 'content-type': 'application/json; charset=utf-16' }),
  ),
  {
    name: 'a launch code used twice',
    refusedWith: [401, 429],
    attack: async (host) => {
      const code = codeOf(host)
      await send(launch(host, code), host.port)
      return send(launch(host, code), host.port)
    },
    twin: (host) => send(launch(host, codeOf(host)), host.port),
  },
  {
    name: 'a foreign page that exchanges a code it has seen',
    refusedWith: [403],
    attack: (host) =>
      send(withHeaders(launch(host, codeOf(host)), { origin: 'https://evil.example' }), host.port),
    twin: (host) => send(launch(host, codeOf(host)), host.port),
  },
]

const bodies: readonly Attack[] = [
  onSave('2 MB of JSON', 413, (request) =>
    withBody(request, JSON.stringify({ ownerName: 'x'.repeat(2_000_000) })),
  ),
  onSave('2 MB of JSON in chunks', 413, (request) => {
    const text = JSON.stringify({ ownerName: 'x'.repeat(2_000_000) })
    return {
      ...withHeaders(request, { 'content-length': null, 'transfer-encoding': 'chunked' }),
      body: `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`,
    }
  }),
  onSave('JSON 100,000 deep', 400, (request) =>
    withBody(request, `{"ownerName":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
  ),
  onSave('no JSON', 400, (request) => withBody(request, '{"ownerName":')),
  onSave('bytes that are no UTF-8', 400, (request) =>
    withBody(request, Buffer.from([0x22, 0xff, 0xfe, 0x22])),
  ),
  onSave('a __proto__ beside the field', 400, (request) =>
    withBody(request, '{"ownerName":"Mallory","__proto__":{"isAdmin":true}}'),
  ),
  onUpload('an upload that says 3 GB', 413, { 'content-length': String(3 * 1024 ** 3) }),
  onUpload('a file name with a line break', 400, { 'x-kith-file-name': 'a%0d%0ab.csv' }),
]

const targets: readonly Attack[] = [
  onTarget('dots upwards', [400, 404], '/assets/../../app-data/preferences.json'),
  onTarget('encoded dots', [404], '/%2e%2e/%2e%2e/workspace/meta.json'),
  onTarget('doubly encoded dots', [404], '/%252e%252e/workspace/meta.json'),
  onTarget('encoded slashes', [404], '/assets%2fapp.js'),
  onTarget('a NUL', [400, 404], '/assets/app.js%00'),
  onTarget('backslashes', [400, 404], '/assets\\..\\..\\workspace\\meta.json'),
  onTarget('an absolute path', [400, 404], '//etc/passwd'),
  onTarget('a folder', [404], '/assets/'),
  onTarget('another case', [404], '/ASSETS/APP.JS'),
  onTarget('a guessed file handle', [404], `/files/${'0'.repeat(32)}`),
  onTarget('a file handle that is a path', [404], '/files/../../workspace/meta.json'),
  onTarget('a procedure by an inherited name', [405], '/call/constructor.constructor'),
]

const smuggled = (host: TestHost): Buffer => bytesOf(save(host, 'Smuggled'))

const speeds: readonly Attack[] = [
  {
    name: 'a header that never ends',
    refusedWith: [408, 0],
    attack: (host) => {
      const pieces = [...bytesOf(save(host)).toString('latin1')].map((letter) =>
        Buffer.from(letter),
      )
      return sendBytes(pieces, { port: host.port, pauseMs: 40, timeLimitMs: 8_000 })
    },
    twin: (host) => {
      const request = bytesOf(save(host))
      return sendBytes([request.subarray(0, 40), request.subarray(40)], {
        port: host.port,
        pauseMs: 40,
      })
    },
  },
  {
    name: 'a body that never ends',
    refusedWith: [408, 0],
    attack: (host) => {
      const request = bytesOf(save(host))
      return sendBytes([request.subarray(0, request.length - 5)], {
        port: host.port,
        timeLimitMs: 8_000,
      })
    },
    twin: savedTwin,
    twinSaves: true,
  },
  {
    name: 'a second request hidden in a refused one',
    refusedWith: [400],
    attack: (host) =>
      sendBytes(
        [
          bytesOf({
            ...withHeaders(save(host), { 'transfer-encoding': 'chunked', 'content-length': '5' }),
            body: '0\r\n\r\n',
          }),
          smuggled(host),
        ],
        { port: host.port, readsOn: true, timeLimitMs: 500 },
      ),
    twin: savedTwin,
    twinSaves: true,
  },
  {
    name: 'another loopback address',
    refusedWith: [0],
    attack: (host) => sendBytes([bytesOf(save(host))], { port: host.port, address: '127.0.0.2' }),
    twin: savedTwin,
    twinSaves: true,
  },
  {
    name: '500 connections that say nothing',
    refusedWith: [0],
    attack: async (host) => ({
      status: (await countTurnedAway(host.port, 500)) >= 400 ? 0 : 200,
      text: '',
    }),
    twin: savedTwin,
    twinSaves: true,
  },
]

/** Everything that applies to plain HTTP, by what it attacks. */
export const attacks: readonly Attack[] = [
  ...hosts,
  ...shapes,
  ...origins,
  ...secrets,
  ...bodies,
  ...targets,
  ...speeds,
]

/** Guesses at a secret, and the right one after them. */
export const guessTokens = async (host: TestHost, count: number): Promise<readonly number[]> => {
  const statuses: number[] = []
  for (let n = 0; n < count; n += 1) {
    const authorization = `Bearer ${String(n).padStart(43, '0')}`
    statuses.push((await send(withHeaders(save(host), { authorization }), host.port)).status)
  }
  return statuses
}
