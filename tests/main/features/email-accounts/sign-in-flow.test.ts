import { expect, it, onTestFinished } from 'vitest'
import { openSignIn } from '#main/features/email-accounts/sign-in-flow.ts'
import { readSignInProviders } from '#main/features/email-accounts/sign-in-providers.ts'
import { systemRandom } from '#main/platform/random.ts'
import { startOAuthServer } from '#tests/support/oauth-server.ts'

const page = { html: '<!doctype html><h1>Done</h1>', style: '' }

const open = async (waitMs: number) => {
  const server = await startOAuthServer()
  onTestFinished(() => server.stop())
  const provider = readSignInProviders(server.clientsFile()).google
  const { client } = provider
  if (client === null) throw new Error('the server names a client')
  const address = 'nora@hale.example'
  return {
    server,
    flow: await openSignIn({ provider, client, address, random: systemRandom, waitMs }),
  }
}

it('gives up after its time and listens no longer', async () => {
  const { server, flow } = await open(50)
  const { signal } = new AbortController()
  const ended = await flow.run(signal, async (outcome) => ({ value: outcome, page }))
  expect(ended).toEqual({ ok: false, error: { code: 'timed-out', data: {} } })
  await expect(server.visit(flow.url)).rejects.toThrow('fetch failed')
  expect(server.asked).toEqual([])
})

it('is over at once when it is told, also before it began', async () => {
  const { server, flow } = await open(60_000)
  const ended = await flow.run(AbortSignal.abort(), async (outcome) => ({ value: outcome, page }))
  expect(ended).toEqual({ ok: false, error: { code: 'stopped', data: {} } })
  await expect(server.visit(flow.url)).rejects.toThrow('fetch failed')
})

it('shows its page only when everything is settled', async () => {
  const { server, flow } = await open(60_000)
  const { signal } = new AbortController()
  const steps: string[] = []
  const running = flow.run(signal, async ({ ok }) => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    steps.push(`settled ${ok}`)
    return { value: null, page }
  })
  const shown = await server.visit(flow.url)
  steps.push(await shown.text())
  await running
  expect(steps).toEqual(['settled true', page.html])
})
