import { expect, test } from 'vitest'
import { contract } from '#shared/contract/index.ts'
import type { CalendarDate, ContactId } from '#shared/domain/ids.ts'
import { openTimeServices } from '#tests/support/time-services.ts'

const hour = 3_600_000
const day = 24 * hour

/** Friday 20 November 2026, 09:12 in Lisbon, with an account set up in October. */
const open = async () => {
  const services = await openTimeServices()
  const { clock, insert, today } = services
  const accountId = await insert('email_accounts', {
    uid: 'account',
    address: 'nora@hale.example',
    from_name: 'Nora',
    smtp_host: 'smtp.hale.example',
    smtp_port: 465,
    smtp_security: 'tls',
    user_name: 'nora',
    created_at: clock.now() - 40 * day,
  })
  let last = 0
  const mail = async (
    contactId: ContactId,
    direction: 'in' | 'out',
    more: Readonly<Record<string, string | number | null>> = {},
  ) => {
    const at = typeof more.at === 'number' ? more.at : clock.now() - hour
    const uid = `mail-${++last}`
    const kind = direction === 'in' ? 'mail-received' : 'mail-sent'
    const activityId = await insert('activities', {
      uid,
      contact_id: contactId,
      kind,
      direction,
      at,
      day: new Date(at).toISOString().slice(0, 10),
    })
    await insert('messages', {
      uid,
      contact_id: contactId,
      activity_id: activityId,
      account_id: accountId,
      direction,
      from_address: 'a@x.example',
      to_address: 'b@x.example',
      subject: 'January',
      body: 'January works.\r\nCould you send two dates?\r\n\r\n> Hello Ana',
      at,
      ...more,
    })
    return activityId
  }
  const get = () => contract.today.get.output.parse(today.get({}))
  return { ...services, mail, get, accountId }
}

test('who wrote stands on top, with what they answer and how they begin', async () => {
  const { addContact, mail, get, clock, today } = await open()
  const ana = await addContact('Ana')
  await mail(ana, 'out', { at: clock.now() - 8 * day, message_id: '<one@hale.example>' })
  await mail(ana, 'in', { in_reply_to: '<one@hale.example>' })
  const { answered, answeredCount } = get()
  expect(answered).toMatchObject([
    {
      contact: { displayName: 'Ana' },
      subject: 'January',
      words: 'January works. Could you send two dates?',
      at: clock.now() - hour,
      reason: {
        code: 'answered',
        answersAt: clock.now() - 8 * day,
        stoppedCount: 0,
        stoppedDueAt: null,
        hasNextStep: false,
      },
    },
  ])
  expect([answeredCount, today.count().due]).toEqual([1, 1])
})

test('says which planned mail was stopped by it', async () => {
  const { addContact, mail, get, clock, insert } = await open()
  const ana = await addContact('Ana')
  await mail(ana, 'in')
  const written = { contact_id: ana, created_at: 0, updated_at: clock.now() }
  const plan = { stopped_reason: 'answered', time_zone: 'Europe/Lisbon' }
  await insert(
    'emails',
    { uid: 'e1', ...written, ...plan, send_at: '2026-11-24T09:00' },
    { uid: 'e2', ...written, ...plan, send_at: '2026-11-23T09:00' },
    { uid: 'e3', ...written },
    { uid: 'e4', ...written, ...plan, updated_at: clock.now() - 2 * hour },
  )
  expect(get().answered[0]?.reason).toMatchObject({
    stoppedCount: 2,
    stoppedDueAt: Date.UTC(2026, 10, 23, 9),
  })
})

test('one line for each, of the newest mail', async () => {
  const { addContact, mail, get, clock } = await open()
  const ana = await addContact('Ana')
  const ben = await addContact('Ben')
  await mail(ana, 'in', { at: clock.now() - 3 * hour, subject: 'older' })
  await mail(ana, 'in', { at: clock.now() - 2 * hour, subject: 'newer' })
  await mail(ben, 'in', { at: clock.now() - hour })
  const { answered, answeredCount } = get()
  expect(answered.map(({ contact, subject }) => [contact.displayName, subject])).toEqual([
    ['Ben', 'January'],
    ['Ana', 'newer'],
  ])
  expect(answeredCount).toBe(2)
})

const reasonsToLeave: readonly [
  string,
  (world: Awaited<ReturnType<typeof open>>, id: ContactId) => Promise<unknown>,
][] = [
  ['a call was logged', ({ addCalls }, id) => addCalls(id, '2026-11-21')],
  ['the owner wrote', ({ mail, clock }, id) => mail(id, 'out', { at: clock.now() })],
  [
    'a step was planned',
    ({ followUps, context }, contactId) =>
      followUps.create(
        { contactId, title: 'Answer', dueDay: '2026-11-23' as CalendarDate },
        context,
      ),
  ],
]
test.each(reasonsToLeave)('leaves when %s', async (_why, act) => {
  const world = await open()
  const ana = await world.addContact('Ana')
  await world.mail(ana, 'in')
  expect(world.get().answeredCount).toBe(1)
  await act(world, ana)
  expect([world.get().answeredCount, world.get().answered]).toEqual([0, []])
})

test('no news: marked, machine mail, from before the account, older than a month', async () => {
  const { addContact, mail, get, clock, insert, connection, context } = await open()
  const people = await Promise.all(['A', 'B', 'C', 'D'].map((name) => addContact(name)))
  const [marked, machine, before, old] = people
  if (!marked || !machine || !before || !old) throw new Error('four people')
  const entry = await mail(marked, 'in')
  await connection.unitOfWork.run(context, { code: 'test.mark' }, (tx) => {
    tx.runSql('update activities set is_answered = 1 where id = ?', entry)
    return { ok: true, value: null }
  })
  await mail(machine, 'in', { kind: 'machine' })
  const late = await insert('email_accounts', {
    uid: 'late',
    address: 'n@x.example',
    from_name: 'N',
    smtp_host: 'x',
    smtp_port: 465,
    smtp_security: 'tls',
    user_name: 'n',
    created_at: clock.now(),
  })
  await mail(before, 'in', { account_id: late })
  await mail(old, 'in', { at: clock.now() - 31 * day })
  expect(get().answeredCount).toBe(0)
})
