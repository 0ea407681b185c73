import type { Reader } from '#main/db/executor.ts'
import { type RegisteredTable, tableRegistry } from '#main/db/table-registry.ts'

/** One row's facts as text, type included: column → `type value`. */
export type RowState = Readonly<Record<string, string>>

/** All facts of a workspace: table → id → row. */
export type FactState = ReadonlyMap<string, ReadonlyMap<number, RowState>>

interface Column {
  readonly name: string
}

const undoable = Object.entries(tableRegistry).flatMap(
  ([name, entry]: [string, RegisteredTable]) =>
    entry.kind === 'undoable' ? [{ name, kept: entry.kept, wholes: entry.wholes }] : [],
)

/** The columns that mean something only together with one. */
const wholeOf = (table: string, column: string): readonly string[] =>
  undoable
    .find(({ name }) => name === table)
    ?.wholes.find((columns) => columns.includes(column)) ?? [column]

/** The statement that reads each table of facts. */
const factSelects = (reader: Reader): readonly (readonly [table: string, select: string])[] =>
  undoable.map(({ name, kept }) => {
    const columns = reader
      .allSql<Column>(`select name from pragma_table_info('${name}')`)
      .map((column) => column.name)
      .filter((column) => column !== 'id' && !kept.includes(column))
    const values = columns.map(
      (column) =>
        `'${column}', case typeof("${column}") when 'text' then 'text ' || hex("${column}")
          else typeof("${column}") || ' ' || quote("${column}") end`,
    )
    return [name, `select id, json_object(${values.join(', ')}) as row from ${name}`]
  })

/** What a reader was asked before: its tables stay as they are. */
const knownSelects = new WeakMap<Reader, ReturnType<typeof factSelects>>()

/** Reads all facts, kept columns left out. */
export const readFacts = (reader: Reader): FactState => {
  const selects = knownSelects.get(reader) ?? factSelects(reader)
  knownSelects.set(reader, selects)
  return new Map(
    selects.map(([name, select]) => {
      const rows = reader.allSql<{ id: number; row: string }>(select)
      return [name, new Map(rows.map(({ id, row }) => [id, JSON.parse(row) as RowState]))] as const
    }),
  )
}

/** One text for a state, rows in order. */
export const printFacts = (state: FactState): string =>
  [...state]
    .flatMap(([table, rows]) =>
      [...rows]
        .sort(([a], [b]) => a - b)
        .map(([id, row]) => `${table} ${id} ${JSON.stringify(row)}`),
    )
    .join('\n')

/** A conflict as the state-diff oracle sees it. */
export interface ExpectedConflict {
  readonly table: string
  readonly id: number
  readonly column: string | null
  readonly verdict: string
}

/** States around an operation, and now. */
export interface States {
  readonly before: FactState
  readonly after: FactState
  readonly now: FactState
  /** Of a deletion: the states around each bringing back of some that holds, oldest first. */
  readonly broughtBack?: readonly Pick<States, 'before' | 'after'>[]
}

const rowIn = (state: FactState, table: string, id: number): RowState | undefined =>
  state.get(table)?.get(id)

const differ = (a: RowState, b: RowState): boolean =>
  Object.keys(a).some((column) => a[column] !== b[column])

/** What an operation left behind, as if what was brought back since had never gone. */
const leftBy = ({ after, broughtBack = [] }: States): FactState => {
  const left = new Map([...after].map(([table, rows]) => [table, new Map(rows)]))
  for (const back of broughtBack) {
    for (const [table, rows] of back.after) {
      for (const [id, row] of rows) {
        const was = rowIn(back.before, table, id)
        const changed = Object.entries(row).filter(([column, value]) => was?.[column] !== value)
        const known = was === undefined ? {} : left.get(table)?.get(id)
        if (changed.length > 0 && known !== undefined) {
          left.get(table)?.set(id, { ...known, ...Object.fromEntries(changed) })
        }
      }
    }
  }
  return left
}

/** Whether a deleted row belongs to contacts only that were deleted with it and are back. */
const isSettled = (states: States, left: FactState, table: string, row: RowState): boolean => {
  const entry = Object.entries(tableRegistry).find(([name]) => name === table)?.[1]
  const keys = entry?.kind === 'undoable' ? entry.contactKeys : []
  const gone = keys
    .map((key) => Number(row[key]?.replace('integer ', '')))
    .filter((id) => rowIn(states.before, 'contacts', id) && !rowIn(states.after, 'contacts', id))
  return (
    gone.length > 0 &&
    gone.every((id) => rowIn(left, 'contacts', id) ?? rowIn(states.now, 'contacts', id))
  )
}

/** Conflicts of values: what whole states say, without looking at any log. */
export const expectedValueConflicts = (states: States): readonly ExpectedConflict[] => {
  const left = leftBy(states)
  return undoable.flatMap(({ name: table }) => {
    const ids = new Set([
      ...(states.before.get(table)?.keys() ?? []),
      ...(states.after.get(table)?.keys() ?? []),
    ])
    return [...ids].flatMap((id) =>
      rowConflicts(
        { table, id },
        rowIn(states.before, table, id),
        rowIn(states.after, table, id) && rowIn(left, table, id),
        rowIn(states.now, table, id),
      ),
    )
  })
}

/** Whether something of a column's whole was changed later, neither back nor to what it had been. */
const isChangedSince = (
  table: string,
  column: string,
  {
    before,
    after,
    now,
  }: { readonly before: RowState; readonly after: RowState; readonly now: RowState },
): boolean =>
  wholeOf(table, column).some((one) => now[one] !== after[one] && now[one] !== before[one])

const rowConflicts = (
  place: { table: string; id: number },
  before: RowState | undefined,
  after: RowState | undefined,
  now: RowState | undefined,
): readonly ExpectedConflict[] => {
  const conflict = (verdict: string, column: string | null = null) => ({
    ...place,
    column,
    verdict,
  })
  if (!before && after) return now && differ(after, now) ? [conflict('edited-since')] : []
  if (!before || !after) return []
  const changed = Object.keys(before).filter((column) => before[column] !== after[column])
  if (changed.length === 0) return []
  if (!now) return [conflict('deleted-since')]
  return changed
    .filter((column) => now[column] !== before[column])
    .filter((column) => isChangedSince(place.table, column, { before, after, now }))
    .map((column) => conflict('changed-since', column))
}

/** The state after a clean undo: the present with the operation's differences taken out. */
export const expectedAfterUndo = (states: States): FactState => {
  const { before, after, now } = states
  const leftBehind = leftBy(states)
  return new Map(
    undoable.map(({ name: table }) => {
      const rows = new Map(now.get(table))
      for (const id of new Set([
        ...(before.get(table)?.keys() ?? []),
        ...(after.get(table)?.keys() ?? []),
      ])) {
        const old = rowIn(before, table, id)
        const left = rowIn(leftBehind, table, id)
        const isBack = rows.has(id) || (old && isSettled(states, leftBehind, table, old))
        if (!old && left) rows.delete(id)
        else if (old && !left && !isBack) rows.set(id, old)
        else if (old && left && rows.has(id)) {
          const present = rows.get(id) ?? {}
          const changed = Object.entries(old).filter(
            ([column, value]) =>
              left[column] !== value &&
              present[column] === left[column] &&
              !isChangedSince(table, column, { before: old, after: left, now: present }),
          )
          rows.set(id, { ...present, ...Object.fromEntries(changed) })
        }
      }
      return [table, rows] as const
    }),
  )
}

/** A conflict that was told, and what was decided about it. */
export interface DecidedConflict extends ExpectedConflict {
  readonly isTakenBack: boolean
}

const ofCreated = new Set(['edited-since', 'has-dependents'])
const nothing = 'null NULL'

/**
 * Where the state after an undo with conflicts is not what was decided.
 *
 * A kept row or column is as it was, one taken back is as before the operation, and all else is as
 * after a clean undo. What stays with a kept row, goes with one taken back, or found its parent gone
 * or its value taken may be either way: only the schema can tell. A value that another row has kept,
 * although one alone may have it, stays away.
 */
export const againstDecisions = (
  states: States,
  result: FactState,
  conflicts: readonly DecidedConflict[],
  unique: UniqueColumns,
): readonly string[] => {
  const clean = expectedAfterUndo(states)
  const created = conflicts.filter(({ verdict }) => ofCreated.has(verdict))
  const keepsRows = created.some(({ isTakenBack }) => !isTakenBack)
  const removesMore = created.some(({ isTakenBack }) => isTakenBack)
  return undoable.flatMap(({ name: table }) => {
    const ids = new Set([
      ...(states.now.get(table)?.keys() ?? []),
      ...(clean.get(table)?.keys() ?? []),
      ...(result.get(table)?.keys() ?? []),
    ])
    return [...ids].flatMap((id) => {
      const own = conflicts.filter((one) => one.table === table && one.id === id)
      const now = rowIn(states.now, table, id)
      const old = rowIn(states.before, table, id)
      const found = rowIn(result, table, id)
      const isCreated = !old && rowIn(states.after, table, id) !== undefined
      const isKept = own.some(({ verdict, isTakenBack }) => ofCreated.has(verdict) && !isTakenBack)
      const wanted = isKept ? now : withTakenBack(rowIn(clean, table, id), old, own)
      const isHeld = (unique.get(table) ?? []).some((column) =>
        isHeldElsewhere(result, { table, id, column }, wanted?.[column]),
      )
      const isBlocked =
        isHeld || own.some(({ verdict }) => verdict === 'parent-gone' || verdict === 'taken')
      const allowed = [
        wanted,
        ...(isCreated && own.length === 0 && keepsRows ? [now] : []),
        ...(isBlocked ? [now] : []),
      ]
      const isRight =
        allowed.some((row) => isSame(row, found)) ||
        (removesMore && allowed.some((row) => isLessOf(row, found))) ||
        (isBlocked && allowed.some((row) => isMixOf(row, now, found)))
      return isRight
        ? []
        : [`${table} ${id} ${JSON.stringify(found)} not ${JSON.stringify(wanted)}`]
    })
  })
}

/** By table: columns whose values only one row may have, whatever the case of their letters. */
export type UniqueColumns = ReadonlyMap<string, readonly string[]>

/** Read from the database itself, past what the product knows of it. */
export const readUniqueColumns = (reader: Pick<Reader, 'allSql'>): UniqueColumns => {
  const found = reader.allSql<{ name: string; column: string }>(
    `select m.name, min(i.name) as column from sqlite_schema m
      cross join pragma_index_list(m.name) l cross join pragma_index_info(l.name) i
      where m.type = 'table' and l."unique" group by m.name, l.name having count(*) = 1`,
  )
  const columns = new Map<string, string[]>()
  for (const { name, column } of found) columns.set(name, [...(columns.get(name) ?? []), column])
  return columns
}

/** Whether another row has a value; printed as hexadecimal digits, in which case is one bit. */
const isHeldElsewhere = (
  state: FactState,
  place: { readonly table: string; readonly id: number; readonly column: string },
  value: string | undefined,
): boolean =>
  value !== undefined &&
  value !== nothing &&
  [...(state.get(place.table) ?? [])].some(
    ([id, row]) => id !== place.id && folded(row[place.column] ?? '') === folded(value),
  )

const folded = (printed: string): string => {
  const [kind = '', digits = ''] = printed.split(' ')
  return kind === 'text' ? Buffer.from(digits, 'hex').toString().toLowerCase() : printed
}

/** A row with what was taken back: what it had been, and all that hangs together with it. */
const withTakenBack = (
  row: RowState | undefined,
  old: RowState | undefined,
  conflicts: readonly DecidedConflict[],
): RowState | undefined => {
  if (!row || !old) return row
  const changed = conflicts.filter(({ verdict }) => verdict === 'changed-since')
  const columns = changed.flatMap(({ table, column }) => {
    if (column === null) return []
    const whole = wholeOf(table, column)
    const others = changed.filter((one) => one.column !== null && whole.includes(one.column))
    return others.every(({ isTakenBack }) => isTakenBack) ? whole : []
  })
  return {
    ...row,
    ...Object.fromEntries(columns.map((column) => [column, old[column] ?? nothing])),
  }
}

const isSame = (a: RowState | undefined, b: RowState | undefined): boolean =>
  a && b ? !differ(a, b) : a === b

/** Whether a row is gone or has lost references, as what it belonged to went. */
const isLessOf = (row: RowState | undefined, found: RowState | undefined): boolean =>
  row !== undefined &&
  (found === undefined ||
    Object.keys(row).every((column) => found[column] === row[column] || found[column] === nothing))

/** Whether a row has some columns as they were, or empty. */
const isMixOf = (
  row: RowState | undefined,
  now: RowState | undefined,
  found: RowState | undefined,
): boolean =>
  found === undefined ||
  Object.keys(found).every((column) =>
    [row?.[column], now?.[column], nothing].includes(found[column]),
  )

/** A difference that must not be, with the place where it showed. */
export class UndoMismatch extends Error {}

/** Throws with the first lines that differ. */
export const same = (what: string, actual: string, expected: string): void => {
  if (actual === expected) return
  const lines = new Set(expected.split('\n'))
  const actualLines = actual.split('\n')
  const known = new Set(actualLines)
  const added = actualLines.filter((line) => !lines.has(line)).slice(0, 5)
  const missing = [...lines].filter((line) => !known.has(line)).slice(0, 5)
  throw new UndoMismatch(`${what}\n+ ${added.join('\n+ ')}\n- ${missing.join('\n- ')}`)
}

/** Verdicts that whole states can tell; the others need the schema. */
export const valueVerdicts = new Set(['edited-since', 'deleted-since', 'changed-since'])

/** A conflict as one line. */
export const printConflict = (conflict: {
  table: string
  id: number
  column: string | null
  verdict: string
}): string => `${conflict.table} ${conflict.id} ${conflict.column ?? ''} ${conflict.verdict}`
