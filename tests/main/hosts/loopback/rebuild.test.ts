import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemContext } from '#main/platform/call-context.ts'
import type { HostEvent } from '#shared/contract/wire.ts'
import { ownConnection } from '#tests/support/own-connection.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { startTestHost, type TestHost } from './test-host.ts'

let folder: string
let host: TestHost

beforeEach(async () => {
  folder = temporaryFolder()
  host = await startTestHost(folder)
})
afterEach(() => host.close())

const call = async (name: string, input: unknown) => {
  const answer = await fetch(`http://127.0.0.1:${host.port}/call/${name}`, {
    method: 'POST',
    headers: {
      ...ownConnection,
      authorization: `Bearer ${host.token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(input),
  })
  // The host answers with a reply, whatever the status.
  const reply = (await answer.json()) as {
    ok: boolean
    value: Record<string, unknown>
    error?: { code: string }
  }
  return { status: answer.status, ...reply }
}

/** Reads the events of the host until one of that type comes. */
const waitFor = async (type: HostEvent['type']): Promise<() => Promise<void>> => {
  const { port, token } = host
  const answer = await fetch(`http://127.0.0.1:${port}/events`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return async () => {
    let heard = ''
    const decoder = new TextDecoder()
    for await (const chunk of answer.body ?? []) {
      heard += decoder.decode(chunk, { stream: true })
      if (heard.includes(`"type":"${type}"`)) return
    }
  }
}

test('a restore answers first, then 503, then goes on with what the backup holds', async () => {
  await call('settings.updateBusiness', { ownerName: 'Ada' })
  const { value } = await call('backups.create', {})
  while ((await call('jobs.get', { id: value['jobId'] })).value['status'] !== 'done') await wait(10)
  const { backups } = (await call('backups.list', {})).value as { backups: { id: string }[] }
  await call('settings.updateBusiness', { ownerName: 'Grace' })

  const rebuilt = await waitFor('rebuilt')
  const restored = await call('backups.restore', { id: backups[0]?.id })
  expect(restored).toMatchObject({ status: 200, ok: true })
  const seen = new Set<string>()
  let isDone = false
  const done = rebuilt().then(() => (isDone = true))
  while (!isDone) {
    const { status, error } = await call('settings.get', {})
    seen.add(`${status} ${error?.code ?? 'ok'}`)
  }
  await done
  expect(['200 ok', '503 rebuilding']).toEqual(expect.arrayContaining([...seen]))
  const after = await call('settings.get', {})
  expect(after).toMatchObject({ status: 200, value: { business: { ownerName: 'Ada' } } })
})

test('a call while no workspace is open is told to come again', async () => {
  const target = join(folder, 'elsewhere')
  await call('app.moveWorkspace', { path: target })
  const seen = new Set<string>()
  while (host.application.folder !== target) {
    const { status, reply } = await host.application.dispatch('settings.get', {}, systemContext)
    seen.add(`${status} ${reply.ok ? 'ok' : reply.error.code}`)
    await nextTurn()
  }
  expect(seen).toEqual(new Set(['200 ok', '503 rebuilding']))
})

test('a moved workspace takes the note for a second start with it', async () => {
  const target = join(folder, 'elsewhere')
  await call('settings.updateBusiness', { ownerName: 'Ada' })
  const rebuilt = await waitFor('rebuilt')
  expect(await call('app.moveWorkspace', { path: target })).toMatchObject({ ok: true })
  await rebuilt()
  await wait(50)
  expect(existsSync(join(target, 'owner.json'))).toBe(true)
  expect(existsSync(host.workspace)).toBe(false)
  const { value } = await call('settings.get', {})
  expect(value).toMatchObject({ business: { ownerName: 'Ada' } })
})
