import { setImmediate as nextTurn } from 'node:timers/promises'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { firstLines } from '#main/engines/email/first-lines.ts'
import { readNextStep, readQuickLog } from '#main/engines/scheduler/quick-add.ts'
import { readQuery } from '#main/engines/search/query.ts'
import { snippetOf } from '#main/engines/search/snippet.ts'
import type { FollowUpsService } from '#main/features/follow-ups/follow-ups.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { fieldLabel } from '#main/platform/field-label.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import type { Input, Output, ProcedureFailure, ProcedureResult } from '#shared/contract/index.ts'
import type { ActivityId, FollowUpId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { settleText } from '#shared/domain/shared-text.ts'
import { dayOf } from '#shared/domain/time.ts'
import type {
  ActivitiesRepository,
  ActivityChanges,
  ActivityRow,
  TimelineRequest,
} from './activities.repository.ts'
import { readPlace, writePlace } from './timeline-cursor.ts'

interface ActivitiesDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: ActivitiesRepository
  readonly followUps: Pick<FollowUpsService, 'plan'>
  readonly clock: Clock
  readonly random: RandomSource
}

type Activity = Output<'activities.list'>['activities'][number]
type NotFound = Failure<'not-found', { what: string }>

const defaultLimit = 50
/** So many entries are searched before other calls have their turn: some 2 ms of work, measured. */
const searchedAtOnce = 100

/** The one timeline: what happened with somebody. */
export class ActivitiesService {
  private readonly dependencies: ActivitiesDependencies

  constructor(dependencies: ActivitiesDependencies) {
    this.dependencies = dependencies
  }

  async list(input: Input<'activities.list'>): Promise<ProcedureResult<'activities.list'>> {
    const { contactId, kinds = null, limit = defaultLimit } = input
    const after = input.after === undefined ? null : readPlace(input.after)
    if (after === null && input.after !== undefined) return fail('bad-cursor', {})
    // One more than asked for tells whether there is more.
    const request = { contactId, kinds, after, limit: limit + 1 }
    const text = input.search?.trim() ?? ''
    const found =
      text === ''
        ? this.dependencies.repository.timeline(request)
        : await this.search(request, text)
    const shown = found.slice(0, limit)
    const last = found.length > limit ? shown.at(-1) : undefined
    return ok({
      activities: shown.map(activityOf),
      nextCursor: last === undefined ? null : writePlace(last),
    })
  }

  mail({ id }: Input<'activities.mail'>): ProcedureResult<'activities.mail'> {
    const found = this.dependencies.repository.mail(id)
    if (!found) return fail('not-found', { what: 'mail' })
    return ok({ ...found, isAnswered: found.isAnswered === 1 })
  }

  preview({ text, isStep }: Input<'activities.preview'>): Output<'activities.preview'> {
    const { clock } = this.dependencies
    if (isStep === true) {
      return { body: '', nextStep: readNextStep(text, clock.now(), clock.zone()) }
    }
    return readQuickLog(text, clock.now(), clock.zone())
  }

  log(
    input: Input<'activities.log'>,
    context: CallContext,
  ): Promise<ProcedureResult<'activities.log'>> {
    const { unitOfWork, repository, followUps, clock, random } = this.dependencies
    const { contactId, kind, nextStep, at = clock.now() } = input
    type Logged = { id: ActivityId; followUpId: FollowUpId | null }
    return unitOfWork.runToOperation<Logged, NotFound>(
      context,
      { code: 'activities.log', numbers: { kind } },
      (tx) => {
        if (!repository.contactExists(contactId)) return fail('not-found', { what: 'contact' })
        const id = repository.insert(tx, {
          uid: createUid(clock, random),
          contact_id: contactId,
          kind,
          at,
          day: dayOf(at, clock.zone()),
          direction: input.direction ?? null,
          duration_minutes: input.durationMinutes ?? null,
          body: blankAsNull(input.body ?? null),
          outcome: input.outcome ?? null,
        })
        const planned = nextStep
          ? followUps.plan(tx, { ...nextStep, contactId, originActivityId: id })
          : null
        return ok({ id, followUpId: planned })
      },
    )
  }

  update(
    { id, basedOn, ...patch }: Input<'activities.update'>,
    context: CallContext,
  ): Promise<ProcedureResult<'activities.update'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(
      context,
      fieldLabel('activities.update', { id, ...patch }),
      (tx): Result<object, UpdateFailure> => {
        const stored = repository.findBody(id)
        if (stored === undefined) return notFound
        const { body: own } = patch
        const body = own === undefined ? ok(own) : settleText(own, stored.body, basedOn)
        if (!body.ok) return body
        repository.update(tx, id, this.changes({ ...patch, body: body.value }))
        return ok({})
      },
    )
  }

  delete(
    { id }: Input<'activities.delete'>,
    context: CallContext,
  ): Promise<ProcedureResult<'activities.delete'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(context, { code: 'activities.delete' }, (tx) => {
      if (!repository.exists(id)) return notFound
      repository.delete(tx, id)
      return ok({})
    })
  }

  /** Reads on through the timeline, however long, until there are enough entries with those words. */
  private async search(request: TimelineRequest, text: string): Promise<ActivityRow[]> {
    const query = readQuery(text)
    const found: ActivityRow[] = []
    let { after } = request
    for (;;) {
      const part = { ...request, after, limit: searchedAtOnce }
      const rows = this.dependencies.repository.timeline(part)
      found.push(...rows.filter((row) => snippetOf(query, wordsOfRow(row)) !== null))
      const last = rows.at(-1)
      if (found.length >= request.limit || last === undefined || rows.length < searchedAtOnce) {
        return found.slice(0, request.limit)
      }
      after = last
      await nextTurn()
    }
  }

  private changes(patch: Omit<Input<'activities.update'>, 'id' | 'basedOn'>): ActivityChanges {
    const { kind, body, at, direction, durationMinutes, outcome, isAnswered } = patch
    return {
      ...(kind === undefined ? {} : { kind }),
      ...(body === undefined ? {} : { body: blankAsNull(body) }),
      ...(at === undefined ? {} : { at, day: dayOf(at, this.dependencies.clock.zone()) }),
      ...(direction === undefined ? {} : { direction }),
      ...(durationMinutes === undefined ? {} : { duration_minutes: durationMinutes }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(isAnswered === undefined ? {} : { is_answered: isAnswered ? 1 : 0 }),
    }
  }
}

type UpdateFailure = ProcedureFailure<'activities.update'>

const notFound = fail('not-found', { what: 'activity' })

const blankAsNull = (text: string | null): string | null =>
  text === null || text.trim() === '' ? null : text

const wordsOfRow = ({ subject, body, outcome }: ActivityRow): string =>
  `${subject ?? ''} ${body ?? ''} ${outcome ?? ''}`

const mailOf = (row: ActivityRow): Activity['mail'] =>
  row.messageId === null
    ? null
    : {
        id: row.messageId,
        subject: row.subject ?? '',
        emailId: row.emailId,
        hasBounced: row.hasBounced === 1,
        asksForNoMore: row.asksForNoMore === 1,
        hasMore: firstLines(row.body ?? '') !== (row.body ?? '').trim(),
      }

const activityOf = (row: ActivityRow): Activity => ({
  id: row.id,
  contactId: row.contactId,
  kind: row.kind,
  at: row.at,
  day: row.day,
  direction: row.direction,
  durationMinutes: row.durationMinutes,
  body: row.messageId === null ? row.body : blankAsNull(firstLines(row.body ?? '')),
  outcome: row.outcome,
  mail: mailOf(row),
  isAnswered: row.isAnswered === 1,
  followUp:
    row.stepId === null || row.stepTitle === null ? null : { id: row.stepId, title: row.stepTitle },
})
