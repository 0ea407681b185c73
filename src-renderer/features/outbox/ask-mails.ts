import { call } from '#renderer/api/client.ts'
import type { Input, Output } from '#shared/contract/index.ts'

type Page = Output<'emails.list'>

interface Waiting extends PromiseWithResolvers<Page> {
  readonly input: Input<'emails.groups'>['groups'][number]
}

let waiting: Waiting[] = []

/**
 * Asks for mails of a group. Beginnings that are wanted in the same moment, as when the outbox
 * opens or mails changed, come with one call.
 */
export const askMails = (input: Input<'emails.list'>): Promise<Page> => {
  const { group, limit, together, ...more } = input
  if (Object.keys(more).length > 0) return call('emails.list', input)
  const one = { input: { group, limit, together }, ...Promise.withResolvers<Page>() }
  waiting.push(one)
  if (waiting.length === 1) void Promise.resolve().then(askWaiting)
  return one.promise
}

const askWaiting = async (): Promise<void> => {
  const asked = waiting
  waiting = []
  try {
    const { pages } = await call('emails.groups', { groups: asked.map(({ input }) => input) })
    for (const [index, { resolve, reject }] of asked.entries()) {
      const page = pages[index]
      if (page === undefined) reject(new Error('a group has no page'))
      else resolve(page)
    }
  } catch (cause) {
    for (const { reject } of asked) reject(cause)
  }
}
