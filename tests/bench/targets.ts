import { Agent, request } from 'node:http'
import type { Application } from '#main/application.ts'
import type { Input, Output, ProcedureName } from '#shared/contract/index.ts'
import type { Reply } from '#shared/contract/wire.ts'

/** A way to call the application under measurement. */
export interface Target {
  readonly name: 'dispatch' | 'http'
  call<N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N>>
}

const valueOf = <N extends ProcedureName>(name: N, reply: Reply): Output<N> => {
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`)
  // The contract suite parses outputs; parsing here would be measured.
  return reply.value as Output<N>
}

/** Calls straight into an application of this process. */
export const dispatchTarget = (application: Application): Target => ({
  name: 'dispatch',
  call: async (name, input) => {
    const { reply } = await application.dispatch(name, input, { actor: 'owner', window: 'bench' })
    return valueOf(name, reply)
  },
})

/** Calls a host in another process over one kept connection. */
export const httpTarget = (port: number, token: string): Target => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = {
    host: `127.0.0.1:${port}`,
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'x-kith-window': 'bench',
  }
  const post = (path: string, body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path, method: 'POST', headers, agent }
      const sent = request(options, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return {
    name: 'http',
    call: async (name, input) => {
      const text = await post(`/call/${name}`, JSON.stringify(input))
      // The host answers every call with a reply.
      return valueOf(name, JSON.parse(text) as Reply)
    },
  }
}

/** Milliseconds that one call takes. */
export const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}
