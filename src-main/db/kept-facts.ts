import type { ChangedContacts, ChangeRange } from './changed-tables.ts'
import type { Executor } from './executor.ts'

/** Recomputes what is derived from the facts a unit changed. */
export const refreshDerived = (_executor: Executor, _range: ChangeRange): ChangedContacts => []
