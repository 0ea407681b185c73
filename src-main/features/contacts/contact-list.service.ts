import { namesExpression, notesExpression, readQuery } from '#main/engines/search/query.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { fail, ok } from '#shared/domain/result.ts'
import { today } from '#shared/domain/time.ts'
import { selectionSource } from './contact-bulk.repository.ts'
import type { ContactFilter, SqlPiece } from './contact-filter.ts'
import type { ContactListRepository } from './contact-list.repository.ts'
import { type ContactOrder, orderedSource, readCursor, writeCursor } from './contact-order.ts'
import { everybody, type ReadyFilter } from './contact-sources.ts'
import type { ContactViewsService } from './contact-views.service.ts'

interface ListDependencies {
  readonly repository: ContactListRepository
  readonly views: ContactViewsService
  readonly clock: Clock
}

/** Whom a command means. */
type Selection = Input<'contacts.delete'>['selection']

const defaultLimit = 50

/** The list of people and companies: pages, counts, and values for its filter menus. */
export class ContactListService {
  private readonly dependencies: ListDependencies

  constructor(dependencies: ListDependencies) {
    this.dependencies = dependencies
  }

  list(input: Input<'contacts.list'>): ProcedureResult<'contacts.list'> {
    const { repository, views } = this.dependencies
    const { sort = 'name', direction = 'asc', limit = defaultLimit } = input
    const order = { sort, isDescending: direction === 'desc' }
    const after = input.after === undefined ? null : readCursor(order, input.after)
    if (after === null && input.after !== undefined) return fail('bad-cursor', {})
    const offset = after === null ? (input.offset ?? 0) : 0
    const ready = this.ready(input.filter ?? {})
    // One more than asked for tells whether there is a next page.
    const found = repository.page({ ...ready, order, limit: limit + 1, offset, after })
    const shown = found.slice(0, limit)
    const last = found.length > limit ? shown.at(-1) : undefined
    return ok({
      rows: views.rows(shown.map(({ id }) => id)),
      nextCursor: last === undefined ? null : writeCursor(order, last.place),
    })
  }

  count(input: Input<'contacts.count'>): Output<'contacts.count'> {
    return this.dependencies.repository.count(this.ready(input.filter ?? {}))
  }

  facets(): Output<'contacts.facets'> {
    const { repository } = this.dependencies
    return { countries: repository.facet('country'), sources: repository.facet('source') }
  }

  /** Everybody a selection means, in an order, and how many they are; all when it is absent. */
  exportSource(
    selection: Selection | undefined,
    order: ContactOrder,
  ): { readonly source: SqlPiece; readonly count: number } {
    const ids = this.selected(selection)
    return {
      source: orderedSource(ids, order),
      count: this.dependencies.repository.countIds(ids),
    }
  }

  private selected(selection: Selection | undefined): SqlPiece {
    if (selection === undefined) return everybody(this.ready({}))
    if ('ids' in selection) return selectionSource(selection)
    const filter = this.ready(selection.filter)
    return selectionSource({ filter: { ...filter, isUncapped: true }, except: selection.except })
  }

  /** A filter as SQL needs it: its search text read, its day known. */
  ready(filter: ContactFilter): ReadyFilter {
    const text = filter.search?.trim() ?? ''
    const query = readQuery(text)
    const search =
      text === '' ? null : { names: namesExpression(query), notes: notesExpression(query) }
    return { filter, search, today: today(this.dependencies.clock) }
  }
}
