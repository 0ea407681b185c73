import { expect, test } from 'vitest'
import { SuppressionsRepository } from '#main/features/suppressions/suppressions.repository.ts'
import { SuppressionsService } from '#main/features/suppressions/suppressions.service.ts'
import { ok } from '#shared/domain/result.ts'
import { openTestWorkspace } from '#tests/support/open-workspace.ts'

test('a word that was said before the owner lifted it counts no more, a later one does', async () => {
  const { connection, clock, context } = await openTestWorkspace()
  const { reader, unitOfWork } = connection
  const service = new SuppressionsService({
    unitOfWork,
    repository: new SuppressionsRepository(reader),
    tokenKey: () => new Uint8Array(32),
    onChange: () => {},
    clock,
  })
  const address = 'eve@example.com'
  const say = async (saidAt: number): Promise<void> => {
    await unitOfWork.run(context, { code: 'test' }, (tx) => {
      service.suppress(tx, { address, reason: 'unsubscribe', saidAt })
      return ok(null)
    })
  }
  const before = clock.now() - 1
  await say(before)
  expect(service.reasonFor(address)).toBe('unsubscribe')
  await service.lift({ address, note: 'asked again' }, context)
  await say(before)
  expect(service.reasonFor(address)).toBeNull()
  await say(clock.now() + 1)
  expect(service.reasonFor(address)).toBe('unsubscribe')
})
