import { describe, expect, it, test } from 'vitest'
import type { ContactId } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { openPeople, type PeopleApplication } from '#tests/support/people.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

test('remembers the business in the workspace and the machine outside of it', async () => {
  const folder = temporaryFolder()
  const first = await openTestApplication({ folder })
  const before = await first.call('settings.get', {})
  expect(before.business.isSetUp).toBe(false)
  const { operationId } = await first.call('settings.updateBusiness', {
    ownerName: 'Nora Hale',
    country: 'PT',
    currency: 'EUR',
    isSetUp: true,
  })
  expect(operationId).toBeGreaterThan(0)
  await first.call('settings.updateMachine', { theme: 'dark' })
  await first.close()

  const second = await openTestApplication({ folder })
  expect(await second.call('settings.get', {})).toEqual({
    business: {
      ...before.business,
      ownerName: 'Nora Hale',
      country: 'PT',
      currency: 'EUR',
      isSetUp: true,
    },
    machine: { ...before.machine, theme: 'dark' },
  })
  await second.close()
})

test('a setting that is already so makes no operation', async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  await app.call('settings.updateBusiness', { country: 'PT' })
  expect(await app.call('settings.updateBusiness', { country: 'PT' })).toEqual({
    operationId: null,
    phonesRead: 0,
  })
  await app.close()
})

test('other windows hear of a setting of the machine, History does not', async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  const heard: unknown[] = []
  app.application.events.subscribe((event) => heard.push(event))
  await app.call('settings.updateMachine', { theme: 'dark' })
  expect(heard).toEqual([
    { type: 'change', seq: 1, operationId: null, actor: 'owner', tables: { settings: 'many' } },
  ])
  expect((await app.call('history.list', {})).operations).toEqual([])
  await app.close()
})

/** Somebody's numbers as they were read, by what was typed. */
const phonesOf = async (
  app: PeopleApplication,
  id: ContactId,
): Promise<Record<string, string | null>> => {
  const { points } = await app.call('contacts.get', { id })
  return Object.fromEntries(points.map(({ raw, normalized }) => [raw, normalized]))
}

const typed = (...numbers: string[]) => ({
  points: numbers.map((raw) => ({ kind: 'phone' as const, raw })),
})

describe('another country of the business', () => {
  it('reads the numbers that could not be read, in one act that can be undone', async () => {
    const app = await openPeople()
    const anna = await app.person('Anna', typed('0171 5543210', '503 555 0100', 'ask her'))
    const unread = { '0171 5543210': null, '503 555 0100': '+15035550100', 'ask her': null }
    expect(await phonesOf(app, anna)).toEqual(unread)
    const { phonesRead } = await app.call('settings.updateBusiness', { country: 'DE' })
    expect(phonesRead).toBe(1)
    const read = { ...unread, '0171 5543210': '+491715543210' }
    expect(await phonesOf(app, anna)).toEqual(read)
    const listed = await app.call('contacts.list', { filter: { search: '+49171' }, limit: 5 })
    expect(listed.rows.map(({ id }) => id)).toEqual([anna])
    const [operation] = (await app.call('history.list', {})).operations
    expect(operation).toMatchObject({ code: 'settings.updateBusiness', contactCount: 1 })

    await app.call('history.undoLast', {})
    expect(await phonesOf(app, anna)).toEqual(unread)
    expect((await app.call('settings.get', {})).business.country).toBe('US')
    await app.call('history.redoLast', {})
    expect(await phonesOf(app, anna)).toEqual(read)
  })

  it('leaves alone whose address has a country, and says nothing where nothing is to be read', async () => {
    const app = await openPeople()
    const ben = await app.person('Ben', {
      ...typed('0171 5543210'),
      addresses: [{ country: 'US' }],
    })
    expect(await app.call('settings.updateBusiness', { country: 'DE' })).toMatchObject({
      phonesRead: 0,
    })
    expect(await phonesOf(app, ben)).toEqual({ '0171 5543210': null })
  })

  it('reads many behind the main thread', async () => {
    const app = await openPeople()
    const numbers = Array.from({ length: 40 }, (_, n) => `0171 55432${n + 10}`)
    const people = []
    for (const name of ['Anna', 'Ben', 'Cleo'])
      people.push(await app.person(name, typed(...numbers)))
    const { phonesRead, operationId } = await app.call('settings.updateBusiness', { country: 'DE' })
    expect(phonesRead).toBe(120)
    const { jobs } = await app.call('jobs.list', {})
    expect(jobs[0]).toMatchObject({ kind: 'settings.updateBusiness', status: 'done' })
    expect(Object.values(await phonesOf(app, people[2]!))).not.toContain(null)
    await app.call('history.undo', { id: operationId! })
    expect(new Set(Object.values(await phonesOf(app, people[0]!)))).toEqual(new Set([null]))
    expect((await app.call('settings.get', {})).business.country).toBe('US')
  })
})
