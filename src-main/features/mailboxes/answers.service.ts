import { firstLines } from '#main/engines/email/first-lines.ts'
import { readPlace, writePlace } from '#main/platform/page-place.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { fail, ok } from '#shared/domain/result.ts'
import type { AnswersRepository, StoredAnswer } from './answers.repository.ts'

type Answer = Output<'mailboxes.answers'>['answers'][number]

const defaultLimit = 50

/** What people wrote to the owner, and who waits for an answer. */
export class AnswersService {
  private readonly repository: AnswersRepository

  constructor(repository: AnswersRepository) {
    this.repository = repository
  }

  answers({
    onlyWaiting = false,
    limit = defaultLimit,
    after: cursor,
  }: Input<'mailboxes.answers'>): ProcedureResult<'mailboxes.answers'> {
    const after = cursor === undefined ? null : readPlace(cursor)
    if (after === null && cursor !== undefined) return fail('bad-cursor', {})
    // One more than asked for tells whether there is more.
    const found = this.repository.page({ onlyWaiting, after, limit: limit + 1 })
    const shown = found.slice(0, limit)
    const last = found.length > limit ? shown.at(-1) : undefined
    return ok({
      answers: shown.map(answerOf),
      nextCursor: last === undefined ? null : writePlace({ place: last.at, id: last.id }),
      waitingCount: this.repository.countWaiting(),
    })
  }
}

const answerOf = ({ contactId, name, body, isWaiting, ...mail }: StoredAnswer): Answer => ({
  ...mail,
  contact: { id: contactId, name },
  words: firstLines(body).replaceAll('\n', ' '),
  isWaiting: isWaiting === 1,
})
