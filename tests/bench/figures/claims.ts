import { statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { Claims } from '#main/features/emails/sending/claim.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { dueEnd } from '#tests/support/generate-mail.ts'
import { openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import type { SeededRandom } from '#tests/support/seeded-random.ts'
import { type Report, spreadOf } from '../figure.ts'
import { type MailFacts, mailsOf, readMailFacts } from '../mail-facts.ts'

/** What sending is measured on. */
export interface ClaimsParts {
  readonly report: Report
  readonly random: SeededRandom
  readonly inputs: number
  /** The workspace's folder; nobody else has it open. */
  readonly workspace: string
}

interface Opened extends ClaimsParts {
  readonly box: TestOutbox
  readonly facts: MailFacts
  /** Some of the mails that are due, each once. */
  readonly ids: readonly EmailId[]
}

const checked = 20
const alone = { unit: 'ms p95', reference: null, ratio: null }

const draw = ({ random, inputs }: ClaimsParts, facts: MailFacts): EmailId[] => {
  const left = mailsOf(facts, 'scheduled').map(({ id }) => id)
  const ids: EmailId[] = []
  while (ids.length < inputs && left.length > 0) {
    const [id] = left.splice(random.integer(left.length), 1)
    // Ids of mails, read from their table.
    ids.push(id as EmailId)
  }
  return ids
}

/** Whom a mail greets, found without the product's code; null where its rules are more than a look. */
const greetingOf = ({ box }: Opened, id: EmailId): string | null => {
  const text = `select c.nickname, c.given_name as given, c.display_name as name from emails e
    join contacts c on c.id = e.contact_id where e.id = ?`
  type Row = { nickname: string | null; given: string | null; name: string }
  const row = box.reader.firstSql<Row>(text, id)
  if (row === undefined || /\p{Script=Han}/u.test(row.name)) return null
  return `Hello ${(row.nickname ?? row.given ?? 'there').replaceAll(/\s+/gu, ' ').trim()},`
}

/** Reading a mail with its recipient, and its subject, page and text for them. */
const measureRender = (parts: Opened): void => {
  const { box, facts, ids, report } = parts
  const subjects = new Map(facts.emails.map(({ id, subject }) => [id, subject]))
  const times: number[] = []
  ids.forEach((id, place) => {
    const start = performance.now()
    const candidate = box.outbox.candidate(id)
    const rendered = candidate && box.engine.composer.render(candidate)
    times.push(performance.now() - start)
    if (place >= checked) return
    const greeting = greetingOf(parts, id)
    const isRight =
      rendered?.subject === subjects.get(id) &&
      rendered?.html.includes('<strong>soon</strong>') &&
      (greeting === null || rendered.text.startsWith(greeting))
    if (!isRight) report.fail('render', `${id}: ${rendered?.text.slice(0, 60)}, not ${greeting}`)
  })
  const { p95, n, median, max } = spreadOf(times)
  const more = { n, median, max }
  report.add({ id: 'render', value: p95, ...alone, must: 10, aim: 2, more })
}

/** What is wrong with a claim as it stands on disk; null when nothing is. */
const claimProblem = ({ box }: Opened, id: EmailId): string | null => {
  const fate = box.deliveries.find(id)
  const address = box.outbox.candidate(id)?.toAddress ?? ''
  const bytes = box.engine.contents.read(fate?.mime_hash ?? '0')?.toString('utf8') ?? ''
  const tries = box.reader.allSql(`select 1 from send_attempts where email_id = ?`, id).length
  const found = {
    state: fate?.state,
    tries,
    isAddressed: bytes.includes(address),
    isNamed: bytes.includes(fate?.send_id ?? 'none'),
  }
  const is = JSON.stringify(found)
  const shouldBe = JSON.stringify({ state: 'claimed', tries: 1, isAddressed: true, isNamed: true })
  return is === shouldBe ? null : `${id} is ${is}`
}

/** The transaction that claims a mail, waiting for the disk; beside it all that comes before. */
const measureClaim = async (parts: Opened): Promise<void> => {
  const { box, ids, report, workspace } = parts
  const [transactions, wholes]: [number[], number[]] = [[], []]
  const run: UnitOfWork['run'] = async (context, label, work) => {
    const start = performance.now()
    const result = await box.unitOfWork.run(context, label, work)
    transactions.push(performance.now() - start)
    return result
  }
  const claims = new Claims({
    ...box.engine,
    unitOfWork: { ...box.unitOfWork, run },
    awakeSince: () => 0,
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(workspace)
      return bavail * bsize
    },
  })
  for (const [place, id] of ids.entries()) {
    const start = performance.now()
    const outcome = await claims.claim(id)
    wholes.push(performance.now() - start)
    if (outcome.kind !== 'claimed') {
      report.fail('claim', `${id}: ${JSON.stringify(outcome.verdict)}`)
    } else if (place < checked) {
      const problem = claimProblem(parts, id)
      if (problem !== null) report.fail('claim', problem)
    }
  }
  const { p95, n, median, max } = spreadOf(transactions)
  const more = { n, median, max }
  report.add({ id: 'claim', value: p95, ...alone, must: 20, aim: 5, more })
  const whole = spreadOf(wholes)
  report.add({
    id: 'claim.whole',
    value: whole.p95,
    ...alone,
    must: null,
    aim: 20,
    more: { ...whole },
  })
}

/** Rendering and claiming of mails that are due, one after the other. */
export const measureClaims = async (parts: ClaimsParts): Promise<void> => {
  const { workspace, random } = parts
  const box = await openOutbox({
    folder: workspace,
    clock: new FakeClock(dueEnd),
    random,
    send: () => Promise.reject(new Error('nothing is sent here')),
    limits: { perMinute: 1e6, perHour: 1e6, perDay: 1e6, spacingMs: 0 },
  })
  // As at a start: what was planned and taken back before may not have its due times yet.
  await box.dueTimes.refresh(null)
  await box.service.releaseAll(box.owner)
  const facts = readMailFacts(join(workspace, 'workspace.db'))
  const opened = { ...parts, box, facts, ids: draw(parts, facts) }
  measureRender(opened)
  await measureClaim(opened)
  await box.close()
}
