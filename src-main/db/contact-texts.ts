import type { SearchFunctions } from './sql-functions.ts'

/** What the search texts of a contact are made of, besides its e-mails and phones. */
export interface SearchedFacts {
  readonly displayName: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly nickname: string | null
  readonly jobTitle: string | null
  /** The name of the company a person belongs to. */
  readonly company: string | null
  readonly kind: string
  readonly notes: string | null
}

/** An e-mail or a phone, as it is searched. */
export interface SearchedPoint {
  readonly kind: string
  readonly raw: string
  readonly normalized: string | null
}

/** The columns of `search_texts`, in their order. */
type ContactTexts = readonly [names: string, points: string, notes: string]

/** Makes search texts outside of SQL; the same as `search-texts.ts` makes there. */
export const createTextsOf =
  ({ kith_search_names, kith_search_points, kith_search_notes }: SearchFunctions) =>
  (facts: SearchedFacts, points: readonly SearchedPoint[]): ContactTexts => {
    const { displayName, givenName, familyName, nickname, jobTitle, company, kind, notes } = facts
    const names = [displayName, givenName, familyName, nickname, jobTitle, company, kind]
    const emails = points.filter((point) => point.kind === 'email').map(({ raw }) => raw)
    return [
      String(kith_search_names(...names, emails)),
      String(kith_search_points(points)),
      notes === null ? '' : String(kith_search_notes(notes)),
    ]
  }
