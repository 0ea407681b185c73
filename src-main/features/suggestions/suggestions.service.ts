import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { sortKey } from '#main/engines/search/sort-key.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { normalizeEmail } from '#shared/domain/email-address.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { nameFromAddress, tidyName } from './suggested-name.ts'
import type { StoredSuggestion, SuggestionsRepository } from './suggestions.repository.ts'

interface SuggestionsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: SuggestionsRepository
  /** Makes a person with one address, inside a unit of work. */
  readonly addPerson: (tx: Transaction, name: string, address: string) => ContactId
  /** Adds an address to a contact, inside a unit of work. */
  readonly addAddress: (tx: Transaction, contactId: ContactId, address: string) => void
  /** Told when some have become contacts: their older mails can be looked for. */
  readonly onAccepted: () => void
  readonly clock: Pick<Clock, 'now'>
}

type Person = Output<'suggestions.list'>['people'][number]
type NotFound = Failure<'not-found', { what: string }>
type NotAnAddress = Failure<'not-an-address', { field: string }>

const defaultLimit = 20

/** People the owner writes to who are no contacts yet. */
export class SuggestionsService {
  private readonly dependencies: SuggestionsDependencies

  constructor(dependencies: SuggestionsDependencies) {
    this.dependencies = dependencies
  }

  list({ limit = defaultLimit }: Input<'suggestions.list'>): Output<'suggestions.list'> {
    const { repository } = this.dependencies
    const people = repository.list(limit).map((stored) => this.person(stored))
    return { count: people.length < limit ? people.length : repository.count(), people }
  }

  private person({ address, name: raw, ...counts }: StoredSuggestion): Person {
    const name = tidyName(raw) ?? nameFromAddress(address)
    const keys = [true, false].map((isPerson) => sortKey({ displayName: name, isPerson }))
    const namesakes = this.dependencies.repository.namesakes(keys)
    return { address, name, ...counts, namesakes: [...namesakes] }
  }

  async accept(
    { people }: Input<'suggestions.accept'>,
    context: CallContext,
  ): Promise<ProcedureResult<'suggestions.accept'>> {
    const { unitOfWork, repository, addPerson, addAddress, onAccepted } = this.dependencies
    const wishes = people.map((wish) => ({ ...wish, address: normalizeEmail(wish.address) }))
    const label = { code: 'suggestions.accept' }
    type Added = Pick<Output<'suggestions.accept'>, 'added'>
    type Refused = NotFound | NotAnAddress
    const result = await unitOfWork.runToOperation<Added, Refused>(context, label, (tx) => {
      const added: Added['added'] = []
      for (const { address, name, contactId } of wishes) {
        if (address === null) return fail('not-an-address', { field: 'address' })
        if (repository.isKnown(address)) continue
        if (contactId === undefined) {
          added.push({ address, contactId: addPerson(tx, name, address) })
          continue
        }
        if (!repository.contactExists(contactId)) return fail('not-found', { what: 'contact' })
        addAddress(tx, contactId, address)
        added.push({ address, contactId })
      }
      return ok({ added })
    })
    if (result.ok && result.value.added.length > 0) onAccepted()
    return result
  }

  async dismiss(
    { addresses }: Input<'suggestions.dismiss'>,
    context: CallContext,
  ): Promise<ProcedureResult<'suggestions.dismiss'>> {
    const { unitOfWork, repository, clock } = this.dependencies
    const label = { code: 'suggestions.dismiss', numbers: { count: addresses.length } }
    return unitOfWork.runToOperation<object, NotAnAddress>(
      context,
      label,
      (tx): Result<object, NotAnAddress> => {
        for (const typed of addresses) {
          const address = normalizeEmail(typed)
          if (address === null) return fail('not-an-address', { field: 'addresses' })
          if (!repository.isDismissed(address)) repository.dismiss(tx, address, clock.now())
        }
        return ok({})
      },
    )
  }
}
