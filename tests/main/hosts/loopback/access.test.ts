import { expect, test } from 'vitest'
import { createAccess } from '#main/hosts/loopback/access.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'

const start = () => {
  const clock = new FakeClock()
  return { clock, access: createAccess(new SeededRandom(7), clock) }
}

test('a launch code works once', () => {
  const { access } = start()
  const code = access.createLaunchCode()
  expect(access.redeem(code)).toBe('right')
  expect(access.redeem(code)).toBe('wrong')
})

test('token and owner secret are told apart', () => {
  const { access } = start()
  expect(access.judge(`Bearer ${access.token}`)).toBe('right')
  expect(access.judge(`Bearer ${access.ownerSecret}`)).toBe('owner')
  expect(access.judge(access.token)).toBe('wrong')
  expect(access.judge(undefined)).toBe('wrong')
})

test('wrong secrets slow down for a minute, the right one passes all the time', () => {
  const { access, clock } = start()
  const verdicts = Array.from({ length: 30 }, () => access.judge('Bearer x'))
  expect(verdicts.filter((verdict) => verdict === 'slow-down')).toHaveLength(10)
  expect(access.judge(`Bearer ${access.token}`)).toBe('right')
  clock.advance(61_000)
  expect(access.judge('Bearer x')).toBe('wrong')
})

test('only the newest fifty unused codes count', () => {
  const { access } = start()
  const codes = Array.from({ length: 51 }, () => access.createLaunchCode())
  expect(access.redeem(codes[0] ?? '')).toBe('wrong')
  expect(access.redeem(codes[1] ?? '')).toBe('right')
})
