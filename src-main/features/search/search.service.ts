import { formatPhone } from '#main/engines/matching/format-phone.ts'
import { fold } from '#main/engines/search/fold.ts'
import { type ContactMatch, type MatchCandidate, matchContact } from '#main/engines/search/match.ts'
import {
  namesExpression,
  notesExpression,
  readQuery,
  type SearchQuery,
} from '#main/engines/search/query.ts'
import { snippetOf } from '#main/engines/search/snippet.ts'
import type { ContactViewsService } from '#main/features/contacts/contact-views.service.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { CandidateRow, NoteRow, SearchRepository } from './search.repository.ts'

interface SearchDependencies {
  readonly repository: SearchRepository
  readonly views: ContactViewsService
}

type Found = Output<'search.everywhere'>

const defaultLimit = 12
const shownNotes = 6
/** Hits are ranked among this many times the shown ones. */
const rankedTimes = 4
const rememberedOpenings = 50
const fieldRank = { name: 0, pinyin: 1, company: 2, email: 3, phone: 4 } as const

/** Finds people, companies and notes as one types. */
export class SearchService {
  private readonly dependencies: SearchDependencies
  /** The latest last; kept while Kith runs. */
  private readonly openings = new Set<ContactId>()

  constructor(dependencies: SearchDependencies) {
    this.dependencies = dependencies
  }

  everywhere({ text, limit = defaultLimit }: Input<'search.everywhere'>): Found {
    const query = readQuery(text)
    const contacts = this.contacts(query, text.trim(), limit)
    return { ...contacts, notes: this.notes(query) }
  }

  /** Whom the owner opened or changed last; then whom they met last. */
  recent({ limit = defaultLimit }: Input<'search.recent'>): Output<'search.recent'> {
    const { repository, views } = this.dependencies
    const opened = [...this.openings].reverse()
    const touched = [...new Set([...opened, ...repository.changed(limit)])]
    const known =
      touched.length >= limit ? touched : [...new Set([...touched, ...repository.met(limit)])]
    return { contacts: views.summaries(known).slice(0, limit) }
  }

  /** Remembers that somebody's page was opened. */
  opened(id: ContactId): void {
    this.openings.delete(id)
    this.openings.add(id)
    const [oldest] = this.openings
    if (this.openings.size > rememberedOpenings && oldest !== undefined) {
      this.openings.delete(oldest)
    }
  }

  private contacts(
    query: SearchQuery,
    typed: string,
    limit: number,
  ): Pick<Found, 'contacts' | 'hasMore'> {
    const { repository, views } = this.dependencies
    const expression = namesExpression(query)
    if (expression === null) return { contacts: [], hasMore: false }
    const ids = repository.topHits(expression, { folded: fold(typed), typed }, limit * rankedTimes)
    const matches = new Map<ContactId, ContactMatch>()
    for (const row of repository.candidates(ids)) {
      const match = matchContact(query, candidateOf(row))
      if (match !== null) matches.set(row.id, match)
    }
    const ranked = [...matches].toSorted(
      ([, a], [, b]) => fieldRank[a.field] - fieldRank[b.field] || startOf(a) - startOf(b),
    )
    const shown = ranked.slice(0, limit)
    const contacts = views.summaries(shown.map(([id]) => id)).flatMap((contact) => {
      const match = matches.get(contact.id)
      return match === undefined ? [] : [{ contact, match }]
    })
    const isCut = ids.length === limit * rankedTimes
    return { contacts, hasMore: isCut || ranked.length > limit }
  }

  /** Notes are looked at again: the index finds a little more than was asked for. */
  private notes(query: SearchQuery): Found['notes'] {
    const { repository } = this.dependencies
    const expression = notesExpression(query)
    if (expression === null) return []
    const rows = [
      ...repository.activityNotes(expression, shownNotes * 2),
      ...repository.contactNotes(expression, shownNotes),
    ]
    return rows.flatMap((row) => noteOf(query, row)).slice(0, shownNotes)
  }
}

const noteOf = (query: SearchQuery, { text, ...row }: NoteRow): Found['notes'] => {
  const snippet = snippetOf(query, text)
  return snippet === null ? [] : [{ ...row, snippet: snippet.text, ranges: snippet.ranges }]
}

/** A match at the start of the name goes before one inside it. */
const startOf = ({ nameRanges }: ContactMatch): number => (nameRanges[0]?.[0] === 0 ? 0 : 1)

const candidateOf = (row: CandidateRow): MatchCandidate => ({
  displayName: row.displayName,
  isPerson: row.kind === 'person',
  otherNames: [row.givenName, row.familyName, row.nickname].filter((name) => name !== null),
  jobTitle: row.jobTitle,
  companyName: row.companyName,
  points: pointsOf(row.points),
})

const pointsOf = (json: string): MatchCandidate['points'] => {
  // Written by the query: a list of [kind, raw, normalized].
  const points = JSON.parse(json) as readonly (readonly [string, string, string | null])[]
  return points.map(([kind, raw, normalized]) => ({
    kind,
    raw,
    normalized,
    shown: kind === 'phone' && normalized !== null ? formatPhone(normalized) : raw,
  }))
}
