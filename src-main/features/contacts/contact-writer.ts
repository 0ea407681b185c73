import type { Transaction } from '#main/db/executor.ts'
import { sortKey } from '#main/engines/search/sort-key.ts'
import type { Clock } from '#main/platform/clock.ts'
import { type RandomSource, systemRandom } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import type { Input } from '#shared/contract/index.ts'
import type { ContactId, TagId } from '#shared/domain/ids.ts'
import { readPersonName } from '#shared/domain/person-name.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { settleText } from '#shared/domain/shared-text.ts'
import {
  type ContactChanges,
  ContactsRepository,
  type StoredContact,
} from './contacts.repository.ts'
import { columnsOf } from './point-columns.ts'

interface WriterDependencies {
  readonly repository: ContactsRepository
  readonly clock: Pick<Clock, 'now'>
  readonly random: RandomSource
}

type CreateInput = Input<'contacts.create'>
type UpdateInput = Input<'contacts.update'>
/** Why a contact cannot have that company, or is not there. */
export type CompanyFailure =
  | Failure<'not-found', { what: string }>
  | Failure<'own-company', Record<string, never>>

/** Why a contact is not changed. */
export type UpdateFailure = CompanyFailure | Failure<'changed-elsewhere', { now: string | null }>

const columnNames = {
  kind: 'kind',
  displayName: 'display_name',
  givenName: 'given_name',
  familyName: 'family_name',
  nickname: 'nickname',
  jobTitle: 'job_title',
  stage: 'stage',
  source: 'source',
  importance: 'importance',
  preferredChannel: 'preferred_channel',
  language: 'language',
  timeZone: 'time_zone',
  doNotContact: 'do_not_contact',
  notes: 'notes',
} as const

/** Writes contacts, and the companies and tags they name, inside a unit of work. */
export class ContactWriter {
  private readonly dependencies: WriterDependencies

  constructor(dependencies: WriterDependencies) {
    this.dependencies = dependencies
  }

  /** Changes only the fields that are named. */
  update(tx: Transaction, { basedOn, ...input }: UpdateInput): Result<null, UpdateFailure> {
    const { repository, clock } = this.dependencies
    const stored = repository.find(input.id)
    if (stored === undefined) return fail('not-found', { what: 'contact' })
    const company = this.company(tx, input, input.id)
    if (!company.ok) return company
    const { notes: own } = input
    const notes = own === undefined ? null : settleText(own, stored.notes, basedOn)
    if (notes !== null && !notes.ok) return notes
    repository.update(tx, input.id, {
      ...columnsOf<ContactChanges>(input, columnNames),
      ...(notes === null ? {} : { notes: notes.value }),
      ...nameParts(stored, input),
      ...(company.value === undefined ? {} : { company_id: company.value }),
    })
    if (input.stage !== undefined && input.stage !== stored.stage) {
      repository.recordStage(tx, { contact_id: input.id, stage: input.stage, at: clock.now() })
    }
    return ok(null)
  }

  /** The id of a tag by its name, upper and lower case alike; made when there is none. */
  findOrCreateTag(tx: Transaction, name: string): TagId {
    const { repository, clock, random } = this.dependencies
    const uid = createUid(clock, random)
    return (
      repository.findTag(name) ?? repository.insertTag(tx, { uid, name, created_at: clock.now() })
    )
  }

  /** Inserts a contact without what hangs on it. */
  insert(tx: Transaction, input: CreateInput, companyId: ContactId | null): ContactId {
    const { repository, clock, random } = this.dependencies
    const isNamedInParts = input.givenName !== undefined || input.familyName !== undefined
    const parts =
      input.kind === 'person' && !isNamedInParts ? readPersonName(input.displayName) : null
    const id = repository.insert(tx, {
      ...columnsOf<ContactChanges>(input, columnNames),
      ...(parts === null ? {} : { given_name: parts.givenName, family_name: parts.familyName }),
      uid: createUid(clock, random),
      kind: input.kind,
      display_name: input.displayName,
      company_id: companyId,
      created_at: clock.now(),
    })
    if (input.stage) {
      repository.recordStage(tx, { contact_id: id, stage: input.stage, at: clock.now() })
    }
    return id
  }

  /** The company an input names: undefined when it names none, null to leave one. */
  company(
    tx: Transaction,
    input: Pick<UpdateInput, 'companyId' | 'companyName'>,
    own: ContactId | null,
  ): Result<ContactId | null | undefined, CompanyFailure> {
    const { repository } = this.dependencies
    const { companyId, companyName } = input
    if (companyId === null) return ok(null)
    if (companyId !== undefined) {
      if (companyId === own) return fail('own-company', {})
      const isCompany = repository.find(companyId)?.kind === 'company'
      return isCompany ? ok(companyId) : fail('not-found', { what: 'company' })
    }
    if (companyName === undefined) return ok(undefined)
    const id = this.findOrCreateCompany(tx, companyName)
    return id === own ? fail('own-company', {}) : ok(id)
  }

  private findOrCreateCompany(tx: Transaction, name: string): ContactId {
    const { repository, clock, random } = this.dependencies
    const known = repository
      .companiesByKey(sortKey({ displayName: name, isPerson: false }))
      .find((company) => plain(company.displayName) === plain(name))
    if (known !== undefined) return known.id
    return repository.insert(tx, {
      uid: createUid(clock, random),
      kind: 'company',
      display_name: name,
      created_at: clock.now(),
    })
  }
}

/** `ContactWriter.update` behind the main thread. */
export const updateContact = (
  tx: Transaction,
  input: UpdateInput,
  { clock }: { readonly clock: Pick<Clock, 'now'> },
): Result<null, UpdateFailure> => {
  const repository = new ContactsRepository(tx)
  return new ContactWriter({ repository, clock, random: systemRandom }).update(tx, input)
}

const plain = (name: string): string =>
  name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()

/** A new name brings its parts along where those of the old one were only read from it. */
const nameParts = (
  stored: StoredContact,
  input: UpdateInput,
): { given_name?: string | null; family_name?: string | null } => {
  const { displayName, givenName, familyName } = input
  const isPerson = (input.kind ?? stored.kind) === 'person'
  if (displayName === undefined || givenName !== undefined || familyName !== undefined) return {}
  const read = readPersonName(stored.displayName)
  const wasRead = read.givenName === stored.givenName && read.familyName === stored.familyName
  if (!isPerson || !wasRead) return {}
  const parts = readPersonName(displayName)
  return { given_name: parts.givenName, family_name: parts.familyName }
}
