import type { Clock } from '#main/platform/clock.ts'
import { willBeStopped } from '#shared/contract/email-states.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import { lineOf, mayGo, reasonOf } from '../email-views.ts'
import type { GroupPage } from '../emails.repository.ts'
import type { WhyNoMail } from '../recipient.ts'
import { takingTurns } from './look-over.ts'
import {
  type PlannedLineRow,
  type PlannedMailsRepository,
  shownNames,
} from './planned-mails.repository.ts'

type EmailLine = Output<'emails.list'>['emails'][number]

interface PlannedMailsDependencies {
  readonly planned: PlannedMailsRepository
  readonly whyNoMail: WhyNoMail
  readonly clock: Pick<Clock, 'now' | 'monotonic'>
}

const monthMs = 30 * 86_400_000
/** So many stopped mails are looked at, the newest: these take some 10 ms. */
const mostStopped = 500
/** Members of a batch read between two turns of other calls: these take some 5 ms. */
const atOnce = 200

/** Mails that wait for their time, those of a batch as one line. */
export class PlannedMailsService {
  private readonly dependencies: PlannedMailsDependencies

  constructor(dependencies: PlannedMailsDependencies) {
    this.dependencies = dependencies
  }

  /** A page of the lines, with the place of each. */
  lines(
    page: Pick<GroupPage, 'limit' | 'after'>,
  ): readonly { readonly row: PlannedLineRow; readonly line: EmailLine }[] {
    const { planned, whyNoMail } = this.dependencies
    return planned.lines(page).map((row) => {
      const { count, names } = row
      if (count === null || count < 2) return { row, line: lineOf(row, whyNoMail) }
      // Made by the query.
      const together = { count, names: JSON.parse(names ?? '[]') as string[] }
      // It stands for all of them: what keeps the first from its recipient is not said of the others.
      const line = lineOf(row, () => null)
      const reason = line.state === 'waiting' ? null : reasonOf(row.reason)
      return { row, line: { ...line, reason, together } }
    })
  }

  /** Mails of the last month that were stopped by a wish which counts no more. */
  stopped(): Output<'emails.stopped'> {
    const { planned, whyNoMail, clock } = this.dependencies
    const rows = planned.stopped(clock.now() - monthMs, mostStopped)
    const free = rows.filter((row) => mayGo(row, whyNoMail))
    return { emails: free.map((row) => lineOf(row, whyNoMail)) }
  }

  /** What waits of a batch: members are asked one by one who will get their mail. */
  async batch(input: Input<'emails.batch'>): Promise<Output<'emails.batch'>> {
    const { planned, whyNoMail, clock } = this.dependencies
    const turn = takingTurns(clock)
    let first: EmailLine | null = null
    const mails: Output<'emails.batch'>['mails'] = []
    const stopped: EmailLine[] = []
    for (let after: GroupPage['after'] = null; ; ) {
      const rows = planned.members(input, { limit: atOnce, after })
      for (const row of rows) {
        const line = lineOf(row, whyNoMail)
        if (willBeStopped(line)) stopped.push(line)
        else {
          first ??= line
          mails.push({ id: line.id, name: line.contact.name })
        }
      }
      const last = rows.at(-1)
      if (last === undefined || rows.length < atOnce) break
      after = { place: last.place, id: last.id }
      await turn(mails.length, mails.length)
    }
    if (first === null || mails.length < 2) return { line: first, mails, stopped }
    const names = mails.slice(0, shownNames).map(({ name }) => name)
    return { line: { ...first, together: { count: mails.length, names } }, mails, stopped }
  }
}
