import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Application } from '#main/application.ts'
import { windowHeader } from '#shared/contract/wire.ts'
import type { Access, Verdict } from './access.ts'
import { type Refusal, sendJson, sendRefusal } from './answers.ts'
import { readJson } from './body.ts'
import { streamEvents } from './events.ts'
import { receiveUpload, sendFile } from './files.ts'
import { headerValues } from './request-guard.ts'

/** What the routes work on. */
export interface RouteParts {
  readonly application: Application
  readonly access: Access
  /** How long a JSON body may take. */
  readonly bodyTimeLimitMs: number
}

interface Exchange extends RouteParts {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

interface Route {
  readonly target: RegExp
  readonly method: 'GET' | 'POST'
  /** Who may come in: anybody, bearers of the token, also a second start on the workspace. */
  readonly admits: 'anybody' | 'bearer' | 'bearer-or-owner'
  readonly answer: (exchange: Exchange) => void | Promise<void>
}

const secretProblem = (verdict: Verdict): Refusal | null => {
  if (verdict === 'right') return null
  if (verdict === 'wrong') {
    return { status: 401, code: 'unauthorized', message: 'no valid bearer token' }
  }
  const headers = { 'retry-after': '60' }
  return { status: 429, code: 'slow-down', message: 'too many wrong secrets', headers }
}

const call = async ({ request, response, application, bodyTimeLimitMs }: Exchange) => {
  const [window = null] = headerValues(request, windowHeader)
  if (window !== null && !/^[\w-]{1,64}$/.test(window)) {
    const message = `${windowHeader} is up to 64 letters, digits, - and _`
    return sendRefusal(request, response, { status: 400, code: 'bad-request', message })
  }
  const body = await readJson(request, bodyTimeLimitMs)
  if (!body.ok) return sendRefusal(request, response, body.refusal)
  const name = (request.url ?? '').slice('/call/'.length)
  const { status, reply } = await application.dispatch(name, body.value, { actor: 'owner', window })
  sendJson(response, status, reply)
}

const launch = async ({ request, response, access, bodyTimeLimitMs }: Exchange) => {
  const body = await readJson(request, bodyTimeLimitMs)
  if (!body.ok) return sendRefusal(request, response, body.refusal)
  const given: unknown = body.value
  const code = typeof given === 'object' && given !== null && 'code' in given ? given.code : null
  if (typeof code !== 'string' || code.length > 200) {
    const refusal = { status: 400, code: 'bad-request', message: 'send {"code"}' } as const
    return sendRefusal(request, response, refusal)
  }
  const problem = secretProblem(access.redeem(code))
  if (problem) return sendRefusal(request, response, problem)
  sendJson(response, 200, { ok: true, value: { token: access.token } })
}

const routes: readonly Route[] = [
  { target: /^\/call\/[\w.-]{1,100}$/, method: 'POST', admits: 'bearer', answer: call },
  { target: /^\/launch$/, method: 'POST', admits: 'anybody', answer: launch },
  {
    target: /^\/launch-code$/,
    method: 'POST',
    admits: 'bearer-or-owner',
    answer: ({ response, access }) =>
      sendJson(response, 200, { ok: true, value: { code: access.createLaunchCode() } }),
  },
  {
    target: /^\/events$/,
    method: 'GET',
    admits: 'bearer',
    answer: ({ response, application }) => streamEvents(response, application),
  },
  {
    target: /^\/files$/,
    method: 'POST',
    admits: 'bearer',
    answer: ({ request, response, application }) => receiveUpload(request, response, application),
  },
  {
    target: /^\/files\//,
    method: 'GET',
    admits: 'bearer',
    answer: ({ request, response, application }) => sendFile(request, response, application),
  },
]

const admissionProblem = (route: Route, { request, access }: Exchange): Refusal | null => {
  if (route.admits === 'anybody') return null
  const verdict = access.judge(headerValues(request, 'authorization')[0])
  if (verdict !== 'owner') return secretProblem(verdict)
  return route.admits === 'bearer-or-owner' ? null : secretProblem('wrong')
}

/** Answers a request that has passed the guard; false when its target is none of the routes'. */
export const answerRoute = async (exchange: Exchange): Promise<boolean> => {
  const { request, response } = exchange
  const route = routes.find(({ target }) => target.test(request.url ?? ''))
  if (!route) return false
  if (request.method !== route.method) {
    const headers = { allow: route.method }
    const refusal = {
      status: 405,
      code: 'method',
      message: `use ${route.method}`,
      headers,
    } as const
    sendRefusal(request, response, refusal)
    return true
  }
  const problem = admissionProblem(route, exchange)
  if (problem) sendRefusal(request, response, problem)
  else await route.answer(exchange)
  return true
}
