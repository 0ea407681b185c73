import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import type { CutProxy } from '#tests/support/cut-proxy.ts'
import { type Dovecot, dovecotObstacle } from '#tests/support/dovecot.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutboxWithMailbox, withMailServer } from '#tests/support/outbox-with-mailbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { broken } from './broken-method.ts'
import { type Findings, inFolder, measure, type RunSuite } from './fault-suite.ts'

interface Copies {
  readonly mails: number
  readonly seed: number
}

const user = 'ada'
const minuteMs = 60_000
/** About as much is said when a copy is filed and after it: there answers are lost. */
const ending = 2500

const copiesOf = (dovecot: Dovecot): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const file of dovecot.files(user, 'Sent')) {
    const text = readFileSync(join(dovecot.maildir(user, 'Sent'), file), 'latin1')
    const subject = /^Subject: (.+?)\r?$/mu.exec(text)?.[1] ?? ''
    counts.set(subject, (counts.get(subject) ?? 0) + 1)
  }
  return counts
}

/** Mails leave while the way to the mailbox is cut anywhere; then it is read now and again. */
const fileAll = (
  { mails, seed }: Copies,
  { dovecot, proxy }: { readonly dovecot: Dovecot; readonly proxy: CutProxy },
): Promise<Findings> =>
  inFolder(async (folder) => {
    const random = new SeededRandom(seed)
    const clock = new FakeClock()
    const parts = { folder: join(folder, 'workspace'), clock, random }
    const { outbox, mailboxes, outgoing, accountId } = await openOutboxWithMailbox(
      {
        ...parts,
        send: async ({ onBodyStart }) => {
          onBodyStart()
          return { kind: 'accepted', reply: '250 kept' }
        },
      },
      { server: dovecot, port: proxy.port, user },
    )
    // The provider is known to file none itself, or nobody knows.
    const known = `insert into email_account_states(account_uid, files_sent)
      select uid, 0 from email_accounts`
    await outbox.act((tx) => tx.runSql(known))
    const know = (filesSent: 0 | null) =>
      outbox.act((tx) => tx.runSql('update email_account_states set files_sent = ?', filesSent))
    const contact = await outbox.addContact('Bob', 'bob@ross.example')
    const whole = { said: 0 }
    /** Every second cut is near the end of what is said where nothing is cut. */
    const cut = (): void => {
      const from = random.chance(0.5) ? Math.max(0, whole.said - ending) : 0
      proxy.cutAfter(random.chance(0.7) ? from + random.integer(whole.said - from + 1) : null)
    }
    /** Ends the reading before copies are filed, or before that is noted. */
    const kill = (name: 'owedCopies' | 'noteCopy') => {
      const end = (): never => {
        throw new Error('killed')
      }
      return broken([outgoing, name, end], () => mailboxes.sync())
    }
    const kills: Record<number, () => Promise<unknown>> = {
      2: () => kill('owedCopies'),
      6: () => kill('noteCopy'),
    }
    for (let n = 0; n < mails; n += 1) {
      await know(n % 2 === 0 ? 0 : null)
      const ids = await outbox.addDrafts(contact, accountId, [`Mail ${n}`])
      await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
      clock.advance(minuteMs)
      await outbox.loop.lookAndWait()
      clock.advance(2 * minuteMs)
      if (n > 0) cut()
      await (kills[n % 8]?.() ?? mailboxes.sync())
      // The first goes through, and tells how long that is.
      if (n === 0) whole.said = proxy.said
      cut()
      await mailboxes.sync()
    }
    proxy.cutAfter(null)
    // A provider that files copies itself would have done so.
    clock.advance(10 * minuteMs)
    for (let n = 0; n < 1 + mails / 20; n += 1) await mailboxes.sync()
    const counts = copiesOf(dovecot)
    const tries = outbox.reader.allSql<{ subject: string; n: number }>(
      `select e.subject, count(*) as n from send_attempts a join emails e on e.id = a.email_id
        where a.outcome = 'copy-failed' group by a.email_id`,
    )
    const givenUp = new Set(tries.filter(({ n }) => n >= 5).map(({ subject }) => subject))
    await mailboxes.stop()
    await outbox.close()
    const failures: string[] = []
    for (let n = 0; n < mails; n += 1) {
      const count = counts.get(`Mail ${n}`) ?? 0
      const isRight = count === 1 || (count === 0 && givenUp.has(`Mail ${n}`))
      if (!isRight) failures.push(`${count} copies of mail ${n}`)
    }
    if (tries.length === 0) failures.push('no cut hit a copy')
    if (givenUp.size > mails / 10) failures.push(`${givenUp.size} copies were given up`)
    return { n: mails, failures }
  })

const file = (copies: Copies): Promise<Findings> =>
  withMailServer((server) => fileAll(copies, server))

/**
 * The copy of each sent mail lies in the mailbox once, wherever the way to it is cut: also where the
 * answer alone was lost, where the process ends between the two, and where nobody knows whether the
 * provider files one. `n` counts mails. The control does not look for a copy before it files one.
 */
export const run: RunSuite = async ({ tier, controls }) => {
  if (dovecotObstacle !== null) {
    const skipped = { id: 'mail-copies', n: 0, fail: 0, seed: 0, ms: 0, skipped: dovecotObstacle }
    console.log(JSON.stringify(skipped))
    return [skipped]
  }
  if (controls) {
    const blind = [ImapFlow.prototype, 'search', async () => []] as const
    return [
      await broken(blind, () =>
        measure('mail-copies.control.does-not-look', 9, () => file({ mails: 40, seed: 9 })),
      ),
    ]
  }
  const mails = tier === 'full' ? 500 : 16
  return [await measure('mail-copies', 9, () => file({ mails, seed: 9 }))]
}
