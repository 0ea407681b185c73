/** Tables of a staging file. */
export const stageTables = `
create table import_rows(n integer primary key, kind text, name text, name_key text, exact_key text,
  is_named integer, company text, company_key text, given_name text, family_name text, nickname text,
  job_title text, stage text, is_default_stage integer not null default 0, source text, language text,
  importance integer, preferred_channel text, time_zone text, do_not_contact integer,
  created_at integer, uid text, own_id text, company_uid text, company_of text, stage_history text, relations text,
  company_ref text generated always as (coalesce('#' || company_of, company_key)) virtual,
  problem_code text, problem_column text, problem_index integer, problem_value text,
  other_problems text,
  is_aside integer not null default 0,
  left_out integer not null default 0, keep_note integer not null default 0,
  held integer not null default 0,
  is_in integer generated always as (is_aside = 0 and left_out = 0 and held = 0) virtual,
  contact_id integer, first_row integer, matched_by text, person integer,
  taken integer not null default 0, outcome text, domain_company integer,
  name_hash integer) strict;
create table import_points(id integer primary key, n integer not null, kind text not null,
  service text, label text, raw text not null, normalized text, key text not null,
  is_role integer not null, position integer not null, is_primary integer not null default 0,
  is_invalid integer not null default 0, opted_out integer not null default 0,
  fresh integer not null default 1, target_id integer, key_hash integer) strict;
create table import_addresses(id integer primary key, n integer not null, label text, street text,
  extended text, city text, region text, postal_code text, country text,
  position integer not null, fresh integer not null default 1, target_id integer) strict;
create table import_dates(id integer primary key, n integer not null, kind text not null, label text,
  year integer, month integer not null, day integer not null, fresh integer not null default 1,
  target_id integer) strict;
create table import_tags(id integer primary key, n integer not null, name text not null,
  key text not null, is_added integer not null default 0, fresh integer not null default 1) strict;
create table import_notes(id integer primary key, n integer not null, text text not null,
  is_name integer not null default 0, fresh integer not null default 1) strict;
create table import_suppressions(id integer primary key, n integer not null, address text not null,
  reason text not null, note text, at integer not null, is_bound integer not null,
  fresh integer not null default 1) strict;
create table import_suppressed(address text not null, contact_uid text not null, reason text,
  lifted_at integer, primary key(address, contact_uid)) strict, without rowid;
create table import_fields(ref integer primary key, column_index integer not null, name text not null,
  type text not null, options text not null, rule text not null, is_own_id integer not null,
  field_id integer, is_new integer not null default 0) strict;
create table import_values(id integer primary key, n integer not null, ref integer not null,
  text_value text, number_value real, integer_value integer, currency text,
  fresh integer not null default 1, target_id integer) strict;
create table import_companies(key text primary key, name text not null, name_key text not null,
  uid text, contact_id integer, row integer, place integer, is_new integer not null default 0) strict;
create table import_company_names(uid text not null, key text not null, rows integer not null,
  is_meant integer not null default 0, primary key(uid, key)) strict, without rowid;
create table import_cores(core text not null, name_key text not null, contact_id integer,
  name text not null, primary key(core, name_key)) strict, without rowid;
create table import_aliases(key text primary key, known_key text not null,
  contact_id integer not null, name text not null) strict, without rowid;
create table import_same_company(company text not null, contact_id integer not null,
  known_key text not null, primary key(company, contact_id)) strict, without rowid;
create table import_domains(domain text primary key, contact_id integer not null)
  strict, without rowid;
create table import_known(contact_id integer primary key, kind text not null, name_key text not null,
  company_key text not null) strict;
create table import_unread(kind text not null, key text not null, contact_id integer not null,
  primary key(kind, key, contact_id)) strict, without rowid;
create table import_weak(kind text not null, key text not null, primary key(kind, key)) strict, without rowid;
create table import_repeated(key_hash integer not null) strict;
create table import_shared(kind text not null, key text not null, n integer not null,
  primary key(kind, key, n)) strict, without rowid;
create table import_called(kind text not null, key text not null, as_kind text not null,
  name_key text not null, n integer not null, primary key(kind, key, as_kind, name_key, n))
  strict, without rowid;
create table import_first(kind text not null, key text not null, n integer not null,
  primary key(kind, key)) strict, without rowid;
create table import_namesakes(n integer primary key, first integer not null) strict;
create table import_one_name(n integer primary key, name_key text not null, content text not null) strict;
create table import_known_called(contact_id integer primary key, name_key text not null,
  content text not null) strict;
create index import_known_called_content on import_known_called(name_key, content);
create table import_traits(n integer not null, trait text not null, value text not null,
  primary key(n, trait, value)) strict, without rowid;
create table import_known_traits(contact_id integer not null, trait text not null,
  value text not null, primary key(contact_id, trait, value)) strict, without rowid;
create table import_apart(first integer primary key) strict;
create table import_called_alike(n integer primary key, first integer not null,
  is_bare integer not null, content text not null) strict;
create table import_alike(n integer primary key, first integer not null) strict;
create table import_multi(n integer primary key, person integer not null) strict;
create table import_candidates(n integer not null, place integer not null, contact_id integer,
  other_row integer, score real not null, reasons text not null, primary key(n, place))
  strict, without rowid;
create table import_found(n integer not null, at integer not null, contact_id integer,
  other_row integer, score real not null, reasons text not null, primary key(n, at))
  strict, without rowid;
create table import_decisions(id integer primary key, n integer not null, contact_id integer,
  other_row integer, verdict text not null) strict;
create table import_identities(n integer primary key, identity text not null) strict;
create table import_recalled(n integer primary key, identity text not null,
  place integer not null default 1) strict;
create table import_memorable(n integer primary key, identity text not null) strict;
create table import_repairs(n integer not null, column_index integer not null, was text not null,
  value text not null, primary key(n, column_index)) strict, without rowid;
create table import_dittos(n integer not null, column_index integer not null, mark text not null,
  primary key(n, column_index)) strict, without rowid;
create table import_last(contact_id integer primary key, is_missing integer not null default 0,
  place integer, name_key text) strict;
create table import_facts(key text primary key, value text) strict, without rowid;
`

/** What matching looks rows up by; made after the last row. */
export const stageIndexes = `
create index import_points_n on import_points(n, kind);
create index import_addresses_n on import_addresses(n);
create index import_dates_n on import_dates(n);
create index import_tags_n on import_tags(n);
create index import_notes_n on import_notes(n);
create index import_suppressions_n on import_suppressions(n);
create index import_values_n on import_values(n, ref);
create index import_multi_person on import_multi(person);
create index import_decisions_n on import_decisions(n);
create index import_rows_company on import_rows(name_key) where kind = 'company';
`

/** What the rehearsal is paged and searched by; made after matching. */
export const outcomeIndexes = `
create index if not exists import_last_place on import_last(place) where place is not null;
create index if not exists import_rows_problem on import_rows(n) where problem_code is not null;
create index if not exists import_rows_outcome on import_rows(outcome, n, name_key, company_key);
`
