import type { Generated } from 'kysely'
import type {
  ActivityId,
  AddressId,
  ContactId,
  ContactPointId,
  CustomFieldId,
  FollowUpId,
  ImportantDateId,
  JobId,
  MessageId,
  OperationId,
  RelationId,
  RhythmId,
  TagId,
} from '#shared/domain/ids.ts'
import type {
  DeliveriesTable,
  EmailAccountStatesTable,
  EmailAccountsTable,
  EmailsTable,
  MailboxCursorsTable,
  MessagesTable,
  SendAttemptsTable,
  SuggestionDismissalsTable,
  SuppressedContactsTable,
  SuppressionsTable,
  TemplatesTable,
} from './email-schema.ts'

/** One row of `contacts`. */
export interface ContactsTable {
  id: Generated<ContactId>
  uid: string
  kind: 'person' | 'company'
  display_name: string
  given_name: string | null
  family_name: string | null
  nickname: string | null
  company_id: ContactId | null
  job_title: string | null
  stage: 'attract' | 'convert' | 'retain' | 'grow' | null
  source: string | null
  importance: number | null
  preferred_channel: string | null
  language: string | null
  time_zone: string | null
  do_not_contact: Generated<number>
  notes: string | null
  created_at: number
  sort_key: string | null
  company_sort_key: string | null
  stage_rank: number | null
  tag_sort_key: string | null
  email_sort_key: string | null
  phone_sort_key: string | null
  country: string | null
  last_contact_at: number | null
  last_contact_day: string | null
  contact_day_count: Generated<number>
  median_gap_days: number | null
  cold_from: string | null
  rhythm_days: number | null
  rhythm_source: string | null
  rhythm_source_id: number | null
  rhythm_due: string | null
  next_step_id: FollowUpId | null
  next_step_due: string | null
  waiting_since: number | null
  waiting_message_id: MessageId | null
}

/** One row of `contact_points`. */
export interface ContactPointsTable {
  id: Generated<ContactPointId>
  contact_id: ContactId
  kind: 'email' | 'phone' | 'link' | 'messenger'
  service: string | null
  label: string | null
  raw: string
  normalized: string | null
  is_primary: Generated<number>
  is_invalid: Generated<number>
  opted_out: Generated<number>
  position: Generated<number>
}

/** One row of `addresses`. */
export interface AddressesTable {
  id: Generated<AddressId>
  contact_id: ContactId
  label: string | null
  street: string | null
  extended: string | null
  city: string | null
  region: string | null
  postal_code: string | null
  country: string | null
  is_primary: Generated<number>
  position: Generated<number>
}

/** One row of `important_dates`. */
export interface ImportantDatesTable {
  id: Generated<ImportantDateId>
  contact_id: ContactId
  kind: 'birthday' | 'anniversary' | 'other'
  label: string | null
  year: number | null
  month: number
  day: number
}

/** One row of `tags`. */
export interface TagsTable {
  id: Generated<TagId>
  uid: string
  name: string
  created_at: number
}

/** One row of `contact_tags`. */
export interface ContactTagsTable {
  id: Generated<number>
  contact_id: ContactId
  tag_id: TagId
}

/** One row of `custom_fields`. */
export interface CustomFieldsTable {
  id: Generated<CustomFieldId>
  uid: string
  name: string
  type: 'text' | 'number' | 'money' | 'date' | 'boolean' | 'choice' | 'link'
  options: string | null
  position: Generated<number>
  created_at: number
}

/** One row of `custom_values`. */
export interface CustomValuesTable {
  id: Generated<number>
  contact_id: ContactId
  field_id: CustomFieldId
  text_value: string | null
  number_value: number | null
  integer_value: number | null
  currency: string | null
}

/** One row of `relations`. */
export interface RelationsTable {
  id: Generated<RelationId>
  from_contact_id: ContactId
  to_contact_id: ContactId
  kind: string
  role: string | null
  start_day: string | null
  end_day: string | null
  notes: string | null
}

/** One row of `stage_changes`. */
export interface StageChangesTable {
  id: Generated<number>
  contact_id: ContactId
  stage: 'attract' | 'convert' | 'retain' | 'grow' | null
  at: number
}

/** One row of `activities`. */
export interface ActivitiesTable {
  id: Generated<ActivityId>
  uid: string
  contact_id: ContactId
  kind: 'call' | 'meeting' | 'message' | 'note' | 'mail-sent' | 'mail-received'
  at: number
  day: string
  direction: 'in' | 'out' | null
  duration_minutes: number | null
  body: string | null
  outcome: string | null
  is_answered: Generated<number>
  follow_up_id: FollowUpId | null
}

/** One row of `follow_ups`. */
export interface FollowUpsTable {
  id: Generated<FollowUpId>
  uid: string
  contact_id: ContactId
  title: string
  reason: string | null
  due_day: string
  due_time: string | null
  time_zone: string | null
  first_due_day: string
  snooze_count: Generated<number>
  priority: Generated<number>
  recurrence_mode: 'fixed' | 'after-completion' | null
  recurrence_every: number | null
  recurrence_unit: 'day' | 'week' | 'month' | 'year' | null
  recurrence_anchor: string | null
  status: Generated<'open' | 'done' | 'skipped'>
  completed_at: number | null
  completed_day: string | null
  outcome: string | null
  origin_activity_id: ActivityId | null
  created_at: number
}

/** One row of `rhythms`. */
export interface RhythmsTable {
  id: Generated<RhythmId>
  contact_id: ContactId | null
  tag_id: TagId | null
  importance: number | null
  every_days: number
}

/** One row of `settings`. */
export interface SettingsTable {
  id: Generated<number>
  key: string
  value: string
}

/** One row of `search_texts`. */
export interface SearchTextsTable {
  contact_id: ContactId
  names: string
  points: string
  notes: string
}

/** One row of `activity_texts`. */
export interface ActivityTextsTable {
  activity_id: ActivityId
  body: string
}

/** One row of `operations`. */
export interface OperationsTable {
  id: Generated<OperationId>
  code: string
  numbers: Generated<string>
  actor: 'owner' | 'rule' | 'sync' | 'system'
  window: string | null
  merge_key: string | null
  at: number
  undoes: OperationId | null
  schema_version: number
  /** Contacts whose own rows it changed. */
  contact_count: Generated<number>
  first_change: number | null
  last_change: number | null
}

/** One row of `changes`. */
export interface ChangesTable {
  id: Generated<number>
  operation_id: OperationId
  table_id: number
  row_id: number
  last_row_id: number | null
  action: number
  before: string | null
}

/** One row of `jobs`. */
export interface JobsTable {
  id: Generated<JobId>
  kind: string
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  input: string
  outcome: string | null
  created_at: number
  ended_at: number | null
}

/** One row of `reminder_deliveries`. */
export interface ReminderDeliveriesTable {
  id: Generated<number>
  follow_up_id: FollowUpId
  /** Day, or day and time joined by `T`, as on the wall: a change of zone is no new reminder. */
  due: string
  due_at: number
  delivered_at: number
}

/** One row of `import_recipes`: how files with the same columns are read. */
export interface ImportRecipesTable {
  id: Generated<number>
  uid: string
  name: string
  /** The columns' names in a form that does not depend on their order. */
  signature: string
  /** JSON: the columns' names as they stood. */
  headers: string
  /** JSON: what each column becomes, keys, choices. */
  settings: string
  created_at: number
}

/** One row of `import_runs`: whom the last file of a recipe was about. */
export interface ImportRunsTable {
  id: Generated<number>
  recipe_uid: string
  operation_id: OperationId | null
  at: number
  file_name: string
  people: number
  /** Ids of contacts, sorted, as differences in variable length. */
  contact_ids: Uint8Array
}

/** One row of `import_undecided`: whom a row may be about that was left undecided. */
export interface ImportUndecidedTable {
  /** Digest of who the row says it is. */
  identity: string
  contact_id: ContactId
  score: number
  /** JSON text. */
  reasons: string
}

/** One row of `import_matches`: whom a row was about that may not be found by what it says. */
export interface ImportMatchesTable {
  /** Digest of who the row says it is. */
  identity: string
  /** Of several rows that say the same, from 1. */
  place: number
  /** Of the name in the row, to look for; 0 without one. */
  name_hash: number
  contact_id: ContactId
  /** How the row was found at first. */
  reason: string
  operation_id: OperationId
}

/** One row of `machinery`. */
export interface MachineryTable {
  key: string
  value: string
}

/** The full-text tables as Kysely sees them: the hidden column of MATCH and the row's id. */
export interface FullTextTable {
  rowid: number
  rank: number
}

/** All tables of a workspace; the SQL is in `migrations/`. */
export interface Schema {
  contacts: ContactsTable
  contact_points: ContactPointsTable
  addresses: AddressesTable
  important_dates: ImportantDatesTable
  tags: TagsTable
  contact_tags: ContactTagsTable
  custom_fields: CustomFieldsTable
  custom_values: CustomValuesTable
  relations: RelationsTable
  stage_changes: StageChangesTable
  activities: ActivitiesTable
  follow_ups: FollowUpsTable
  rhythms: RhythmsTable
  settings: SettingsTable
  import_recipes: ImportRecipesTable
  search_texts: SearchTextsTable
  activity_texts: ActivityTextsTable
  operations: OperationsTable
  changes: ChangesTable
  jobs: JobsTable
  reminder_deliveries: ReminderDeliveriesTable
  import_runs: ImportRunsTable
  import_undecided: ImportUndecidedTable
  import_matches: ImportMatchesTable
  email_accounts: EmailAccountsTable
  email_account_states: EmailAccountStatesTable
  templates: TemplatesTable
  emails: EmailsTable
  messages: MessagesTable
  deliveries: DeliveriesTable
  send_attempts: SendAttemptsTable
  suppressions: SuppressionsTable
  suppressed_contacts: SuppressedContactsTable
  mailbox_cursors: MailboxCursorsTable
  suggestion_dismissals: SuggestionDismissalsTable
  machinery: MachineryTable
  search_names: FullTextTable
  search_notes: FullTextTable
  search_activities: FullTextTable
}
