import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ownBounce, readBounce, recipientFor } from '#main/engines/email/incoming/bounce.ts'
import { machineReason } from '#main/engines/email/incoming/machine-mail.ts'
import { type IncomingMail, parseIncoming } from '#main/engines/email/incoming/parse-incoming.ts'
import { replyText } from '#main/engines/email/incoming/reply-text.ts'
import { readUnsubscribe } from '#main/engines/email/incoming/unsubscribe.ts'

const folder = join(import.meta.dirname, '../../../../fixtures/emails')
const expected = z
  .object({
    bounces: z.record(z.string(), z.object({ cls: z.string().nullable() })),
    machines: z.record(z.string(), z.object({ reason: z.string() })),
    people: z.record(z.string(), z.object({ answer: z.string().nullable(), stop: z.boolean() })),
  })
  .parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')))

const read = async (kind: string, name: string): Promise<IncomingMail> => {
  const parsed = await parseIncoming(readFileSync(join(folder, kind, `${name}.eml`)))
  if (!parsed.ok) throw new Error(`${name} is not readable`)
  return parsed.value
}

const ourSendId = 'kq7x2mzb4c5d6e7f2g3h4j5k6l'
/** The signature of every returned mail among the fixtures. */
const sendIdOf = (messageId: string): string | null =>
  messageId === `<${ourSendId}.abcdefghijklmnop@hale.example>` ? ourSendId : null

/** What a bounce means for ana@example.com; null when it is none of a mail of ours. */
const classOfAna = (mail: IncomingMail): string | null => {
  const bounce = readBounce(mail)
  const own = bounce === null ? null : ownBounce(bounce, sendIdOf)
  return own === null ? null : recipientFor(own.recipients, 'ana@example.com').class
}

test('every fixture has its line, and every line its fixture', () => {
  for (const kind of ['bounces', 'machines', 'people'] as const) {
    const names = readdirSync(join(folder, kind)).map((file) => file.replace(/\.eml$/u, ''))
    expect(names.toSorted()).toEqual(Object.keys(expected[kind]).toSorted())
  }
})

test('bounces are found, judged and tied to the mail of ours', async () => {
  const wrong: string[] = []
  const tally = { found: 0, of: 0, right: 0, hard: 0, wrongHard: 0 }
  for (const [name, { cls }] of Object.entries(expected.bounces)) {
    const judged = classOfAna(await read('bounces', name))
    if (cls !== null) tally.of += 1
    if (cls !== null && judged !== null) tally.found += 1
    if (judged === cls) tally.right += 1
    else wrong.push(`${name}: ${judged}, not ${cls}`)
    if (judged === 'hard') tally.hard += 1
    if (judged === 'hard' && cls !== 'hard') tally.wrongHard += 1
  }
  console.info(JSON.stringify({ id: 'bounces', ...tally, wrong }))
  expect(tally.wrongHard).toBe(0)
  expect(tally.found / tally.of).toBeGreaterThanOrEqual(0.98)
  expect(tally.right / Object.keys(expected.bounces).length).toBeGreaterThanOrEqual(0.95)
})

test('machines are known as such, and no person is taken for one', async () => {
  const wrong: string[] = []
  const tally = { machines: 0, found: 0, people: 0, mistaken: 0 }
  for (const [name, { reason }] of Object.entries(expected.machines)) {
    const given = machineReason((await read('machines', name)).headers)
    tally.machines += 1
    if (given !== null) tally.found += 1
    if (given !== reason) wrong.push(`${name}: ${given}, not ${reason}`)
  }
  for (const name of Object.keys(expected.people)) {
    const mail = await read('people', name)
    tally.people += 1
    if (machineReason(mail.headers) === null && readBounce(mail) === null) continue
    tally.mistaken += 1
    wrong.push(`${name} is a person`)
  }
  console.info(JSON.stringify({ id: 'machines', ...tally, wrong }))
  expect(tally.mistaken).toBe(0)
  expect(tally.found / tally.machines).toBeGreaterThanOrEqual(0.98)
  expect(wrong).toEqual([])
})

test('answers are read without what they quote, and STOP only where it stands alone', async () => {
  for (const [name, { answer, stop }] of Object.entries(expected.people)) {
    const mail = await read('people', name)
    const own = replyText(mail.text)
    expect.soft(own, name).toBe(answer ?? own)
    expect.soft(readUnsubscribe(mail)?.isStopWord ?? false, name).toBe(stop)
  }
})
