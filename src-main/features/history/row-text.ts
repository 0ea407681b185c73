import type { UndoableTableName } from '#main/db/table-registry.ts'

/** The column that says best what a row is, by table; an expression over the row or its image. */
export const rowTextColumns: Readonly<Record<UndoableTableName, readonly string[]>> = {
  contacts: ['display_name'],
  contact_points: ['raw'],
  addresses: ['street', 'city', 'country'],
  important_dates: ['label', 'kind'],
  tags: ['name'],
  contact_tags: ['tag_id'],
  custom_fields: ['name'],
  custom_values: ['text_value', 'number_value', 'integer_value'],
  relations: ['role', 'kind'],
  stage_changes: ['stage'],
  activities: ['body', 'kind'],
  follow_ups: ['title'],
  rhythms: ['every_days'],
  settings: ['value'],
  import_recipes: ['name'],
  email_accounts: ['address'],
  templates: ['name'],
  emails: ['subject', 'to_address'],
  messages: ['subject'],
  suggestion_dismissals: ['address'],
}

/** Columns that hold the id of another row: the table whose name says more than the id. */
export const namedReferences: Readonly<Record<string, UndoableTableName>> = {
  company_id: 'contacts',
  contact_id: 'contacts',
  from_contact_id: 'contacts',
  to_contact_id: 'contacts',
  tag_id: 'tags',
  field_id: 'custom_fields',
  account_id: 'email_accounts',
}
