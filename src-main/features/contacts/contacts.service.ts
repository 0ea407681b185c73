import type { OperationLabel, UnitOfWork } from '#main/db/unit-of-work.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import { fieldLabel } from '#main/platform/field-label.ts'
import type { Input, ProcedureResult } from '#shared/contract/index.ts'
import { fail, ok } from '#shared/domain/result.ts'
import type { ContactPartsService } from './contact-parts.service.ts'
import type { ContactWriter, UpdateFailure } from './contact-writer.ts'
import type { ContactsRepository } from './contacts.repository.ts'

interface ContactsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: ContactsRepository
  readonly writer: ContactWriter
  readonly parts: ContactPartsService
  readonly jobs: Pick<JobsService, 'runUnit'>
}

type UpdateInput = Input<'contacts.update'>

/** A company of more people than this is renamed behind the main thread: its name is theirs. */
const atOnce = 10

/** Creates and changes people and companies. */
export class ContactsService {
  private readonly dependencies: ContactsDependencies

  constructor(dependencies: ContactsDependencies) {
    this.dependencies = dependencies
  }

  async create(
    input: Input<'contacts.create'>,
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.create'>> {
    const { unitOfWork, repository, writer, parts } = this.dependencies
    const label = { code: 'contacts.create', numbers: { kind: input.kind } }
    const result = await unitOfWork.run(context, label, (tx) => {
      const company = writer.company(tx, input, null)
      if (!company.ok) return fail('not-found', { what: 'company' })
      const id = writer.insert(tx, input, company.value ?? null)
      const added = parts.addAll(tx, id, input)
      if (!added.ok) return added
      for (const name of uniqueNames(input.tags ?? [])) {
        repository.tagContact(tx, id, writer.findOrCreateTag(tx, name))
      }
      return ok({ id })
    })
    if (!result.ok) return result
    return ok({ id: result.value.value.id, operationId: result.value.operationId })
  }

  /** Changes only the fields that are named. */
  async update(
    input: UpdateInput,
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.update'>> {
    const { unitOfWork, repository, writer, jobs } = this.dependencies
    const label = updateLabel(input)
    const result =
      isRenamed(input) && repository.hasMorePeople(input.id, atOnce)
        ? await jobs.runUnit<UpdateFailure>('contacts.update', { input, context, label })
        : await unitOfWork.run(context, label, (tx) => writer.update(tx, input))
    return result.ok ? ok({ operationId: result.value.operationId }) : result
  }
}

const isRenamed = ({ displayName, givenName, familyName }: UpdateInput): boolean =>
  [displayName, givenName, familyName].some((name) => name !== undefined)

/** Each name once, as it was typed first. */
const uniqueNames = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => {
    const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase()
    return names.findIndex(same) === index
  })

/** A company named by its name is the same field as by its id. */
const updateLabel = ({ companyName, ...input }: UpdateInput): OperationLabel =>
  fieldLabel('contacts.update', {
    ...input,
    basedOn: undefined,
    ...(companyName === undefined ? {} : { companyId: companyName }),
  })
