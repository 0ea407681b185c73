import type { OperationId } from '#shared/domain/ids.ts'
import type { Counts, Created, Refusal } from './import-types.ts'

/** How a rehearsal or an import ended. */
export type Outcome =
  | { readonly kind: 'planned'; readonly counts: Counts }
  | { readonly kind: 'data-moved'; readonly counts: Counts }
  | {
      readonly kind: 'applied'
      readonly counts: Counts
      readonly changedPeople: number
      readonly operationId: OperationId | null
      readonly created: Created
      readonly seconds: number
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

type Facts = Readonly<Record<string, unknown>>

const factsOf = (value: unknown): Facts =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const numberOf = (facts: Facts, key: string): number => {
  const value = facts[key]
  return typeof value === 'number' ? value : 0
}

const linesOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

const countsOf = (value: unknown): Counts => {
  const facts = factsOf(value)
  return {
    rows: numberOf(facts, 'rows'),
    new: numberOf(facts, 'new'),
    changed: numberOf(facts, 'changed'),
    unchanged: numberOf(facts, 'unchanged'),
    duplicates: numberOf(facts, 'duplicates'),
    problems: numberOf(facts, 'problems'),
    leftOut: numberOf(facts, 'leftOut'),
    decidedSame: numberOf(facts, 'decidedSame'),
    decidedDifferent: numberOf(facts, 'decidedDifferent'),
    kept: numberOf(facts, 'kept'),
    repaired: numberOf(facts, 'repaired'),
    newCompanies: numberOf(facts, 'newCompanies'),
    newFields: [...linesOf(facts.newFields)],
    missing: typeof facts.missing === 'number' ? facts.missing : null,
  }
}

const createdOf = (value: unknown): Created => {
  const facts = factsOf(value)
  return {
    companies: numberOf(facts, 'companies'),
    fields: linesOf(facts.fields),
    tagged: numberOf(facts, 'tagged'),
    noMail: numberOf(facts, 'noMail'),
  }
}

/** Reads the outcome of a finished job; the contract describes it, jobs carry it as it is. */
export const readOutcome = (outcome: unknown): Outcome => {
  const facts = factsOf(outcome)
  switch (facts.code) {
    case 'planned':
    case 'data-moved':
      return { kind: facts.code, counts: countsOf(facts.counts) }
    case 'applied': {
      const id = facts.operationId
      return {
        kind: 'applied',
        counts: countsOf(facts.counts),
        // Outcomes carry ids as plain numbers.
        operationId: typeof id === 'number' ? (id as OperationId) : null,
        changedPeople: numberOf(facts, 'changedPeople'),
        created: createdOf(facts.created),
        seconds: numberOf(facts, 'seconds'),
      }
    }
    default: {
      const code = typeof facts.code === 'string' ? facts.code : 'bug'
      return { kind: 'refused', refusal: { code, data: facts.data } }
    }
  }
}
