import type { z } from 'zod'
import { formatPhone } from '#main/engines/matching/format-phone.ts'
import { noMailReason } from '#shared/contract/contact-parts.ts'
import type { contactRecord } from '#shared/contract/contact-views.ts'
import type { ProcedureResult } from '#shared/contract/index.ts'
import type { ContactId, ContactPointId } from '#shared/domain/ids.ts'
import { fail, ok } from '#shared/domain/result.ts'
import { addressLines } from './address-lines.ts'
import type { ContactRecordRepository, PointRow, RelationRow } from './contact-record.repository.ts'
import type { ContactViewsService } from './contact-views.service.ts'
import { readCustomValue } from './custom-values.ts'

/** Everything that stands on one contact's page. */
export type ContactRecord = z.output<typeof contactRecord>

/** What a mail to an e-mail address of somebody would meet. */
interface MailPoint {
  readonly id: ContactPointId
  /** Whether a new mail goes there, unless another address is picked. */
  readonly takesMail: boolean
  /** What keeps a mail from it. */
  readonly stop: { readonly reason: string } | null
}

interface RecordDependencies {
  readonly repository: ContactRecordRepository
  readonly views: ContactViewsService
  /** What mail meets at each e-mail address of somebody, as the composer and the outbox have it. */
  readonly mailPointsOf: (id: ContactId) => readonly MailPoint[]
  /** Told whose page is looked at. */
  readonly onOpened: (id: ContactId) => void
}

/** The record page of a contact. */
export class ContactRecordService {
  private readonly dependencies: RecordDependencies

  constructor(dependencies: RecordDependencies) {
    this.dependencies = dependencies
  }

  get(id: ContactId): ProcedureResult<'contacts.get'> {
    const { repository, views } = this.dependencies
    const [row] = views.rows([id])
    const facts = repository.facts(id)
    if (row === undefined || facts === undefined) return fail('not-found', { what: 'contact' })
    this.dependencies.onOpened(id)
    const isCompany = row.kind === 'company'
    return ok({
      ...row,
      ...facts,
      // The contract is the only way in, so the column holds one of its values.
      preferredChannel: facts.preferredChannel as ContactRecord['preferredChannel'],
      points: this.points(id),
      addresses: repository
        .addresses(id)
        .map((address) => ({ ...address, lines: addressLines(address) })),
      importantDates: repository.importantDates(id),
      customValues: repository.customValues(id).flatMap((stored) => {
        const value = readCustomValue(stored)
        return value === null ? [] : [{ fieldId: stored.fieldId, value }]
      }),
      relations: repository.relations(id).map(relationOf),
      people: isCompany ? repository.people(id) : [],
      peopleCount: isCompany ? repository.peopleCount(id) : 0,
      stageHistory: repository.stageHistory(id),
      nextSteps: repository.nextSteps(id),
      activityCounts: repository.activityCounts(id),
    })
  }

  private points(id: ContactId): ContactRecord['points'] {
    const { repository, mailPointsOf } = this.dependencies
    const mailPoints = new Map(mailPointsOf(id).map((point) => [point.id, point]))
    return repository.points(id).map((point) => ({
      ...pointOf(point),
      takesMail: mailPoints.get(point.id)?.takesMail ?? false,
      noMail: noMailOf(mailPoints.get(point.id)),
    }))
  }
}

/** What does not work is told apart, by `isInvalid`. */
const noMailOf = (at: MailPoint | undefined): Point['noMail'] =>
  noMailReason.options.find((reason) => reason === at?.stop?.reason) ?? null

type Point = ContactRecord['points'][number]

const pointOf = (point: PointRow): Omit<Point, 'takesMail' | 'noMail'> => ({
  ...point,
  formatted:
    point.kind === 'phone' && point.normalized !== null ? formatPhone(point.normalized) : null,
  isPrimary: point.isPrimary === 1,
  isInvalid: point.isInvalid === 1,
  optedOut: point.optedOut === 1,
})

const relationOf = ({
  otherId,
  otherName,
  otherKind,
  ...rest
}: RelationRow): ContactRecord['relations'][number] => ({
  ...rest,
  contact: { id: otherId, name: otherName, kind: otherKind },
})
