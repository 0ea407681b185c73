import { type RawAnswer, type RawRequest, send, withBody, withHeaders } from './raw-client.ts'
import type { TestHost } from './test-host.ts'

/** One attack, and the same thing with only the attacked part put right. */
export interface Attack {
  readonly name: string
  /** True when its success would prove nothing but a missing Host check. */
  readonly isAboutHost?: boolean
  /** True when the twin saves, so that the workspace must have changed after it. */
  readonly twinSaves?: boolean
  /** What the attack is answered with; 0 for a connection that is closed without an answer. */
  readonly refusedWith: readonly number[]
  readonly attack: (host: TestHost) => Promise<RawAnswer>
  readonly twin: (host: TestHost) => Promise<RawAnswer>
}

let serial = 0

/**
 * The request that all attacks on data are about: it changes the owner's name, to the same name in
 * an attack and its twin, to another one in the next attack.
 */
export const save = ({ port, token }: TestHost, ownerName = `Owner ${serial}`): RawRequest =>
  withBody(
    {
      method: 'POST',
      target: '/call/settings.updateBusiness',
      version: '1.1',
      headers: [
        ['Host', `127.0.0.1:${port}`],
        ['Authorization', `Bearer ${token}`],
        ['Content-Type', 'application/json'],
      ],
      body: '',
    },
    JSON.stringify({ ownerName }),
  )

/** A request for a target. */
export const get = ({ port, token }: TestHost, target: string): RawRequest => ({
  method: 'GET',
  target,
  version: '1.1',
  headers: [
    ['Host', `127.0.0.1:${port}`],
    ['Authorization', `Bearer ${token}`],
  ],
  body: '',
})

/** The save as it should be. */
export const savedTwin = (host: TestHost): Promise<RawAnswer> => send(save(host), host.port)

/** After an attack and its twin: the next save has to have something to change. */
export const nextOwner = (): void => {
  serial += 1
}

/** An attack on the save, spoiled in one part. */
export const onSave = (
  name: string,
  refusedWith: number | readonly number[],
  spoil: (request: RawRequest, host: TestHost) => RawRequest,
): Attack => ({
  name,
  refusedWith: [refusedWith].flat(),
  attack: (host) => send(spoil(save(host), host), host.port),
  twin: savedTwin,
  twinSaves: true,
})

const upload = (host: TestHost): RawRequest => ({
  ...withHeaders(save(host), {
    'content-type': 'application/octet-stream',
    'x-kith-file-name': 'a.csv',
  }),
  target: '/files',
})

/** An attack on the upload of a file, spoiled in one header. */
export const onUpload = (
  name: string,
  refusedWith: number,
  header: Readonly<Record<string, string>>,
): Attack => ({
  name,
  refusedWith: [refusedWith],
  attack: (host) => send(withHeaders(upload(host), header), host.port),
  twin: (host) => send(upload(host), host.port),
})

/** An attack with another Host header. */
export const onHost = (name: string, hostHeader: (port: number) => string): Attack => ({
  ...onSave(`Host ${name}`, 421, (request, { port }) =>
    withHeaders(request, { host: hostHeader(port) }),
  ),
  isAboutHost: true,
})

/** An attack by another target than a file of the page. */
export const onTarget = (name: string, refusedWith: readonly number[], target: string): Attack => ({
  name,
  refusedWith,
  attack: (host) => send(get(host, target), host.port),
  twin: (host) => send(get(host, '/assets/app.js'), host.port),
})

/** A fresh launch code. */
export const codeOf = (host: TestHost): string => host.createUrl().split('#launch=')[1] ?? ''
/** Exchanges a launch code for the token. */
export const launch = (host: TestHost, code: string): RawRequest =>
  withBody(
    { ...withHeaders(save(host), { authorization: null }), target: '/launch' },
    JSON.stringify({ code }),
  )
