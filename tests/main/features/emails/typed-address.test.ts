import { expect, onTestFinished, test } from 'vitest'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

test.each(['mailto:bob@ross.example', ' MAILTO:Bob@Ross.example ', 'ｂｏｂ＠ross．example'])(
  'mail goes to an address that was entered as %j',
  async (typed) => {
    const clock = new FakeClock()
    const { outbox, sent } = await openTakingOutbox(clock)
    onTestFinished(() => outbox.close())
    await outbox.loop.lookAndWait()
    const contact = await outbox.addContact('Bob', typed)
    const ids = await outbox.addDrafts(contact, await outbox.addAccount(), ['Hello', 'Again'])
    await outbox.schedule.schedule({ ids: ids.slice(0, 1), when: { kind: 'now' } }, outbox.owner)
    clock.advance(11_000)
    await outbox.loop.lookAndWait()
    expect(sent.map(({ envelope }) => envelope.to)).toEqual(['bob@ross.example'])
    // And to nobody who said so at the same address, written otherwise.
    await outbox.suppressions.add({ address: 'bob@ross.example' }, outbox.owner)
    const again = { ids: ids.slice(1), when: { kind: 'now' } } as const
    expect(await outbox.schedule.schedule(again, outbox.owner)).toMatchObject({
      error: { code: 'not-ready', data: { checks: [{ code: 'suppressed' }] } },
    })
  },
)
