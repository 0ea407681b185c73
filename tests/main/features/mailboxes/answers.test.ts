import { expect, test } from 'vitest'
import { AnswersRepository } from '#main/features/mailboxes/answers.repository.ts'
import { AnswersService } from '#main/features/mailboxes/answers.service.ts'
import { ok } from '#shared/domain/result.ts'
import { openTestWorkspace } from '#tests/support/open-workspace.ts'

const open = async () => {
  const workspace = await openTestWorkspace()
  const { connection, clock, insert, addContact, context } = workspace
  let count = 0
  /** A mail on the timeline; `hours` ago, by default in and by a person. */
  const mail = async (
    contact: number,
    hours: number,
    part: {
      readonly direction?: 'in' | 'out'
      readonly kind?: string
      readonly body?: string
    } = {},
  ) => {
    const { direction = 'in', kind = 'personal', body = `Text ${hours}` } = part
    const at = clock.now() - hours * 3_600_000
    const who = { uid: `x${++count}`, contact_id: contact, direction, at }
    const entry = { ...who, kind: direction === 'in' ? 'mail-received' : 'mail-sent' }
    const activityId = await insert('activities', { ...entry, day: '2026-11-20' })
    await insert('messages', {
      ...who,
      kind,
      activity_id: activityId,
      message_id: `<${count}@example.com>`,
      from_address: 'ana@example.com',
      to_address: 'nora@hale.example',
      subject: `Mail ${hours}`,
      body,
    })
    return activityId
  }
  const service = new AnswersService(new AnswersRepository(connection.reader))
  const page = (input: Parameters<AnswersService['answers']>[0]) => {
    const answered = service.answers(input)
    if (!answered.ok) throw new Error(answered.error.code)
    return answered.value
  }
  const subjects = (input: Parameters<AnswersService['answers']>[0] = {}) =>
    page(input).answers.map(({ subject }) => subject)
  const dismiss = (activityId: number) =>
    connection.unitOfWork.run(context, { code: 'test' }, (tx) => {
      tx.runSql('update activities set is_answered = 1 where id = ?', activityId)
      return ok(null)
    })
  return { addContact, mail, page, subjects, dismiss, service }
}

test('what people wrote stands there, the newest first, without programs and the owner', async () => {
  const { addContact, mail, page, subjects } = await open()
  const [ana, rita] = [await addContact('Ana'), await addContact('Rita')]
  await mail(ana, 5)
  await mail(ana, 4, { kind: 'machine' })
  await mail(ana, 3, { kind: 'bounce' })
  await mail(rita, 2, { direction: 'out' })
  await mail(rita, 1, { body: 'First line\n\nSecond line\n> quoted' })
  expect(subjects()).toEqual(['Mail 1', 'Mail 5'])
  expect(page({}).answers[0]).toMatchObject({
    contact: { id: rita, name: 'Rita' },
    words: 'First line Second line',
    isWaiting: true,
  })
})

test('of each who waits the newest mail counts, until no answer is needed', async () => {
  const { addContact, mail, page, subjects, dismiss } = await open()
  const [ana, rita, omar] = [
    await addContact('Ana'),
    await addContact('Rita'),
    await addContact('Omar'),
  ]
  await mail(ana, 9)
  const newest = await mail(ana, 8)
  await mail(rita, 7)
  await mail(omar, 6)
  await mail(omar, 5, { direction: 'out' })
  expect(subjects({ onlyWaiting: true })).toEqual(['Mail 7', 'Mail 8'])
  expect(page({ limit: 1 }).waitingCount).toBe(2)
  expect(
    page({})
      .answers.filter(({ isWaiting }) => isWaiting)
      .map(({ subject }) => subject),
  ).toEqual(['Mail 7', 'Mail 8'])
  await dismiss(newest)
  expect(subjects({ onlyWaiting: true })).toEqual(['Mail 7'])
  expect(page({ limit: 1 }).waitingCount).toBe(1)
})

test('pages follow each other without a gap, also among mails of one instant', async () => {
  const { addContact, mail, page, service } = await open()
  for (let n = 0; n < 3; n++) {
    const contact = await addContact(`Person ${n}`)
    await mail(contact, 2)
    await mail(contact, 1)
  }
  for (const onlyWaiting of [false, true]) {
    const whole = page({ onlyWaiting }).answers.map(({ id }) => id)
    const found: number[] = []
    let after: string | undefined
    do {
      const part = page({ onlyWaiting, limit: 2, ...(after === undefined ? {} : { after }) })
      found.push(...part.answers.map(({ id }) => id))
      after = part.nextCursor ?? undefined
    } while (after !== undefined)
    expect(found).toEqual(whole)
    expect(whole).toHaveLength(onlyWaiting ? 3 : 6)
  }
  expect(service.answers({ after: 'x' })).toMatchObject({
    ok: false,
    error: { code: 'bad-cursor' },
  })
})
