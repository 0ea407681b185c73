import { expect, onTestFinished, test } from 'vitest'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const address = 'bob@bücher.example'
const when = { kind: 'at', wall: '2031-11-25T09:00', timeZone: 'UTC' } as const
const day = 86_400_000

type Wish = 'do not contact' | 'opted out'

/** Bob, made anew after another one with his address, who wanted no mail, was deleted. */
const open = async (wish: Wish) => {
  const folder = temporaryFolder()
  const clock = new FakeClock()
  const opened: { app: TestApplication } = { app: await openTestApplication({ folder, clock }) }
  onTestFinished(() => opened.app.close())
  const { app } = opened
  const points = ['BOB@xn--bcher-kva.example', 'bob@work.example'].map((raw) => {
    return { kind: 'email', raw } as const
  })
  const first = await app.call('contacts.create', { kind: 'person', displayName: 'Bob R.', points })
  if (wish === 'do not contact') {
    await app.call('contacts.update', { id: first.id, doNotContact: true })
  } else {
    const [point] = (await app.call('contacts.get', { id: first.id })).points
    await app.call('contacts.updatePoint', { id: point?.id ?? (0 as never), optedOut: true })
  }
  const remove = () => opened.app.call('contacts.delete', { selection: { ids: [first.id] } })
  const { operationId } = await remove()
  const { id } = await addDraftToBob(app, address)
  const codes = async () => {
    const { checks } = await opened.app.call('emails.check', { ids: [id], when })
    return checks.filter(({ isBlocking }) => isBlocking).map(({ code }) => code)
  }
  return {
    first: first.id,
    opened,
    clock,
    id,
    codes,
    remove,
    operationId: operationId ?? (0 as never),
    undo: () => opened.app.call('history.undo', { id: operationId ?? (0 as never) }),
    reopen: async () => {
      await opened.app.close()
      opened.app = await openTestApplication({ folder, clock })
    },
    suppressed: async () => (await opened.app.call('suppressions.list', {})).suppressions,
  }
}

test.each<Wish>(['do not contact', 'opted out'])(
  'whoever was marked “%s” and deleted gets no mail when they are made anew',
  async (wish) => {
    const { codes, undo, opened, id, suppressed } = await open(wish)
    expect(await codes()).toEqual(['wish-in-bin'])
    expect(await opened.app.reply('emails.schedule', { ids: [id], when })).toMatchObject({
      error: { code: 'not-ready' },
    })
    expect(await suppressed()).toEqual([])
    // Back from the bin, the contact speaks for the address again, and nothing else does.
    await undo()
    const here = wish === 'opted out' ? 'suppressed' : 'do-not-contact'
    expect(await codes()).toEqual([here])
    await opened.app.call('history.redoLast', {})
    expect(await codes()).toEqual(['wish-in-bin'])
  },
)

test('a wish is in the bin again when the bringing back of who had it is taken back', async () => {
  const { codes, opened, operationId } = await open('do not contact')
  const { app } = opened
  await app.call('history.bringBack', { id: operationId, selection: { except: [] } })
  expect(await codes()).toEqual(['do-not-contact'])
  await app.call('history.undoLast', {})
  expect(await codes()).toEqual(['wish-in-bin'])
})

test('what is planned stays here when the other one is deleted', async () => {
  const { first, codes, undo, opened, id, remove } = await open('do not contact')
  await undo()
  const { app } = opened
  await app.call('contacts.update', { id: first, doNotContact: false })
  expect(await codes()).toEqual([])
  await app.call('emails.schedule', { ids: [id], when })
  await app.call('contacts.update', { id: first, doNotContact: true })
  await remove()
  expect((await app.call('emails.get', { id })).email.reason).toBe('wish-in-bin')
})

test('a wish that was taken back before the deletion binds nobody', async () => {
  const { first, codes, undo, opened, remove } = await open('do not contact')
  await undo()
  await opened.app.call('contacts.update', { id: first, doNotContact: false })
  await remove()
  expect(await codes()).toEqual([])
})

test.each<Wish>(['do not contact', 'opted out'])(
  'the wish of who was marked “%s” outlives the bin, and can be lifted then',
  async (wish) => {
    const { codes, clock, reopen, suppressed, opened } = await open(wish)
    clock.advance(29 * day)
    await reopen()
    expect(await suppressed()).toEqual([])
    expect(await codes()).toEqual(['wish-in-bin'])
    clock.advance(2 * day)
    await reopen()
    await expect.poll(suppressed).not.toEqual([])
    const kept = (await suppressed()).map(({ address: of, reason }) => `${of} ${reason}`).toSorted()
    const shared = 'bob@xn--bcher-kva.example objection'
    expect(kept).toEqual(
      wish === 'opted out' ? [shared] : [shared, 'bob@work.example objection'].toSorted(),
    )
    expect(await codes()).toEqual(['suppressed'])
    await opened.app.call('suppressions.lift', { address, note: 'He asked for mail again' })
    expect(await codes()).toEqual([])
    await reopen()
    expect(await codes()).toEqual([])
  },
)
