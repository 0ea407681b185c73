import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ContactId } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const raws = [
  'ana@x.example',
  'ANA@x.example',
  'ben@x.example',
  'mailto:ben@x.example',
  'ｂｅｎ＠x.example',
  '\u212Ben@x.example',
]

/** Somebody and what is noted about them. */
const somebody = fc.record({
  points: fc.uniqueArray(
    fc.record({ raw: fc.constantFrom(...raws), isInvalid: fc.boolean(), optedOut: fc.boolean() }),
    { maxLength: 3, selector: ({ raw }) => raw },
  ),
  doNotContact: fc.boolean(),
  isInBin: fc.boolean(),
})
type Somebody = typeof somebody extends fc.Arbitrary<infer T> ? T : never

const rarely = (percent: number) => fc.integer({ min: 0, max: 99 }).map((n) => n < percent)

const world = fc.record({
  people: fc.array(somebody, { minLength: 1, maxLength: 4 }),
  isSuppressed: rarely(20),
})

const openWorld = async (people: readonly Somebody[], isSuppressed: boolean) => {
  const folder = temporaryFolder()
  const app = await openTestApplication({ folder })
  const add = async ({ points, doNotContact }: Somebody): Promise<ContactId> => {
    const { id } = await app.call('contacts.create', {
      kind: 'person',
      displayName: 'Ana',
      points: points.map(({ raw }) => ({ kind: 'email' as const, raw })),
    })
    const stored = (await app.call('contacts.get', { id })).points
    for (const { raw, isInvalid, optedOut } of points) {
      const point = stored.find((one) => one.raw === raw)
      if (point) await app.call('contacts.updatePoint', { id: point.id, isInvalid, optedOut })
    }
    await app.call('contacts.update', { id, doNotContact })
    return id
  }
  const ids: ContactId[] = []
  for (const one of people) ids.push(await add(one))
  const gone = ids.filter((_, place) => people[place]?.isInBin)
  if (gone.length > 0) await app.call('contacts.delete', { selection: { ids: gone } })
  if (isSuppressed) await app.call('suppressions.add', { address: 'ben@x.example' })
  return { app, ids: ids.filter((id) => !gone.includes(id)) }
}

/** What the composer says of mail to an address; that it does not work is told apart. */
const composed = async (
  app: Awaited<ReturnType<typeof openWorld>>['app'],
  contactId: ContactId,
  toAddress: string,
): Promise<string | null> => {
  const written = { accountId: null, subject: 'Hello', body: '<p>Hello</p>' }
  const { checks } = await app.call('emails.preview', { contactId, toAddress, ...written })
  const codes = checks.map(({ code }) => code as string)
  return codes.find((code) => stops.has(code)) ?? null
}
const stops: ReadonlySet<string> = new Set(['suppressed', 'do-not-contact', 'wish-in-bin'])

test('the page of a contact says of an address what the composer says', async () => {
  const seen = new Set<string | null>()
  await fc.assert(
    fc.asyncProperty(world, async ({ people, isSuppressed }) => {
      const { app, ids } = await openWorld(people, isSuppressed)
      for (const id of ids) {
        const { points } = await app.call('contacts.get', { id })
        for (const { raw, noMail } of points) {
          const said = noMail === 'unsubscribed' || noMail === 'hard-bounce' ? 'suppressed' : noMail
          expect([raw, said]).toEqual([raw, await composed(app, id, raw)])
          seen.add(said)
        }
      }
      await app.close()
    }),
    { numRuns: 15, seed: 11 },
  )
  expect(seen).toEqual(new Set([null, 'do-not-contact', 'suppressed', 'wish-in-bin']))
})
