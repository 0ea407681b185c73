import { expect, onTestFinished, test } from 'vitest'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

test('an uncertain mail goes with its contact and comes back with them, uncounted meanwhile', async () => {
  const clock = new FakeClock()
  const outbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(3),
    send: async ({ onBodyStart }) => {
      onBodyStart()
      return { kind: 'uncertain', cause: 'timed-out', detail: 'silence' }
    },
  })
  onTestFinished(() => outbox.close())
  await outbox.loop.lookAndWait()
  const contact = await outbox.addContact('Bob', 'bob@ross.example')
  const ids = await outbox.addDrafts(contact, await outbox.addAccount(), ['Hello'])
  await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
  clock.advance(11_000)
  await outbox.loop.lookAndWait()
  const uncertain = () => ({
    counted: outbox.service.state().counts.uncertain,
    listed: ids.filter((id) => outbox.emails.find(id)?.state === 'uncertain').length,
  })
  expect(uncertain()).toEqual({ counted: 1, listed: 1 })
  const rows = outbox.reader.allSql<Record<string, string | number | null>>('select * from emails')
  await outbox.act((tx) => tx.runSql('delete from contacts where id = ?', contact))
  expect(uncertain()).toEqual({ counted: 0, listed: 0 })
  const again = await outbox.addContact('Bob', 'bob@ross.example')
  await outbox.act((tx) => {
    for (const row of rows) {
      const whole = { ...row, contact_id: again }
      const names = Object.keys(whole)
      const marks = names.map(() => '?').join()
      tx.runSql(`insert into emails(${names.join()}) values(${marks})`, ...Object.values(whole))
    }
  })
  expect(uncertain()).toEqual({ counted: 1, listed: 1 })
})
