/**
 * What each table is, and what each column of an undoable table is.
 *
 * - `undoable`: logged, every change can be undone; integer AUTOINCREMENT key, no BLOB.
 * - `derived`: rebuilt from the undoable tables at the end of each unit of work.
 * - `ledger`: append-only.
 * - `machinery`: operations, jobs, handles and the like; never undone, never in a dump.
 *
 * `kept` columns of an undoable table are derived as well: never logged, never restored.
 */
export interface UndoableTable {
  readonly kind: 'undoable'
  /** Permanent number in the undo log. */
  readonly tableId: number
  readonly kept: readonly string[]
  /** Columns by which a row belongs to contacts: whom History names, whose kept facts change. */
  readonly contactKeys: readonly string[]
  /** Columns that mean something only together: an undo takes back all of them or none. */
  readonly wholes: readonly (readonly string[])[]
}

/** Any registered table. */
export type RegisteredTable = UndoableTable | { readonly kind: 'derived' | 'ledger' | 'machinery' }

const undoable = (
  tableId: number,
  contactKeys: readonly string[],
  { kept = [], wholes = [] }: Partial<Pick<UndoableTable, 'kept' | 'wholes'>> = {},
): UndoableTable => ({ kind: 'undoable', tableId, contactKeys, kept, wholes })

/** Every table of the workspace; a test fails on one that is missing here. */
export const tableRegistry = {
  contacts: undoable(1, ['id'], {
    kept: [
      'sort_key',
      'company_sort_key',
      'stage_rank',
      'tag_sort_key',
      'email_sort_key',
      'phone_sort_key',
      'country',
      'last_contact_at',
      'last_contact_day',
      'contact_day_count',
      'median_gap_days',
      'cold_from',
      'rhythm_days',
      'rhythm_source',
      'rhythm_source_id',
      'rhythm_due',
      'next_step_id',
      'next_step_due',
      'waiting_since',
      'waiting_message_id',
    ],
  }),
  contact_points: undoable(2, ['contact_id'], { wholes: [['kind', 'raw', 'normalized']] }),
  addresses: undoable(3, ['contact_id']),
  important_dates: undoable(4, ['contact_id'], { wholes: [['year', 'month', 'day']] }),
  tags: undoable(5, []),
  contact_tags: undoable(6, ['contact_id']),
  custom_fields: undoable(7, []),
  custom_values: undoable(8, ['contact_id'], { wholes: [['integer_value', 'currency']] }),
  relations: undoable(9, ['from_contact_id', 'to_contact_id']),
  stage_changes: undoable(10, ['contact_id']),
  activities: undoable(11, ['contact_id'], { wholes: [['at', 'day']] }),
  follow_ups: undoable(12, ['contact_id'], { wholes: [['due_day', 'due_time', 'time_zone']] }),
  rhythms: undoable(13, ['contact_id']),
  settings: undoable(14, []),
  import_recipes: undoable(15, []),
  email_accounts: undoable(16, []),
  templates: undoable(17, []),
  emails: undoable(18, ['contact_id']),
  messages: undoable(19, ['contact_id']),
  suggestion_dismissals: undoable(20, []),
  search_texts: { kind: 'derived' },
  search_names: { kind: 'derived' },
  search_notes: { kind: 'derived' },
  activity_texts: { kind: 'derived' },
  search_activities: { kind: 'derived' },
  operations: { kind: 'machinery' },
  changes: { kind: 'machinery' },
  jobs: { kind: 'machinery' },
  reminder_deliveries: { kind: 'machinery' },
  import_runs: { kind: 'machinery' },
  import_undecided: { kind: 'machinery' },
  import_matches: { kind: 'machinery' },
  email_account_states: { kind: 'machinery' },
  deliveries: { kind: 'machinery' },
  mailbox_cursors: { kind: 'machinery' },
  contact_suggestions: { kind: 'machinery' },
  stranger_mails: { kind: 'machinery' },
  known_mails: { kind: 'machinery' },
  mail_lookbacks: { kind: 'machinery' },
  mail_lookups: { kind: 'machinery' },
  lookback_cursors: { kind: 'machinery' },
  send_attempts: { kind: 'ledger' },
  suppressions: { kind: 'ledger' },
  suppressed_contacts: { kind: 'ledger' },
  machinery: { kind: 'machinery' },
} as const satisfies Record<string, RegisteredTable>

/** Name of a table whose changes can be undone. */
export type UndoableTableName = {
  [T in keyof typeof tableRegistry]: (typeof tableRegistry)[T]['kind'] extends 'undoable'
    ? T
    : never
}[keyof typeof tableRegistry]
