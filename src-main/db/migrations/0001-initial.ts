/**
 * Schema 1: people, what happened, what is next, and the undo log.
 *
 * Frozen once released. Columns marked "kept" are recomputed from the facts at the end of each
 * unit of work and never logged; see `table-registry.ts`.
 *
 * References are checked at the commit, because an undo puts rows back in any order. The pragma that
 * puts the checks off for one transaction makes SQLite prepare every statement of the connection
 * again, which took longer than the undo.
 *
 * The full-text tables leave `secure-delete` off: it costs 2.4 ms for each contact and 1.2 ms for
 * each activity that is edited or deleted (0.01 and 0.003 without). Deleted words stand in the index
 * until it merges, so erasing somebody must `rebuild` the three indexes, which takes about 3 s at
 * 100,000 contacts and 1,000,000 activities; `secure_delete=ON` then blanks the old pages.
 *
 * `search_names` has no prefix indexes: they would list every piece of every address and number
 * three times more. The beginnings of names stand in the texts instead, marked by `_`.
 */
export const initial = {
  version: 1,
  additive: true,
  sql: `
create table contacts(
  id integer primary key autoincrement,
  uid text not null unique,
  kind text not null check (kind in ('person','company')),
  display_name text not null,
  given_name text,
  family_name text,
  nickname text,
  company_id integer references contacts(id) on delete set null deferrable initially deferred,
  job_title text,
  stage text check (stage in ('attract','convert','retain','grow')),
  source text,
  importance integer check (importance between 1 and 3),
  preferred_channel text,
  language text,
  time_zone text,
  do_not_contact integer not null default 0 check (do_not_contact in (0,1)),
  notes text,
  created_at integer not null,
  sort_key text,
  company_sort_key text,
  stage_rank integer,
  tag_sort_key text,
  email_sort_key text,
  phone_sort_key text,
  country text,
  last_contact_at integer,
  last_contact_day text,
  contact_day_count integer not null default 0,
  median_gap_days real,
  cold_from text,
  rhythm_days integer,
  rhythm_source text,
  rhythm_source_id integer,
  rhythm_due text,
  next_step_id integer,
  next_step_due text
) strict;
create index contacts_company on contacts(company_id, sort_key, id);
create index contacts_by_name on contacts(sort_key, id, kind, stage_rank, importance, country, source, company_id,
  next_step_id, cold_from, rhythm_due);
create index contacts_by_company on contacts(company_sort_key, id, kind);
create index contacts_by_stage on contacts(stage_rank, sort_key, id, kind);
create index contacts_by_tag on contacts(tag_sort_key, id, kind);
create index contacts_by_email on contacts(email_sort_key, id, kind);
create index contacts_by_phone on contacts(phone_sort_key, id, kind);
create index contacts_by_country on contacts(country, sort_key, id, kind);
create index contacts_by_source on contacts(source, sort_key, id, kind);
create index contacts_by_importance on contacts(importance, sort_key, id, kind);
create index contacts_by_last_contact on contacts(last_contact_at, id, kind, stage_rank, importance, country, source, company_id,
  next_step_id, cold_from, rhythm_due);
create index contacts_by_created on contacts(created_at, id, kind);
create index contacts_by_due on contacts(next_step_due, id, kind);
create index contacts_by_kind on contacts(kind);
create index contacts_cold on contacts(cold_from, id) where cold_from is not null;
create index contacts_rhythm_due on contacts(rhythm_due, id) where rhythm_due is not null;
create index contacts_attention on contacts(
  min(coalesce(cold_from, '9999-12-31'), coalesce(rhythm_due, '9999-12-31')), next_step_due, id)
  where do_not_contact = 0 and (cold_from is not null or rhythm_due is not null);
create index contacts_left_alone on contacts(id) where do_not_contact = 1;

create table contact_points(
  id integer primary key autoincrement,
  contact_id integer not null references contacts(id) on delete cascade deferrable initially deferred,
  kind text not null check (kind in ('email','phone','link','messenger')),
  service text,
  label text,
  raw text not null,
  normalized text,
  is_primary integer not null default 0 check (is_primary in (0,1)),
  is_invalid integer not null default 0 check (is_invalid in (0,1)),
  opted_out integer not null default 0 check (opted_out in (0,1)),
  position integer not null default 0
) strict;
create index contact_points_contact on contact_points(contact_id, kind, position);
create index contact_points_normalized on contact_points(kind, normalized);
create index contact_points_opted_out on contact_points(normalized) where kind = 'email' and opted_out = 1;

create table addresses(
  id integer primary key autoincrement,
  contact_id integer not null references contacts(id) on delete cascade deferrable initially deferred,
  label text,
  street text,
  extended text,
  city text,
  region text,
  postal_code text,
  country text,
  is_primary integer not null default 0 check (is_primary in (0,1)),
  position integer not null default 0
) strict;
create index addresses_contact on addresses(contact_id, position);

create table important_dates(
  id integer primary key autoincrement,
  contact_id integer not null references contacts(id) on delete cascade deferrable initially deferred,
  kind text not null check (kind in ('birthday','anniversary','other')),
  label text,
  year integer,
  month integer not null check (month between 1 and 12),
  day integer not null check (day between 1 and 31)
) strict;
create index important_dates_contact on important_dates(contact_id);
create index important_dates_day on important_dates(month, day, contact_id);

create table tags(
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null unique collate nocase,
  created_at integer not null
) strict;

create table contact_tags(
  id integer primary key autoincrement,
  contact_id integer not null references contacts(id) on delete cascade deferrable initially deferred,
  tag_id integer not null references tags(id) on delete cascade deferrable initially deferred,
  unique(contact_id, tag_id)
) strict;
create index contact_tags_tag on contact_tags(tag_id, contact_id);

create table custom_fields(
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null unique collate nocase,
  type text not null check (type in ('text','number','money','date','boolean','choice','link')),
  options text,
  position integer not null default 0,
  created_at integer not null
) strict;

create table custom_values(
  id integer primary key autoincrement,
  contact_id integer not null references contacts(id) on delete cascade deferrable initially deferred,
  field_id integer not null references custom_fields(id) on delete cascade deferrable initially deferred,
  text_value text,
  number_value real,
  integer_value integer,
  currency text,
  unique(contact_id, field_id)
) strict;
create index custom_values_text on custom_values(field_id, text_value);
create index custom_values_number on custom_values(field_id, number_value);
create index custom_values_integer on custom_values(field_id, integer_value);

create table relations(
  id integer primary key autoincrement,
  from_contact_id integer not null references contacts(id) on delete cascade deferrable initially deferred,
  to_contact_id integer not null references contacts(id) on delete cascade deferrable initially deferred,
  kind text not null,
  role text,
  start_day text,
  end_day text,
  notes text
) strict;
create index relations_from on relations(from_contact_id);
create index relations_to on relations(to_contact_id);

create table stage_changes(
  id integer primary key autoincrement,
  contact_id integer not null references contacts(id) on delete cascade deferrable initially deferred,
  stage text,
  at integer not null
) strict;
create index stage_changes_contact on stage_changes(contact_id, at);

create table activities(
  id integer primary key autoincrement,
  uid text not null unique,
  contact_id integer not null references contacts(id) on delete cascade deferrable initially deferred,
  kind text not null check (kind in ('call','meeting','message','note','mail-sent','mail-received')),
  at integer not null,
  day text not null,
  direction text check (direction in ('in','out')),
  duration_minutes integer,
  body text,
  outcome text,
  is_answered integer not null default 0 check (is_answered in (0,1)),
  follow_up_id integer references follow_ups(id) on delete set null deferrable initially deferred
) strict;
create index activities_contact on activities(contact_id, at desc, id desc, kind, is_answered);
create index activities_contact_day on activities(contact_id, day, kind, is_answered)
  where kind in ('call','meeting','message','mail-received') or (kind = 'mail-sent' and is_answered = 1);
create index activities_follow_up on activities(follow_up_id) where follow_up_id is not null;

create table follow_ups(
  id integer primary key autoincrement,
  uid text not null unique,
  contact_id integer not null references contacts(id) on delete cascade deferrable initially deferred,
  title text not null,
  reason text,
  due_day text not null,
  due_time text,
  time_zone text,
  first_due_day text not null,
  snooze_count integer not null default 0,
  priority integer not null default 0 check (priority between 0 and 2),
  recurrence_mode text check (recurrence_mode in ('fixed','after-completion')),
  recurrence_every integer,
  recurrence_unit text check (recurrence_unit in ('day','week','month','year')),
  recurrence_anchor text,
  status text not null default 'open' check (status in ('open','done','skipped')),
  completed_at integer,
  completed_day text,
  outcome text,
  origin_activity_id integer references activities(id) on delete set null deferrable initially deferred,
  created_at integer not null
) strict;
create index follow_ups_contact on follow_ups(contact_id, status, due_day);
create index follow_ups_open on follow_ups(due_day, due_time, id) where status = 'open';
create index follow_ups_due on follow_ups(due_day, status);
create index follow_ups_done on follow_ups(completed_day) where status = 'done';
create index follow_ups_origin on follow_ups(origin_activity_id) where origin_activity_id is not null;

create table rhythms(
  id integer primary key autoincrement,
  contact_id integer unique references contacts(id) on delete cascade deferrable initially deferred,
  tag_id integer unique references tags(id) on delete cascade deferrable initially deferred,
  importance integer unique check (importance between 1 and 3),
  every_days integer not null check (every_days between 1 and 3650),
  check ((contact_id is not null) + (tag_id is not null) + (importance is not null) = 1)
) strict;

create table settings(
  id integer primary key autoincrement,
  key text not null unique,
  value text not null
) strict;

create table import_recipes(
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null,
  signature text not null unique,
  headers text not null,
  settings text not null,
  created_at integer not null
) strict;

create table import_runs(
  id integer primary key autoincrement,
  recipe_uid text not null,
  operation_id integer,
  at integer not null,
  file_name text not null,
  people integer not null,
  contact_ids blob not null
) strict;
create index import_runs_recipe on import_runs(recipe_uid, id);

create table import_undecided(
  identity text not null,
  contact_id integer not null,
  score real not null,
  reasons text not null,
  primary key(identity, contact_id)
) strict, without rowid;

create table import_matches(
  identity text not null,
  place integer not null,
  name_hash integer not null,
  contact_id integer not null,
  reason text not null,
  operation_id integer not null,
  primary key(identity, place)
) strict, without rowid;
create index import_matches_name on import_matches(name_hash);

create table search_texts(
  contact_id integer primary key,
  names text not null,
  points text not null,
  notes text not null
) strict;
create virtual table search_names using fts5(
  names, points, content='search_texts', content_rowid='contact_id',
  tokenize="unicode61 remove_diacritics 2 tokenchars '^@._+-'", detail=column, columnsize=0);
create virtual table search_notes using fts5(
  notes, content='search_texts', content_rowid='contact_id',
  tokenize="unicode61 remove_diacritics 2", prefix='2 3', detail=column, columnsize=0);
create table activity_texts(
  activity_id integer primary key,
  body text not null
) strict;
create virtual table search_activities using fts5(
  body, content='activity_texts', content_rowid='activity_id',
  tokenize="unicode61 remove_diacritics 2", prefix='2 3', detail=column, columnsize=0);

create table operations(
  id integer primary key autoincrement,
  code text not null,
  numbers text not null default '{}',
  actor text not null check (actor in ('owner','rule','sync','system')),
  window text,
  merge_key text,
  at integer not null,
  undoes integer references operations(id) deferrable initially deferred,
  schema_version integer not null,
  contact_count integer not null default 0,
  first_change integer,
  last_change integer
) strict;
create index operations_deletions on operations(at) where substr(code, -7) = '.delete';
create index operations_undoes on operations(undoes) where undoes is not null;
create index operations_window on operations(window, id) where window is not null;
create index operations_brought_back on operations(numbers ->> 'deletion') where code = 'history.bringBack';

create table changes(
  id integer primary key autoincrement,
  operation_id integer not null,
  table_id integer not null,
  row_id integer not null,
  last_row_id integer,
  action integer not null,
  before text
) strict;
create index changes_row on changes(table_id, row_id);
create index changes_inserted on changes(table_id, row_id) where action = 1;
create index changes_contact on changes(coalesce(before ->> 'contact_id', before ->> 'from_contact_id'))
  where action in (2, 3) and coalesce(before ->> 'contact_id', before ->> 'from_contact_id') is not null;
create index changes_related on changes(before ->> 'to_contact_id') where table_id = 9 and action in (2, 3);
create index changes_employed on changes(before ->> 'company_id')
  where table_id = 1 and action in (2, 3) and before ->> 'company_id' is not null;
create index changes_deleted_contact on changes(operation_id, (before ->> 'display_name') collate nocase, row_id)
  where table_id = 1 and action = 3;

create table jobs(
  id integer primary key autoincrement,
  kind text not null,
  status text not null check (status in ('queued','running','done','failed','cancelled')),
  input text not null,
  outcome text,
  created_at integer not null,
  ended_at integer
) strict;

create table reminder_deliveries(
  id integer primary key autoincrement,
  follow_up_id integer not null,
  due text not null,
  due_at integer not null,
  delivered_at integer not null,
  unique(follow_up_id, due)
) strict;

create table machinery(
  key text primary key,
  value text not null
) strict, without rowid;
`,
} as const
