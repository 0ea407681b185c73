import {
  factOf,
  type Operations,
  type StoredOperation,
  type UndoConflict,
} from '#main/db/operations.ts'
import type { Output } from '#shared/contract/index.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { HistoryRepository, LoggedChange } from './history.repository.ts'
import type { LogValuesRepository, RowPlace } from './log-values.repository.ts'

/** An operation as the contract has it. */
export type OperationView = Output<'history.list'>['operations'][number]
type ChangeView = Output<'history.get'>['changes'][number]
type ConflictView = Output<'history.get'>['conflicts'][number]

/** What views are made from. */
export interface ViewSources {
  readonly repository: HistoryRepository
  readonly values: LogValuesRepository
  readonly operations: Operations
  /** Operations of older schemas than this can only be read. */
  readonly oldestUndoable: number
}

/** Slices whose operations are about one row with a name of its own. */
const tableOfSlice: Readonly<Record<string, 'tags' | 'custom_fields'>> = {
  tags: 'tags',
  customFields: 'custom_fields',
}

const namedContacts = 3
const shownChanges = 200
/** More are kept as they are without being asked about. */
const shownConflicts = 1000
/** Beyond so many rows of the log each counts as one changed row. */
const countedRows = 10_000
/** Rows of the log looked through for the first contacts. */
const lookedThrough = 30

const stateOf = (operation: StoredOperation, isUndone: boolean): OperationView['state'] => {
  if (isUndone) return 'undone'
  const fact = factOf(operation)
  if (fact !== null) return fact
  return operation.undoes === null ? 'done' : 'is-undo'
}

/** Turns operations of the log into what History shows. */
export class OperationViews {
  private readonly sources: ViewSources

  constructor(sources: ViewSources) {
    this.sources = sources
  }

  view(operation: StoredOperation): OperationView {
    const undo = this.sources.operations.undoneBy(operation.id)
    const isReadOnly = operation.schema_version < this.sources.oldestUndoable
    return {
      id: operation.id,
      code: operation.code,
      // Written by the unit of work from numbers and short codes only.
      numbers: JSON.parse(operation.numbers) as Record<string, number | string>,
      actor: operation.actor,
      at: operation.at,
      contacts: this.contacts(operation).map((id) => this.sources.values.contact(id)),
      contactCount: operation.contact_count,
      state: isReadOnly ? 'unreadable' : stateOf(operation, undo !== undefined),
      undoneBy: undo?.id ?? null,
      undoneAt: undo?.at ?? null,
      undoes: operation.undoes,
      ...this.subject(operation),
      ...(operation.undoes === null ? {} : { of: this.root(operation) }),
    }
  }

  /** Field by field what an operation changed, and how many changes are not shown. */
  changes(operation: StoredOperation): { changes: ChangeView[]; moreChanges: number } {
    const changes = this.sources.repository
      .changes(operation, shownChanges)
      .flatMap((change) => this.change(change))
      .slice(0, shownChanges)
    const shownRows = new Set(changes.map(({ table, rowId }) => `${table}:${rowId}`)).size
    const rows = this.sources.repository.countRows(operation, countedRows)
    return {
      changes,
      moreChanges: changes.length < shownChanges ? 0 : Math.max(rows - shownRows, 0),
    }
  }

  conflicts(operation: StoredOperation, conflicts: readonly UndoConflict[]): ConflictView[] {
    return conflicts.slice(0, shownConflicts).map((conflict) => this.conflict(operation, conflict))
  }

  private conflict(operation: StoredOperation, conflict: UndoConflict): ConflictView {
    const { values } = this.sources
    const { key, rowId, column, verdict, tableId } = conflict
    const table = values.table(tableId)
    if (!table) throw new Error('a conflict names a table that is gone')
    const place = { table, rowId }
    const now = column === null ? values.rowText(place) : (values.present(place, column) ?? null)
    const old =
      column === null ? null : values.beforeRange(place, column, operation.first_change ?? 0)
    return {
      key,
      ...this.placeView(place),
      field: column,
      verdict,
      before: column === null ? null : values.named(column, old),
      now: column === null ? now : values.named(column, now),
    }
  }

  /** What the one thing is called that the operation is about: a mail, a tag, a field. */
  private subject(operation: StoredOperation): Pick<OperationView, 'subject'> {
    const table = tableOfSlice[operation.code.split('.')[0] ?? '']
    if (table === undefined) return this.mailSubject(operation)
    const rowId = this.sources.repository.lastRowOf(operation, table)
    const name = rowId === undefined ? null : this.sources.values.rowText({ table, rowId })
    return name === null ? {} : { subject: name }
  }

  private mailSubject(operation: StoredOperation): Pick<OperationView, 'subject'> {
    if (!operation.code.startsWith('emails.') || operation.contact_count > 1) return {}
    for (const { tableId, rowId } of this.sources.repository.changes(operation, lookedThrough)) {
      const table = this.sources.values.table(tableId)
      if (table !== 'emails' && table !== 'messages') continue
      const subject = this.sources.values.subject({ table, rowId })
      return subject === null || subject === '' ? {} : { subject }
    }
    return {}
  }

  /** The act at the end of a chain of undos. */
  private root(operation: StoredOperation): NonNullable<OperationView['of']> {
    const undone =
      operation.undoes === null ? undefined : this.sources.operations.find(operation.undoes)
    if (undone !== undefined) return this.root(undone)
    return {
      code: operation.code,
      // As in `view`.
      numbers: JSON.parse(operation.numbers) as Record<string, number | string>,
      ...this.subject(operation),
    }
  }

  private contacts(operation: StoredOperation): readonly ContactId[] {
    if (operation.code === 'contacts.delete') {
      return this.sources.repository.deletedContacts(operation, namedContacts)
    }
    const found = new Set<ContactId>()
    for (const change of this.sources.repository.changes(operation, lookedThrough)) {
      for (const id of this.contactsOf(change)) found.add(id)
      if (found.size >= namedContacts) break
    }
    return [...found].slice(0, namedContacts)
  }

  private contactsOf(change: LoggedChange): readonly ContactId[] {
    const { values } = this.sources
    if (change.lost !== null && values.table(change.tableId) !== 'contacts') {
      // What a deleted row pointed to stands in its log: ids of contacts, or nothing.
      const ids = JSON.parse(change.lost) as readonly (ContactId | null)[]
      return ids.filter((id) => id !== null)
    }
    return this.places(change, namedContacts).flatMap((place) => values.contactIds(place))
  }

  private places({ tableId, rowId, lastRowId }: LoggedChange, atMost: number): readonly RowPlace[] {
    const table = this.sources.values.table(tableId)
    if (!table) return []
    const count = Math.min((lastRowId ?? rowId) - rowId + 1, atMost)
    return Array.from({ length: count }, (_, n) => ({ table, rowId: rowId + n }))
  }

  private placeView({
    table,
    rowId,
  }: RowPlace): Omit<ChangeView, 'action' | 'field' | 'before' | 'after'> {
    const { values } = this.sources
    const [contactId] = values.contactIds({ table, rowId })
    const contact = contactId === undefined ? null : values.contact(contactId)
    const place = { contact, table, rowId }
    if (table !== 'settings') return place
    const setting = values.setting({ table, rowId })
    return setting === null ? place : { ...place, setting }
  }

  private change(change: LoggedChange): readonly ChangeView[] {
    const { values } = this.sources
    return this.places(change, shownChanges).flatMap((place): ChangeView[] => {
      const base = this.placeView(place)
      const whole = { ...base, field: null, before: null, after: null }
      if (change.action === 1) return [{ ...whole, action: 'insert', after: values.rowText(place) }]
      if (change.action === 3)
        return [{ ...whole, action: 'delete', before: values.rowText(place) }]
      return values.changedColumns(change.id).map(({ column, before }) => ({
        ...base,
        action: 'update',
        field: column,
        before: values.named(column, before),
        after: values.named(column, values.after(place, column, change.id)),
      }))
    })
  }
}
