import { toE164 } from '#main/engines/matching/phone.ts'
import { compareNames } from '#main/engines/matching/similarity.ts'
import { sortKey } from '#main/engines/search/sort-key.ts'
import { spellName } from '#main/engines/search/spelled-name.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import { normalizeEmail } from '#shared/domain/email-address.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { ContactViewsService } from './contact-views.service.ts'
import type { ContactsRepository } from './contacts.repository.ts'

interface DuplicatesDependencies {
  readonly repository: ContactsRepository
  readonly views: ContactViewsService
  /** Country of the business: where phone numbers without a country belong. */
  readonly country: () => string
}

type Typed = Input<'contacts.findDuplicates'>
type Reason = Output<'contacts.findDuplicates'>['matches'][number]['reasons'][number]

const shown = 5
/** Looked through while somebody types: some milliseconds. */
const mostColleagues = 500

/** Who may be the same as somebody that is being typed. */
export class ContactDuplicatesService {
  private readonly dependencies: DuplicatesDependencies

  constructor(dependencies: DuplicatesDependencies) {
    this.dependencies = dependencies
  }

  /** At most five, those with most reasons first. */
  find(typed: Typed): Output<'contacts.findDuplicates'> {
    const reasons = new Map<ContactId, Reason[]>()
    const add = (ids: readonly ContactId[], reason: Reason): void => {
      for (const id of ids) {
        if (id !== typed.exceptId) reasons.set(id, [...(reasons.get(id) ?? []), reason])
      }
    }
    add(this.sameEmail(typed), 'same-email')
    add(this.samePhone(typed), 'same-phone')
    const namesakes = this.sameNameAndCompany(typed)
    add(namesakes, 'same-name-and-company')
    add(
      this.similarNames(typed).filter((id) => !namesakes.includes(id)),
      'similar-name',
    )
    const ids = [...reasons.keys()].toSorted(
      (a, b) => (reasons.get(b)?.length ?? 0) - (reasons.get(a)?.length ?? 0) || a - b,
    )
    const matches = this.dependencies.views
      .summaries(ids.slice(0, shown))
      .map((contact) => ({ contact, reasons: reasons.get(contact.id) ?? [] }))
    return { matches }
  }

  private sameEmail({ emails = [] }: Typed): ContactId[] {
    const normalized = emails.flatMap((raw) => normalizeEmail(raw) ?? [])
    return this.dependencies.repository.havingPoint('email', normalized)
  }

  private samePhone({ phones = [] }: Typed): ContactId[] {
    const country = this.dependencies.country()
    const normalized = phones.flatMap((raw) => toE164(raw, country).e164 ?? [])
    return this.dependencies.repository.havingPoint('phone', normalized)
  }

  /** Colleagues who are called nearly so: other accents, an initial, a longer name, in pinyin … */
  private similarNames({ displayName = '', companyName = '' }: Typed): ContactId[] {
    const company = companyName.trim()
    if (displayName.trim() === '' || company === '') return []
    const key = sortKey({ displayName: company, isPerson: false })
    const typed = { name: displayName, pinyin: spellName(displayName) }
    return this.dependencies.repository
      .peopleOf(key, mostColleagues)
      .filter(
        ({ displayName: name }) => compareNames(typed, { name, pinyin: spellName(name) }) !== null,
      )
      .map(({ id }) => id)
  }

  private sameNameAndCompany({ displayName = '', companyName = '' }: Typed): ContactId[] {
    if (displayName.trim() === '') return []
    const keys = [true, false].map((isPerson) => sortKey({ displayName, isPerson }))
    const company = companyName.trim()
    const companyKey = company === '' ? null : sortKey({ displayName: company, isPerson: false })
    return this.dependencies.repository.sameNameAndCompany(keys, companyKey)
  }
}
