import type { Input, Output } from '#shared/contract/index.ts'
import type { ActivityId, ContactId, EmailAccountId } from '#shared/domain/ids.ts'
import type { SeededRandom } from '#tests/support/seeded-random.ts'
import { type Report, spreadOf } from '../figure.ts'
import {
  linesOf,
  type MailFacts,
  type MailGroup,
  mailGroups,
  mailsOf,
  readMailFacts,
} from '../mail-facts.ts'
import type { Target } from '../targets.ts'

/** What the pages about mail are measured on. */
export interface MailParts {
  readonly target: Target
  /** The workspace's database. */
  readonly file: string
  readonly report: Report
  readonly random: SeededRandom
  readonly inputs: number
  /** What the target's clock says; at this hour it is the same day in UTC. */
  readonly now: () => number
}

interface Known extends MailParts {
  readonly facts: MailFacts
}

const limit = 50
const lastSent = 5
const checked = 20

/** Times a call for each drawn input; the first answers are checked. */
const measure = async <I, O>(
  { target, report, inputs }: MailParts,
  figure: {
    readonly id: string
    readonly draw: () => I
    readonly ask: (input: I) => Promise<O>
    /** What is wrong with an answer; null when nothing is. */
    readonly problem: (input: I, answer: O) => string | null
  },
): Promise<void> => {
  const times: number[] = []
  const id = `${figure.id}.${target.name}`
  for (let n = 0; n < inputs; n += 1) {
    const input = figure.draw()
    const start = performance.now()
    const answer = await figure.ask(input)
    times.push(performance.now() - start)
    const problem = n < checked ? figure.problem(input, answer) : null
    if (problem !== null) report.fail(id, problem)
  }
  const { p95, n, median, max } = spreadOf(times)
  const common = { unit: 'ms p95', reference: null, ratio: null, must: 16, aim: 4 }
  report.add({ id, value: p95, ...common, more: { n, median, max } })
}

const differs = (what: string, found: unknown, expected: unknown): string | null => {
  const [is, shouldBe] = [JSON.stringify(found), JSON.stringify(expected)]
  return is === shouldBe ? null : `${what} is ${is}, not ${shouldBe}`
}

type MailPage = Output<'emails.list'>

const pageProblem = (
  facts: MailFacts,
  input: Input<'emails.list'>,
  page: MailPage | undefined,
): string | null => {
  const { group, contactId, after, limit: most = limit } = input
  const all =
    contactId === undefined
      ? linesOf(facts, group)
      : mailsOf(facts, group).filter((row) => row.contactId === contactId)
  // A cursor ends with the id of the line that it follows.
  const from = after === undefined ? 0 : all.findIndex(({ id }) => after.endsWith(`.${id}`)) + 1
  const lines = all.slice(from, from + most)
  return differs(
    `page of ${JSON.stringify(input)}`,
    page?.emails.map(({ id, subject, contact }) => [id, subject, contact.id]),
    lines.map((row) => [
      row.id,
      group === 'sent' ? (row.sentSubject ?? row.subject) : row.subject,
      row.contactId,
    ]),
  )
}

const countsProblem = ({ facts, now }: Known, { counts }: Output<'emails.outbox'>) => {
  const { sent: _, ...groups } = Object.fromEntries(
    mailGroups.map((group) => [group, mailsOf(facts, group).length]),
  )
  const day = Math.floor(now() / 86_400_000) * 86_400_000
  const sentToday = facts.emails.filter(({ sentAt }) => sentAt !== null && sentAt >= day).length
  return differs('counts', counts, { ...groups, sentToday })
}

/** What is planned to a selection is asked for as one line. */
const together = (group: MailGroup) => (group === 'scheduled' ? { together: true } : {})

/** As many as the outbox shows of what left. */
const pageInput = (group: MailGroup) => ({
  group,
  limit: group === 'sent' ? lastSent : limit,
  ...together(group),
})

/** The outbox as it opens: all that it asks for at once; drafts have a page of their own. */
const measurePage = (parts: Known): Promise<void> => {
  const { target, facts } = parts
  return measure(parts, {
    id: 'outbox.page',
    draw: () => mailGroups.filter((group) => group !== 'drafts').map(pageInput),
    ask: (inputs) =>
      Promise.all([
        target.call('emails.outbox', {}),
        target.call('emails.groups', { groups: inputs }),
        target.call('mailboxes.answers', { onlyWaiting: true, limit: 1 }),
      ]),
    problem: (inputs, [outbox, { pages }, { waitingCount }]) =>
      countsProblem(parts, outbox) ??
      differs('waiting', waitingCount, facts.answers.filter((row) => row.isWaiting === 1).length) ??
      inputs.map((input, n) => pageProblem(facts, input, pages[n])).find(Boolean) ??
      null,
  })
}

/** One group further and further down, and the mails of one contact. */
const measureLists = async (parts: Known): Promise<void> => {
  const { target, facts, random } = parts
  for (const group of mailGroups) {
    const cursors: (string | undefined)[] = [undefined]
    const mails = mailsOf(facts, group)
    const draw = (): Input<'emails.list'> => {
      // Ids of contacts, read from their table.
      const contact = () => random.pick(mails).contactId as ContactId
      if (mails.length > 0 && random.integer(4) === 0) return { group, limit, contactId: contact() }
      const after = cursors[random.integer(cursors.length)]
      const page = { group, limit, ...together(group) }
      return after === undefined ? page : { ...page, after }
    }
    await measure(parts, {
      id: `outbox.${group}`,
      draw,
      ask: async (input) => {
        const page = await target.call('emails.list', input)
        if (page.nextCursor !== null && input.contactId === undefined) cursors.push(page.nextCursor)
        return page
      },
      problem: (input, page) => pageProblem(facts, input, page),
    })
  }
}

/** What people wrote, further and further down, and those who wait. */
const measureAnswers = async (parts: Known): Promise<void> => {
  const { target, facts, random } = parts
  const cursors: (string | undefined)[] = [undefined]
  await measure(parts, {
    id: 'answers',
    draw: (): Input<'mailboxes.answers'> => {
      if (random.integer(4) === 0) return { limit, onlyWaiting: true }
      const after = cursors[random.integer(cursors.length)]
      return after === undefined ? { limit } : { limit, after }
    },
    ask: async (input) => {
      const page = await target.call('mailboxes.answers', input)
      if (page.nextCursor !== null && input.onlyWaiting !== true) cursors.push(page.nextCursor)
      return page
    },
    problem: ({ after, onlyWaiting }, { answers }) => {
      const all = facts.answers.filter((row) => onlyWaiting !== true || row.isWaiting === 1)
      const from = after === undefined ? 0 : all.findIndex(({ id }) => after.endsWith(`.${id}`)) + 1
      return differs(
        'page of answers',
        answers.map(({ id }) => id),
        all.slice(from, from + limit).map(({ id }) => id),
      )
    },
  })
}

const mailKinds = ['mail-sent', 'mail-received'] as const

/** The mails of one person, alone or among all that happened, and the text of one of them. */
const measureThread = async (parts: Known): Promise<void> => {
  const { target, facts, random } = parts
  const byActivity = new Map(facts.messages.map((row) => [row.activityId, row]))
  const draw = (): Input<'activities.list'> => {
    const contactId = random.pick(facts.messages).contactId as ContactId
    const kinds = [...mailKinds]
    return { contactId, limit, ...(random.integer(2) === 0 ? {} : { kinds }) }
  }
  await measure(parts, {
    id: 'thread',
    draw,
    ask: (input) => target.call('activities.list', input),
    problem: ({ contactId, kinds }, { activities }) => {
      const all = facts.timeline(contactId)
      const wanted = all.filter(({ kind }) => kinds?.some((one) => one === kind) ?? true)
      return differs(
        `thread of ${contactId}`,
        activities.map(({ id, mail }) => [id, mail?.subject ?? null]),
        wanted.slice(0, limit).map(({ id }) => [id, byActivity.get(id)?.subject ?? null]),
      )
    },
  })
  await measure(parts, {
    id: 'thread.mail',
    draw: () => ({ id: random.pick(facts.messages).activityId as ActivityId }),
    ask: (input) => target.call('activities.mail', input),
    problem: ({ id }, mail) => differs(`mail of ${id}`, mail.body, byActivity.get(id)?.body),
  })
}

/** A mail as its reader will see it, with what stands in its way. */
const measurePreview = (parts: Known): Promise<void> => {
  const { target, facts, random } = parts
  const waiting = mailsOf(facts, 'scheduled')
  return measure(parts, {
    id: 'preview',
    draw: () => {
      const { subject, body, contactId } = random.pick(waiting)
      // As above; the generator makes one account.
      const ids = { contactId: contactId as ContactId, accountId: 1 as EmailAccountId }
      return { ...ids, subject, body, when: { kind: 'next-morning' } } as const
    },
    ask: (input) => target.call('emails.preview', input),
    problem: (input, { subject, text, checks }) =>
      differs('subject', subject, input.subject) ??
      differs(
        'checks',
        checks.filter(({ isBlocking }) => isBlocking),
        [],
      ) ??
      (/^Hello [^{]+,/u.test(text) ? null : `text begins ${text.slice(0, 60)}`),
  })
}

/** The outbox, the thread with a person, and the preview of a mail. */
export const measureMails = async (parts: MailParts): Promise<void> => {
  const known = { ...parts, facts: readMailFacts(parts.file) }
  await measurePage(known)
  await measureLists(known)
  await measureAnswers(known)
  await measureThread(known)
  await measurePreview(known)
}
