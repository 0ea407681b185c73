import { expect, test } from 'vitest'
import { zoneOfPerson } from '#shared/domain/zone-of-person.ts'

test.each([
  ['Europe/Lisbon', 'US', 'Europe/Lisbon'],
  ['Mars/Olympus', 'JP', 'Asia/Tokyo'],
  [null, 'CN', 'Asia/Shanghai'],
  // Büsingen's clocks show what Berlin's do.
  [null, 'DE', 'Europe/Berlin'],
  // The islands live in another hour than the mainland.
  [null, 'PT', null],
  [null, 'US', null],
  [null, 'XX', null],
  [null, 'Portugal', null],
  [null, null, null],
])('a noted zone %s and the country %s make %s', (timeZone, country, zone) => {
  expect(zoneOfPerson({ timeZone, country })).toBe(zone)
})
