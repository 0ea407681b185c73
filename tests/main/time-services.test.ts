import { expect, test } from 'vitest'
import type { HostEvent } from '#shared/contract/wire.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds() && tries < 200; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('a reminder reaches whoever listens, once, when its time has come', async () => {
  const test = await openTestApplication({ folder: temporaryFolder(), isSelfActing: true })
  const { id: contactId } = await test.call('contacts.create', {
    kind: 'person',
    displayName: 'Ana Ferreira',
  })
  const create = (title: string, dueTime: string) =>
    test.reply('followUps.create', { contactId, title, dueDay: '2026-11-20', dueTime })
  await create('Call', '10:00')
  expect(await test.call('app.status', {})).toMatchObject({
    nextReminderAt: Date.UTC(2026, 10, 20, 10),
  })

  test.clock.advance(3_600_000)
  const heard: HostEvent[] = []
  test.application.events.subscribe((event) => heard.push(event))
  // Any change of next steps makes the loop look at the clock; nobody listened before.
  await create('Later', '18:00')
  const reminders = () => heard.filter((event) => event.type === 'reminder')
  await until(() => reminders().length > 0)
  await create('Later still', '19:00')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(reminders()).toMatchObject([{ followUpIds: [1] }])
  await test.close()
})
