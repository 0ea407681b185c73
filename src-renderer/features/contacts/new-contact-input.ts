import type { Input } from '#shared/contract/index.ts'
import type { Stage } from '#shared/domain/stages.ts'

/** What is typed into the form for a new contact. */
export interface NewContact {
  readonly kind: 'person' | 'company'
  readonly name: string
  readonly company: string
  readonly jobTitle: string
  readonly email: string
  readonly phone: string
  readonly stage: Stage | null
  readonly tags: readonly string[]
}

/** The form before anything is typed. */
export const emptyContact: NewContact = {
  kind: 'person',
  name: '',
  company: '',
  jobTitle: '',
  email: '',
  phone: '',
  stage: null,
  tags: [],
}

/** The typed form as the application takes it: blanks are left out, a company has no company. */
export const newContactInput = (typed: NewContact): Input<'contacts.create'> => {
  const text = (value: string): string | undefined => value.trim() || undefined
  const isPerson = typed.kind === 'person'
  const company = isPerson ? text(typed.company) : undefined
  const jobTitle = isPerson ? text(typed.jobTitle) : undefined
  const points = [
    ['email', text(typed.email)],
    ['phone', text(typed.phone)],
  ] as const
  return {
    kind: typed.kind,
    displayName: typed.name.trim(),
    ...(company === undefined ? {} : { companyName: company }),
    ...(jobTitle === undefined ? {} : { jobTitle }),
    ...(typed.stage === null ? {} : { stage: typed.stage }),
    ...(typed.tags.length === 0 ? {} : { tags: [...typed.tags] }),
    points: points.flatMap(([kind, raw]) => (raw === undefined ? [] : [{ kind, raw }])),
  }
}
