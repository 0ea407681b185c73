import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import { fieldLabel } from '#main/platform/field-label.ts'
import type { Input, ProcedureResult } from '#shared/contract/index.ts'
import type { ImportantDateId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok } from '#shared/domain/result.ts'
import type { ContactPartsRepository, DateChanges } from './contact-parts.repository.ts'
import type { ContactsRepository } from './contacts.repository.ts'
import { columnsOf, isDayOfMonth } from './point-columns.ts'

interface DatesDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: ContactPartsRepository
  readonly contacts: ContactsRepository
}

type NotFound = Failure<'not-found', { what: string }>
type NoSuchDay = Failure<'no-such-day', Record<string, never>>

const dateColumns = {
  kind: 'kind',
  label: 'label',
  year: 'year',
  month: 'month',
  day: 'day',
} as const

/** Birthdays and other days of somebody's year. */
export class ContactDatesService {
  private readonly dependencies: DatesDependencies

  constructor(dependencies: DatesDependencies) {
    this.dependencies = dependencies
  }

  add(
    { contactId, date }: Input<'contacts.addImportantDate'>,
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.addImportantDate'>> {
    const { unitOfWork, repository, contacts } = this.dependencies
    return unitOfWork.runToOperation<{ id: ImportantDateId }, NotFound | NoSuchDay>(
      context,
      { code: 'contacts.addImportantDate' },
      (tx) => {
        if (contacts.find(contactId) === undefined) return fail('not-found', { what: 'contact' })
        if (!isDayOfMonth(date)) return fail('no-such-day', {})
        const values = { ...date, label: date.label ?? null, contact_id: contactId }
        return ok({ id: repository.insertDate(tx, values) })
      },
    )
  }

  update(
    input: Input<'contacts.updateImportantDate'>,
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.updateImportantDate'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation<object, NotFound | NoSuchDay>(
      context,
      fieldLabel('contacts.updateImportantDate', input),
      (tx) => {
        const stored = repository.findDate(input.id)
        if (stored === undefined) return fail('not-found', { what: 'date' })
        const date = {
          year: input.year === undefined ? stored.year : input.year,
          month: input.month ?? stored.month,
          day: input.day ?? stored.day,
        }
        if (!isDayOfMonth(date)) return fail('no-such-day', {})
        repository.updateDate(tx, input.id, columnsOf<DateChanges>(input, dateColumns))
        return ok({})
      },
    )
  }

  remove(
    { id }: { readonly id: ImportantDateId },
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.removeImportantDate'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(context, { code: 'contacts.removeImportantDate' }, (tx) => {
      if (repository.findDate(id) === undefined) return fail('not-found', { what: 'date' })
      repository.deleteDate(tx, id)
      return ok({})
    })
  }
}
