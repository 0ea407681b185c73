import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ContactId, EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const minute = 60_000
const hour = 60 * minute
/** Each has names of its own for what it sends. */
let openings = 0

/** A workspace whose database file somebody puts back by hand, past Kith. */
class House {
  readonly clock = new FakeClock()
  readonly folder = temporaryFolder()
  /** Subjects of mails that left, in their order. */
  readonly sent: string[] = []
  machine = 'this machine'
  outbox!: TestOutbox
  contact!: ContactId
  account!: EmailAccountId

  async open(folder = this.folder): Promise<void> {
    openings += 1
    const outbox = await openOutbox({
      folder,
      machine: this.machine,
      clock: this.clock,
      random: new SeededRandom(openings),
      send: async ({ bytes, onBodyStart }) => {
        onBodyStart()
        this.sent.push(/Subject: (.*)\r/u.exec(Buffer.from(bytes).toString())?.[1] ?? '')
        return { kind: 'accepted', reply: '250 kept' }
      },
    })
    this.outbox = outbox
    onTestFinished(() => outbox.close().catch(() => {}))
  }

  async settle(): Promise<void> {
    this.account = await this.outbox.addAccount()
    this.contact = await this.outbox.addContact('Bob', 'bob@ross.example')
    await this.outbox.loop.lookAndWait()
  }

  async plan(subject: string, afterMs: number): Promise<EmailId> {
    const { outbox, clock, contact, account } = this
    const [id] = await outbox.addDrafts(contact, account, [subject])
    if (id === undefined) throw new Error('no draft')
    const wall = new Date(clock.now() + afterMs).toISOString().slice(0, 16)
    const when = { kind: 'at', wall, timeZone: 'UTC' } as const
    const done = await outbox.schedule.schedule({ ids: [id], when }, outbox.owner)
    if (!done.ok) throw new Error(done.error.code)
    return id
  }

  async send(subject: string): Promise<EmailId> {
    const id = await this.plan(subject, minute)
    this.clock.advance(minute)
    await this.outbox.loop.lookAndWait()
    if (this.sent.at(-1) !== subject) throw new Error(`${subject} did not leave`)
    return id
  }

  async letPass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += hour) {
      this.clock.advance(hour)
      await this.outbox.loop.lookAndWait()
    }
  }

  /** What puts the file back that stands there now. */
  keep(): () => Promise<void> {
    this.outbox.database.pragma('wal_checkpoint(TRUNCATE)')
    const [file, copy] = [join(this.folder, 'workspace.db'), join(this.folder, 'copy.db')]
    copyFileSync(file, copy)
    return async () => {
      await this.outbox.close()
      copyFileSync(copy, file)
      await this.open()
      await this.outbox.loop.lookAndWait()
    }
  }

  get holdAll() {
    return this.outbox.service.state().holdAll
  }
}

const open = async (): Promise<House> => {
  const house = new House()
  await house.open()
  await house.settle()
  return house
}

test('nothing leaves from an older database, also when only mails left that it never knew', async () => {
  const house = await open()
  await house.send('Before')
  const cancelled = await house.plan('Cancelled since', 3 * hour)
  const putBack = house.keep()
  await house.outbox.schedule.cancel({ ids: [cancelled] }, house.outbox.owner)
  await house.send('Since')
  await putBack()
  expect(house.holdAll).toBe('restored')
  await house.letPass(5 * hour)
  expect(house.sent).toEqual(['Before', 'Since'])
  // The way out is the one of a restore, and the owner is asked once.
  await house.outbox.service.releaseAll(house.outbox.owner)
  await house.outbox.close()
  await house.open()
  await house.outbox.loop.lookAndWait()
  expect(house.holdAll).toBeNull()
  expect(house.sent).toEqual(['Before', 'Since', 'Cancelled since'])
})

test('nor from one of before the first mail', async () => {
  const house = await open()
  await house.plan('Later', 3 * hour)
  const putBack = house.keep()
  await house.send('The first')
  await putBack()
  expect(house.holdAll).toBe('restored')
  await house.letPass(5 * hour)
  expect(house.sent).toEqual(['The first'])
})

test('mails that were deleted on purpose hold nothing', async () => {
  const house = await open()
  await house.send('One')
  const last = await house.send('Two')
  await house.plan('Later', 3 * hour)
  await house.outbox.act((tx) => tx.runSql('delete from emails where id = ?', last))
  await house.outbox.close()
  await house.open()
  await house.letPass(5 * hour)
  expect(house.holdAll).toBeNull()
  expect(house.sent).toEqual(['One', 'Two', 'Later'])
})

test('mails that other claims came after hold nothing', async () => {
  const house = await open()
  const first = await house.send('One')
  // Claimed again and again, and nothing of it ever left.
  for (let n = 0; n < 200; n += 1) {
    await house.outbox.act((tx) => {
      house.outbox.outbox.noteClaim(tx, `claim ${n}`, house.outbox.ledger)
    })
  }
  await house.outbox.act((tx) => tx.runSql('delete from emails where id = ?', first))
  await house.outbox.close()
  await house.open()
  await house.outbox.loop.lookAndWait()
  expect(house.holdAll).toBeNull()
})

test('a ledger of another workspace holds nothing, unless it took the place of its own', async () => {
  const other = await open()
  await other.send('Of the other')
  const newcomer = new House()
  newcomer.clock.advance(24 * hour)
  copyFileSync(join(other.folder, 'sent-ledger.log'), join(newcomer.folder, 'sent-ledger.log'))
  await newcomer.open()
  await newcomer.settle()
  await newcomer.send('Of its own')
  expect(newcomer.holdAll).toBeNull()

  const elder = await open()
  await elder.send('Of the elder')
  await elder.send('Of the elder too')
  await elder.outbox.close()
  copyFileSync(join(other.folder, 'sent-ledger.log'), join(elder.folder, 'sent-ledger.log'))
  await elder.open()
  await elder.outbox.loop.lookAndWait()
  expect(elder.holdAll).toBe('record-missing')
  await elder.outbox.service.releaseAll(elder.outbox.owner)
  await elder.send('After that')
  expect(elder.holdAll).toBeNull()
})

/** A workspace in which a planned mail was cancelled since its file was kept, and nothing left. */
const openCancelled = async () => {
  const house = await open()
  const cancelled = await house.plan('Cancelled since', 3 * hour)
  const putBack = house.keep()
  await house.outbox.schedule.cancel({ ids: [cancelled] }, house.outbox.owner)
  return { house, putBack, mark: join(house.folder, 'high-water.txt') }
}

test('nor when nothing left since, and a mail was only cancelled', async () => {
  const { house, putBack } = await openCancelled()
  await putBack()
  expect(house.holdAll).toBe('restored')
  await house.letPass(5 * hour)
  expect(house.sent).toEqual([])
  await house.outbox.service.releaseAll(house.outbox.owner)
  await house.outbox.close()
  await house.open()
  await house.outbox.loop.lookAndWait()
  expect(house.holdAll).toBeNull()
})

test('on another machine it is a copy, of whichever age', async () => {
  const { house, putBack } = await openCancelled()
  house.machine = 'another machine'
  await putBack()
  expect(house.holdAll).toBe('copied')
  await house.letPass(5 * hour)
  expect(house.sent).toEqual([])
})

test('what was cancelled is known after a crash as well, half a minute later', async () => {
  const { house } = await openCancelled()
  house.clock.advance(minute)
  await house.outbox.loop.lookAndWait()
  // Nothing is noted at the closing.
  await house.outbox.loop.stop({ isDamaged: true })
  const copy = join(house.folder, 'copy.db')
  house.outbox.database.close()
  for (const ending of ['-wal', '-shm']) {
    rmSync(join(house.folder, `workspace.db${ending}`), { force: true })
  }
  copyFileSync(copy, join(house.folder, 'workspace.db'))
  await house.open()
  await house.outbox.loop.lookAndWait()
  expect(house.holdAll).toBe('restored')
})

test('what was done a second before a crash is known', async () => {
  const house = await open()
  await house.plan('Cancelled since', 3 * hour)
  await house.letPass(hour)
  house.keep()
  house.clock.advance(1_000)
  await house.outbox.suppressions.add({ address: 'bob@ross.example' }, house.outbox.owner)
  await house.outbox.loop.lookAndWait()
  // As after a crash: nothing is noted at the end.
  house.outbox.ledger.close()
  house.outbox.database.close()
  for (const ending of ['', '-wal', '-shm']) {
    rmSync(join(house.folder, `workspace.db${ending}`), { force: true })
  }
  copyFileSync(join(house.folder, 'copy.db'), join(house.folder, 'workspace.db'))
  await house.open()
  await house.outbox.loop.lookAndWait()
  expect(house.holdAll).toBe('restored')
})

test('whoever is to get no mail is noted at once', async () => {
  const app = await openTestApplication({ folder: temporaryFolder(), isSelfActing: true })
  onTestFinished(() => app.close())
  const noted = () => readFileSync(join(app.workspace, 'high-water.txt'), 'utf8')
  await expect.poll(noted, { timeout: 10_000 }).not.toBe('')
  const before = noted()
  app.clock.advance(1_000)
  await app.call('suppressions.add', { address: 'bob@ross.example', note: 'asked' })
  await expect.poll(noted).not.toBe(before)
})

test('a crash before it was noted how far the database came holds nothing', async () => {
  const { house, mark } = await openCancelled()
  const before = readFileSync(mark)
  await house.outbox.close()
  writeFileSync(mark, before)
  await house.open()
  await house.outbox.loop.lookAndWait()
  expect(house.holdAll).toBeNull()
})

test.each<[string, (mark: string) => void]>([
  ['missing', (mark) => rmSync(mark)],
  ['empty', (mark) => writeFileSync(mark, '')],
  ['cut off', (mark) => writeFileSync(mark, readFileSync(mark).subarray(0, 11))],
  ['changed', (mark) => writeFileSync(mark, readFileSync(mark, 'utf8').replace(/ \d+ /u, ' 999 '))],
])('a note of how far the database came that is %s holds nothing', async (_, damage) => {
  const { house, mark } = await openCancelled()
  await house.outbox.close()
  damage(mark)
  await house.open()
  await house.outbox.loop.lookAndWait()
  expect(house.holdAll).toBeNull()
})

test('a note that is of another database holds nothing', async () => {
  const other = await openCancelled()
  await other.house.letPass(5 * hour)
  await other.house.outbox.close()
  const newcomer = new House()
  copyFileSync(other.mark, join(newcomer.folder, 'high-water.txt'))
  await newcomer.open()
  await newcomer.settle()
  expect(newcomer.holdAll).toBeNull()

  const { house, mark } = await openCancelled()
  await house.outbox.close()
  copyFileSync(other.mark, mark)
  await house.open()
  await house.outbox.loop.lookAndWait()
  expect(house.holdAll).toBeNull()
})

test('opening, undoing and closing again and again hold nothing', async () => {
  const { house } = await openCancelled()
  for (let n = 0; n < 3; n += 1) {
    await house.outbox.close()
    await house.open()
    await house.plan(`Later ${n}`, 48 * hour)
    await house.outbox.loop.lookAndWait()
    expect(house.holdAll).toBeNull()
  }
})
