import { expect, test } from 'vitest'
import { SuppressionsRepository } from '#main/features/suppressions/suppressions.repository.ts'
import { SuppressionsService } from '#main/features/suppressions/suppressions.service.ts'
import { ok } from '#shared/domain/result.ts'
import { openTestWorkspace } from '#tests/support/open-workspace.ts'

const address = 'eve@example.com'

const open = async () => {
  const { connection, clock, context } = await openTestWorkspace()
  const { reader, unitOfWork } = connection
  const service = new SuppressionsService({
    unitOfWork,
    repository: new SuppressionsRepository(reader),
    tokenKey: () => new Uint8Array(32),
    onChange: () => {},
    clock,
  })
  const say = async (
    saidAt: number,
    reason: 'unsubscribe' | 'hard-bounce' = 'unsubscribe',
  ): Promise<void> => {
    await unitOfWork.run(context, { code: 'test' }, (tx) => {
      service.suppress(tx, { address, reason, saidAt })
      return ok(null)
    })
  }
  const lift = () => service.lift({ address, note: 'asked again' }, context)
  return { clock, service, say, lift }
}

test('a word that was said before the owner lifted it counts no more, a later one does', async () => {
  const { clock, service, say, lift } = await open()
  const before = clock.now() - 1
  await say(before)
  expect(service.reasonFor(address)).toBe('unsubscribe')
  await lift()
  await say(before)
  expect(service.reasonFor(address)).toBeNull()
  await say(clock.now() + 1)
  expect(service.reasonFor(address)).toBe('unsubscribe')
})

test('a word counts that was said after a lift by a clock that went ahead', async () => {
  const { clock, service, say, lift } = await open()
  await say(clock.now())
  clock.advance(86_400_000)
  await lift()
  clock.set(clock.now() - 86_000_000)
  await say(clock.now())
  expect(service.reasonFor(address)).toBe('unsubscribe')
})

test('a wish counts for more than that the address came back, whichever was first', async () => {
  const { clock, service, say } = await open()
  await say(clock.now(), 'hard-bounce')
  expect(service.reasonFor(address)).toBe('hard-bounce')
  await say(clock.now())
  expect(service.reasonFor(address)).toBe('unsubscribe')
  await say(clock.now(), 'hard-bounce')
  expect(service.reasonFor(address)).toBe('unsubscribe')
})
