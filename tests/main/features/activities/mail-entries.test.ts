import { expect, test } from 'vitest'
import { ActivitiesRepository } from '#main/features/activities/activities.repository.ts'
import { ActivitiesService } from '#main/features/activities/activities.service.ts'
import { contract } from '#shared/contract/index.ts'
import type { ActivityId, ContactId } from '#shared/domain/ids.ts'
import { openTestWorkspace } from '#tests/support/open-workspace.ts'

const hour = 3_600_000

const open = async () => {
  const workspace = await openTestWorkspace()
  const { connection, clock, random, insert, addContact } = workspace
  const service = new ActivitiesService({
    unitOfWork: connection.unitOfWork,
    repository: new ActivitiesRepository(connection.reader),
    followUps: { plan: () => Promise.reject(new Error('nothing is planned here')) as never },
    clock,
    random,
  })
  const ana = await addContact('Ana')
  let last = 0
  const mail = async (
    direction: 'in' | 'out',
    more: Readonly<Record<string, string | number | null>> = {},
  ): Promise<ActivityId> => {
    last += 1
    const at = clock.now() - (10 - last) * hour
    const kind = direction === 'in' ? 'mail-received' : 'mail-sent'
    const owner = { uid: `mail-${last}`, contact_id: ana, at, direction }
    const id = await insert('activities', { ...owner, kind, day: '2026-11-20' })
    await insert('messages', {
      ...owner,
      activity_id: id,
      from_address: 'ana@lumen.example',
      to_address: 'nora@hale.example',
      subject: `Subject ${last}`,
      body: 'Yes.\n\nOn 3 Nov 2026, Nora wrote:\n> Hello',
      ...more,
    })
    // Made by the insert above.
    return id as ActivityId
  }
  const list = async (input: { search?: string } = {}) => {
    const found = await service.list({ contactId: ana, ...input })
    if (!found.ok) throw new Error(found.error.code)
    return contract.activities.list.output.parse(found.value).activities
  }
  return { ...workspace, service, ana, mail, list }
}

test('a mail shows its subject and the writer’s own first lines', async () => {
  const { mail, list } = await open()
  await mail('in')
  expect(await list()).toMatchObject([
    {
      kind: 'mail-received',
      body: 'Yes.',
      mail: { subject: 'Subject 1', emailId: null, hasBounced: false, hasMore: true },
    },
  ])
})

test('is found by its subject and by words of its whole text', async () => {
  const { mail, list } = await open()
  await mail('in')
  expect(await list({ search: 'subject 1' })).toHaveLength(1)
  expect(await list({ search: 'nora wrote' })).toHaveLength(1)
  expect(await list({ search: 'nothing like it' })).toEqual([])
})

test('one that came is answered once the owner was in touch, or said so', async () => {
  const { mail, list, service, context } = await open()
  const answered = async () => (await list()).map(({ isAnswered }) => isAnswered)
  await mail('in')
  await mail('out')
  const last = await mail('in')
  expect(await answered()).toEqual([false, false, true])
  await service.update({ id: last, isAnswered: true }, context)
  expect(await answered()).toEqual([true, false, true])
})

test('one that came back says so', async () => {
  const { mail, list, insert, ana } = await open()
  const emailId = await insert('emails', {
    uid: 'e',
    contact_id: ana as ContactId,
    created_at: 0,
    updated_at: 0,
  })
  await mail('out', { email_id: emailId })
  await insert('messages', {
    uid: 'bounce',
    contact_id: ana,
    email_id: emailId,
    direction: 'in',
    kind: 'bounce',
    from_address: 'mailer-daemon@x.example',
    to_address: 'nora@hale.example',
    subject: 'Undelivered',
    body: '',
    at: 0,
  })
  expect((await list())[0]?.mail).toMatchObject({ emailId, hasBounced: true })
})

test('one that asks for no more mail says so, and waits for no answer', async () => {
  const { mail, list, service } = await open()
  const id = await mail('in', { kind: 'unsubscribe' })
  expect(await list()).toMatchObject([{ isAnswered: true, mail: { asksForNoMore: true } }])
  expect(service.mail({ id })).toMatchObject({ value: { isAnswered: true } })
})

test('opens with all of its text', async () => {
  const { mail, service } = await open()
  const found = service.mail({ id: await mail('in') })
  expect(found.ok && found.value).toMatchObject({
    direction: 'in',
    fromAddress: 'ana@lumen.example',
    subject: 'Subject 1',
    body: 'Yes.\n\nOn 3 Nov 2026, Nora wrote:\n> Hello',
    isAnswered: false,
  })
})
