import { describe, expect, test } from 'vitest'
import {
  defaultSendingHours,
  dueAt,
  inDays,
  isSendingTime,
  nextWindow,
  nextWorkingMorning,
  parseSendAt,
  sendAtText,
  zoneOfRecipient,
} from '#main/engines/email/schedule.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'

const utc = (text: string): number => Date.parse(`${text}Z`)
const due = (text: string, zone: string): string => {
  const wall = parseSendAt(text)
  if (wall === null) throw new Error(text)
  return new Date(dueAt(wall, zone)).toISOString().slice(0, 16)
}

test.each([
  ['2026-11-24T09:00', 'Europe/Berlin', '2026-11-24T08:00'],
  ['2026-11-24T09:00', 'Asia/Shanghai', '2026-11-24T01:00'],
  // Clocks go forward from 02:00 to 03:00.
  ['2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:00'],
  // Clocks go back from 03:00 to 02:00.
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30'],
  // By half an hour only.
  ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:30'],
])('%s in %s is due at %s', (text, zone, instant) => {
  expect(due(text, zone)).toBe(instant)
})

test('wall times are read as they are stored', () => {
  const wall = parseSendAt('2026-11-24T09:05')
  expect(wall).toEqual({ day: '2026-11-24', time: '09:05' })
  expect(wall && sendAtText(wall)).toBe('2026-11-24T09:05')
  const wrong = ['2026-11-31T09:00', '2026-11-24T24:00', '2026-11-24', '', '2026-11-24T09:00T', 'x']
  expect(wrong.map(parseSendAt)).toEqual(wrong.map(() => null))
})

test('the zone is the recipient’s where it is known', () => {
  expect(zoneOfRecipient('Asia/Tokyo', 'Europe/Berlin')).toBe('Asia/Tokyo')
  expect(zoneOfRecipient(null, 'Europe/Berlin')).toBe('Europe/Berlin')
  expect(zoneOfRecipient('Mars/Olympus', 'Europe/Berlin')).toBe('Europe/Berlin')
})

describe('quiet hours', () => {
  test.each([
    ['2026-11-23T06:59', false],
    ['2026-11-23T07:00', true],
    ['2026-11-23T17:59', true],
    ['2026-11-23T18:00', false],
    ['2026-11-22T12:00', false],
    ['2026-11-21T12:00', false],
  ])('mail may leave to Berlin at %s UTC: %s', (instant, isAllowed) => {
    expect(isSendingTime(utc(instant), 'Europe/Berlin', defaultSendingHours)).toBe(isAllowed)
  })

  const next = (instant: string, zone: string, spreadMs = 0): string =>
    new Date(
      nextWindow({
        instant: utc(instant),
        zone,
        hours: defaultSendingHours,
        random: new SeededRandom(5),
        spreadMs,
      }),
    )
      .toISOString()
      .slice(0, 16)

  test.each([
    ['2026-11-23T10:10', 'Europe/Berlin', '2026-11-23T10:10'],
    ['2026-11-23T20:00', 'Europe/Berlin', '2026-11-24T07:00'],
    ['2026-11-23T03:00', 'Europe/Berlin', '2026-11-23T07:00'],
    // Friday evening, over a weekend.
    ['2026-11-20T18:00', 'Europe/Berlin', '2026-11-23T07:00'],
    // Friday evening, over a weekend on which clocks go back.
    ['2026-10-23T17:30', 'Europe/Berlin', '2026-10-26T07:00'],
    ['2026-11-21T12:00', 'America/New_York', '2026-11-23T13:00'],
    // It is Monday there already.
    ['2026-11-22T23:30', 'Asia/Tokyo', '2026-11-22T23:30'],
    // The last day of 2011 that Samoa skipped was a Friday.
    ['2011-12-30T07:00', 'Pacific/Apia', '2012-01-01T18:00'],
  ])('a mail of %s UTC to %s leaves at %s', (instant, zone, opening) => {
    expect(next(instant, zone)).toBe(opening)
  })

  test('mails that waited are spread after the opening', () => {
    const random = new SeededRandom(6)
    const opening = utc('2026-11-24T07:00')
    const waited = Array.from({ length: 200 }, () => {
      const search = { zone: 'Europe/Berlin', hours: defaultSendingHours, random }
      return nextWindow({ ...search, instant: utc('2026-11-23T20:00'), spreadMs: 1_800_000 })
    })
    expect(Math.min(...waited)).toBeGreaterThanOrEqual(opening)
    expect(Math.max(...waited)).toBeLessThanOrEqual(opening + 1_800_000)
    expect(new Set(waited).size).toBeGreaterThan(190)
  })

  test('never beyond the end of a short window', () => {
    const hours = { ...defaultSendingHours, to: parseSendAt('2026-11-24T08:01')?.time }
    const random = new SeededRandom(7)
    for (let n = 0; n < 50; n += 1) {
      const instant = nextWindow({
        instant: utc('2026-11-23T20:00'),
        zone: 'Europe/Berlin',
        // Given above.
        hours: hours as typeof defaultSendingHours,
        random,
        spreadMs: 3_600_000,
      })
      expect(instant - utc('2026-11-24T07:00')).toBeLessThan(60_000)
    }
  })
})

describe('choices in words', () => {
  test.each([
    ['Monday before nine', '2026-11-23T06:00', '2026-11-23T09:00'],
    ['Monday at nine', '2026-11-23T08:00', '2026-11-24T09:00'],
    ['Friday noon', '2026-11-20T12:00', '2026-11-23T09:00'],
    ['Sunday', '2026-11-22T12:00', '2026-11-23T09:00'],
  ])('the next working morning of a %s', (_, now, wall) => {
    expect(sendAtText(nextWorkingMorning(utc(now), 'Europe/Berlin'))).toBe(wall)
  })

  test('in n days it is the same time on the wall, over a change of clocks too', () => {
    const wall = inDays(utc('2026-10-23T07:30'), 'Europe/Berlin', 3)
    expect(sendAtText(wall)).toBe('2026-10-26T09:30')
    expect(new Date(dueAt(wall, 'Europe/Berlin')).toISOString()).toBe('2026-10-26T08:30:00.000Z')
  })
})
