import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import { fieldLabel } from '#main/platform/field-label.ts'
import type { Input, ProcedureResult } from '#shared/contract/index.ts'
import type { AddressId, ContactId, ContactPointId, CustomFieldId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import type {
  AddressChanges,
  ContactPartsRepository,
  PointChanges,
  StoredPoint,
} from './contact-parts.repository.ts'
import type { ContactsRepository } from './contacts.repository.ts'
import { type CustomValue, customColumns, fitsField } from './custom-values.ts'
import { columnsOf, isDayOfMonth, normalizePoint, type Values } from './point-columns.ts'

interface PartsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: ContactPartsRepository
  readonly contacts: ContactsRepository
  /** Country of the business: where phone numbers without a country belong. */
  readonly country: () => string
}

type PointInput = Input<'contacts.addPoint'>['point']
type NotFound = Failure<'not-found', { what: string }>
type NoSuchDay = Failure<'no-such-day', Record<string, never>>
type WrongType = Failure<'wrong-type', { fieldId: number }>
type CreateParts = Pick<
  Input<'contacts.create'>,
  'points' | 'addresses' | 'importantDates' | 'customValues'
>

const pointColumns = {
  service: 'service',
  label: 'label',
  isPrimary: 'is_primary',
  isInvalid: 'is_invalid',
  optedOut: 'opted_out',
} as const
const addressColumns = {
  label: 'label',
  street: 'street',
  extended: 'extended',
  city: 'city',
  region: 'region',
  postalCode: 'postal_code',
  country: 'country',
} as const

/** What hangs on a contact: points, addresses, important dates, custom values. */
export class ContactPartsService {
  private readonly dependencies: PartsDependencies

  constructor(dependencies: PartsDependencies) {
    this.dependencies = dependencies
  }

  /** Adds the parts of a new contact inside its own unit of work. */
  addAll(
    tx: Transaction,
    id: ContactId,
    parts: CreateParts,
  ): Result<null, NotFound | WrongType | NoSuchDay> {
    const { repository } = this.dependencies
    const country = parts.addresses?.find((address) => address.country)?.country ?? null
    for (const point of parts.points ?? []) this.insertPoint(tx, id, { point, country })
    for (const address of parts.addresses ?? []) {
      const columns = columnsOf<AddressChanges>(address, addressColumns)
      repository.insertAddress(tx, { ...columns, contact_id: id })
    }
    for (const date of parts.importantDates ?? []) {
      if (!isDayOfMonth(date)) return fail('no-such-day', {})
      repository.insertDate(tx, { ...date, label: date.label ?? null, contact_id: id })
    }
    for (const { fieldId, value } of parts.customValues ?? []) {
      const set = this.setValue(tx, { id, fieldId, value })
      if (!set.ok) return set
    }
    return ok(null)
  }

  addPoint(
    { contactId, point }: Input<'contacts.addPoint'>,
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.addPoint'>> {
    return this.dependencies.unitOfWork.runToOperation(
      context,
      { code: 'contacts.addPoint' },
      (tx) => {
        const contact = this.dependencies.contacts.find(contactId)
        if (contact === undefined) return noContact
        return ok({ id: this.insertPoint(tx, contactId, { point, country: contact.country }) })
      },
    )
  }

  updatePoint(
    input: Input<'contacts.updatePoint'>,
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.updatePoint'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(context, fieldLabel('contacts.updatePoint', input), (tx) => {
      const stored = repository.findPoint(input.id)
      if (stored === undefined) return fail('not-found', { what: 'point' })
      repository.updatePoint(tx, input.id, {
        ...columnsOf<PointChanges>(input, pointColumns),
        ...this.retyped(stored, input),
      })
      this.keepOnePrimary(tx, stored, input)
      return ok({})
    })
  }

  removePoint(
    { id }: { readonly id: ContactPointId },
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.removePoint'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(context, { code: 'contacts.removePoint' }, (tx) => {
      const stored = repository.findPoint(id)
      if (stored === undefined) return fail('not-found', { what: 'point' })
      repository.deletePoint(tx, id)
      if (stored.isPrimary) repository.choosePrimary(tx, stored)
      return ok({})
    })
  }

  addAddress(
    { contactId, address }: Input<'contacts.addAddress'>,
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.addAddress'>> {
    const { unitOfWork, repository, contacts } = this.dependencies
    return unitOfWork.runToOperation(context, { code: 'contacts.addAddress' }, (tx) => {
      if (contacts.find(contactId) === undefined) return noContact
      const columns = columnsOf<AddressChanges>(address, addressColumns)
      return ok({ id: repository.insertAddress(tx, { ...columns, contact_id: contactId }) })
    })
  }

  updateAddress(
    input: Input<'contacts.updateAddress'>,
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.updateAddress'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(context, fieldLabel('contacts.updateAddress', input), (tx) => {
      if (!repository.addressExists(input.id)) return fail('not-found', { what: 'address' })
      repository.updateAddress(tx, input.id, columnsOf<AddressChanges>(input, addressColumns))
      return ok({})
    })
  }

  removeAddress(
    { id }: { readonly id: AddressId },
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.removeAddress'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(context, { code: 'contacts.removeAddress' }, (tx) => {
      if (!repository.addressExists(id)) return fail('not-found', { what: 'address' })
      repository.deleteAddress(tx, id)
      return ok({})
    })
  }

  setCustomValue(
    { contactId, fieldId, value }: Input<'contacts.setCustomValue'>,
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.setCustomValue'>> {
    const mergeKey = `contacts.setCustomValue:${contactId}:${fieldId}`
    const label = { code: 'contacts.setCustomValue', mergeKey }
    return this.dependencies.unitOfWork.runToOperation(context, label, (tx) => {
      if (this.dependencies.contacts.find(contactId) === undefined) return noContact
      return this.setValue(tx, { id: contactId, fieldId, value })
    })
  }

  private setValue(
    tx: Transaction,
    { id, fieldId, value }: { id: ContactId; fieldId: CustomFieldId; value: CustomValue | null },
  ): Result<Record<string, never>, NotFound | WrongType> {
    const { repository } = this.dependencies
    const field = repository.findField(fieldId)
    if (field === undefined) return fail('not-found', { what: 'custom-field' })
    const key = { contact_id: id, field_id: fieldId }
    if (value === null) {
      repository.deleteCustomValue(tx, key)
      return ok({})
    }
    if (!fitsField(value, field)) return fail('wrong-type', { fieldId })
    repository.setCustomValue(tx, key, customColumns(value))
    return ok({})
  }

  private insertPoint(
    tx: Transaction,
    contactId: ContactId,
    { point, country }: { point: PointInput; country: string | null },
  ): ContactPointId {
    const { repository } = this.dependencies
    const isPrimary = point.isPrimary === true || !repository.hasPointOf(contactId, point.kind)
    const id = repository.insertPoint(tx, {
      ...columnsOf<PointChanges>({ ...point, isPrimary }, pointColumns),
      contact_id: contactId,
      kind: point.kind,
      raw: point.raw,
      normalized: normalizePoint(point.kind, point.raw, country ?? this.dependencies.country()),
    })
    if (isPrimary) repository.choosePrimary(tx, { contactId, kind: point.kind, asked: id })
    return id
  }

  /** A point that changes its kind is primary there only if asked, or the only one. */
  private keepOnePrimary(
    tx: Transaction,
    { id, contactId, kind: oldKind }: StoredPoint,
    { kind = oldKind, isPrimary }: Input<'contacts.updatePoint'>,
  ): void {
    const { repository } = this.dependencies
    if (kind === oldKind && isPrimary === undefined) return
    const [asked, last] = isPrimary === true ? [id, null] : [null, id]
    if (kind !== oldKind) repository.choosePrimary(tx, { contactId, kind: oldKind })
    repository.choosePrimary(tx, { contactId, kind, asked, last })
  }

  /** A point typed anew is read anew, and nothing is known against it. */
  private retyped(stored: StoredPoint, input: Input<'contacts.updatePoint'>): Values<PointChanges> {
    const { kind = stored.kind, raw = stored.raw } = input
    if (kind === stored.kind && raw === stored.raw) return {}
    const country = this.dependencies.contacts.find(stored.contactId)?.country
    const normalized = normalizePoint(kind, raw, country ?? this.dependencies.country())
    return { kind, raw, normalized, is_invalid: input.isInvalid === true ? 1 : 0 }
  }
}

const noContact = fail('not-found', { what: 'contact' })
