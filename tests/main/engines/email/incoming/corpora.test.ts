import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readBounce, recipientFor } from '#main/engines/email/incoming/bounce.ts'
import { machineReason } from '#main/engines/email/incoming/machine-mail.ts'
import { parseIncoming } from '#main/engines/email/incoming/parse-incoming.ts'
import { normalizeEmail } from '#shared/domain/email-address.ts'
import { type CorpusMail, corporaFolder, readCorpora } from '#tests/support/mail-corpora.ts'
import { shareOf, wilson } from '#tests/support/wilson.ts'

const corpora = readCorpora()
const mails = corpora.flatMap((corpus) => corpus.mails)
const kindOf = (kind: CorpusMail['kind']): readonly CorpusMail[] =>
  mails.filter((mail) => mail.kind === kind)

/** What a mail is taken for. */
interface Reading {
  readonly mail: CorpusMail
  readonly isBounce: boolean
  readonly isMachine: boolean
  /** It returns an id, so that it could be tied to a mail of ours. */
  readonly canBeTied: boolean
  /** For each class expected, the one that is given to that recipient. */
  readonly classes: readonly (readonly [expected: string, given: string])[]
  readonly addresses: string
  readonly hasHard: boolean
}

const read = async (mail: CorpusMail): Promise<Reading> => {
  const parsed = await parseIncoming(mail.bytes)
  if (!parsed.ok) throw new Error(`${mail.name} is not readable`)
  const bounce = readBounce(parsed.value)
  const recipients = bounce?.recipients ?? []
  const given = (address: string): string =>
    bounce === null ? 'none' : recipientFor(recipients, address).class
  const named = Object.entries(mail.recipients ?? {})
  const unnamed = mail.class === undefined ? [] : [[mail.class, recipients[0]?.class ?? 'none']]
  return {
    mail,
    isBounce: bounce !== null,
    isMachine: machineReason(parsed.value.headers) !== null,
    canBeTied: (bounce?.returnedIds.length ?? 0) > 0,
    classes: [
      ...named.map(([address, expected]) => [expected, given(address)] as const),
      ...unnamed.map(([expected = '', one = '']) => [expected, one] as const),
    ],
    addresses: listed(recipients.map(({ address }) => address)),
    hasHard: recipients.some((recipient) => recipient.class === 'hard'),
  }
}

const listed = (addresses: readonly (string | null)[]): string =>
  [...new Set(addresses.filter((address) => address !== null))].toSorted().join(' ')

const expectedAddresses = ({ recipients = {} }: CorpusMail): string =>
  listed(Object.keys(recipients).map(normalizeEmail))

const isRight = ({ classes }: Reading): boolean =>
  classes.every(([expected, given]) => expected === given)

const hasAddresses = ({ mail, isBounce, addresses }: Reading): boolean =>
  isBounce && addresses === expectedAddresses(mail)

/** Judged hard what is not; a hard one in a mail that is no bounce at all counts as well. */
const wrongHards = (readings: readonly Reading[]): readonly string[] =>
  readings
    .filter(({ mail, classes, hasHard }) =>
      mail.kind === 'bounce'
        ? classes.some(([expected, given]) => given === 'hard' && expected !== 'hard')
        : hasHard,
    )
    .map(({ mail }) => mail.name)

const readings = await Promise.all(mails.map(read))
const bounces = readings.filter(({ mail }) => mail.kind === 'bounce')
const others = readings.filter(({ mail }) => mail.kind !== 'bounce')
const namesOf = (some: readonly Reading[]): readonly string[] => some.map(({ mail }) => mail.name)

test('every mail is the one its corpus has, and none is without provenance', () => {
  for (const { folder, mails: own } of corpora) {
    const files = readdirSync(join(corporaFolder, folder))
    const known = own.map(({ name }) => name.slice(folder.length + 1))
    expect(files.toSorted()).toEqual([...known, 'LICENCE', 'provenance.json'].toSorted())
    expect(statSync(join(corporaFolder, folder, 'LICENCE')).size).toBeGreaterThan(500)
  }
  const altered = mails.filter(
    ({ bytes, sha256 }) => createHash('sha256').update(bytes).digest('hex') !== sha256,
  )
  expect(altered.map(({ name }) => name)).toEqual([])
  expect(Math.max(...mails.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(60_000)
  const expectations = kindOf('bounce').filter(
    (mail) => Object.keys(mail.recipients ?? {}).length > 0 !== (mail.class !== undefined),
  )
  expect(expectations).toHaveLength(kindOf('bounce').length)
})

test('at least half of the bounces, machines and persons are of others', () => {
  for (const [kind, folder] of [
    ['bounce', 'bounces'],
    ['machine', 'machines'],
    ['person', 'people'],
  ] as const) {
    const ours = readdirSync(join(corporaFolder, '..', folder)).length
    expect(ours).toBeGreaterThan(0)
    expect(kindOf(kind).length).toBeGreaterThanOrEqual(ours)
  }
})

test('intervals are those of Wilson', () => {
  // Newcombe (1998), table I, method 3.
  const published = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const
  for (const [successes, of, low, high] of published) {
    const [from, to] = wilson(successes, of)
    expect(from).toBeCloseTo(low, 4)
    expect(to).toBeCloseTo(high, 4)
  }
})

test.each(['development', 'held-out'] as const)('bounces of others are read: %s', (part) => {
  const own = bounces.filter(({ mail }) => mail.part === part)
  const strangers = others.filter(({ mail }) => mail.part === part)
  const found = own.filter(({ isBounce }) => isBounce)
  const right = own.filter(isRight)
  const tied = own.filter(({ canBeTied }) => canBeTied)
  const classes = own.flatMap((reading) => reading.classes)
  const hard = classes.filter(([, given]) => given === 'hard')
  const trulyHard = classes.filter(([expected]) => expected === 'hard')
  const rightHard = hard.filter(([expected]) => expected === 'hard')
  const addressed = own.filter(hasAddresses)
  const mistaken = strangers.filter(({ isBounce }) => isBounce)
  console.info(
    JSON.stringify({
      id: 'corpora-bounces',
      part,
      n: own.length,
      foundRecall: shareOf(found.length, own.length),
      foundPrecision: shareOf(found.length, found.length + mistaken.length),
      rightClass: shareOf(right.length, own.length),
      rightClassWhereTied: shareOf(tied.filter(isRight).length, tied.length),
      hardRecall: shareOf(rightHard.length, trulyHard.length),
      hardPrecision: shareOf(rightHard.length, hard.length),
      rightAddresses: shareOf(addressed.length, own.length),
      notFound: namesOf(own.filter(({ isBounce }) => !isBounce)),
      wrongClass: namesOf(found.filter((reading) => !isRight(reading))),
      wrongAddresses: namesOf(found.filter((reading) => !hasAddresses(reading))),
      noBounces: namesOf(mistaken),
    }),
  )
  expect(wrongHards([...own, ...strangers])).toEqual([])
  expect(found.length / own.length).toBeGreaterThanOrEqual(0.98)
  expect(found.length / (found.length + mistaken.length)).toBeGreaterThanOrEqual(0.98)
  expect(right.length / own.length).toBeGreaterThanOrEqual(0.93)
  // Kith acts on no others than these.
  expect(tied.filter(isRight).length / tied.length).toBeGreaterThanOrEqual(0.95)
  expect(rightHard.length / trulyHard.length).toBeGreaterThanOrEqual(0.88)
  expect(addressed.length / own.length).toBeGreaterThanOrEqual(0.91)
})

test('machines of others are known as such, and no person is taken for one', () => {
  const machines = readings.filter(({ mail }) => mail.kind === 'machine')
  const marked = machines.filter(({ mail }) => mail.marked !== false)
  const people = readings.filter(({ mail }) => mail.kind === 'person')
  const known = (some: readonly Reading[]): readonly Reading[] =>
    some.filter(({ isMachine, isBounce }) => isMachine || isBounce)
  const all = [...machines, ...bounces]
  const mistaken = known(people)
  console.info(
    JSON.stringify({
      id: 'corpora-machines',
      n: machines.length,
      recall: shareOf(known(machines).length, machines.length),
      recallWhereMarked: shareOf(known(marked).length, marked.length),
      recallWithBounces: shareOf(known(all).length, all.length),
      precision: shareOf(known(machines).length, known(machines).length + mistaken.length),
      people: people.length,
      peopleMistaken: shareOf(mistaken.length, people.length),
      missed: namesOf(all.filter((reading) => !known([reading]).includes(reading))),
    }),
  )
  expect(namesOf(mistaken)).toEqual([])
  expect(known(marked).length / marked.length).toBeGreaterThanOrEqual(0.98)
  expect(known(all).length / all.length).toBeGreaterThanOrEqual(0.98)
})
