/**
 * Schema 2: e-mail.
 *
 * What the owner wants stands in undoable tables (`email_accounts`, `templates`, `emails`,
 * `messages`); what became of a mail stands outside the undo log (`deliveries` and the ledgers), so
 * that no undo, redo or restore of a row can send anything a second time: fate always wins.
 *
 * `deliveries.email_id` is no foreign key: the fate of a mail outlives the mail.
 *
 * Frozen once released.
 */
export const email = {
  version: 2,
  additive: true,
  sql: `
create table email_accounts(
  id integer primary key autoincrement,
  uid text not null unique,
  address text not null,
  from_name text not null,
  provider text,
  smtp_host text not null,
  smtp_port integer not null check (smtp_port between 1 and 65535),
  smtp_security text not null check (smtp_security in ('tls','starttls')),
  imap_host text,
  imap_port integer check (imap_port between 1 and 65535),
  imap_security text check (imap_security in ('tls','starttls')),
  user_name text not null,
  auth text not null default 'password' check (auth in ('password','oauth')),
  signature text,
  is_default integer not null default 0 check (is_default in (0,1)),
  daily_limit integer not null default 200 check (daily_limit between 1 and 2000),
  created_at integer not null
) strict;

create table email_account_states(
  account_uid text primary key,
  mailbox text,
  sign_in text,
  tested_at integer,
  keeps_message_id integer check (keeps_message_id in (0,1)),
  files_sent integer check (files_sent in (0,1)),
  has_plus_addresses integer check (has_plus_addresses in (0,1)),
  max_bytes integer,
  paused_reason text,
  refusals_after integer,
  last_sync_at integer,
  last_sync_error text,
  last_sync_error_at integer
) strict, without rowid;

create table templates(
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null,
  language text not null,
  subject text not null,
  body text not null,
  created_at integer not null
) strict;

create table emails(
  id integer primary key autoincrement,
  uid text not null unique,
  contact_id integer not null references contacts(id) on delete cascade deferrable initially deferred,
  account_id integer references email_accounts(id) on delete set null deferrable initially deferred,
  follow_up_id integer references follow_ups(id) on delete set null deferrable initially deferred,
  answers_message_id integer references messages(id) on delete set null deferrable initially deferred,
  batch text,
  to_address text,
  subject text not null default '',
  body text not null default '',
  attachments text not null default '[]',
  intent text not null default 'draft' check (intent in ('draft','scheduled')),
  send_at text,
  time_zone text,
  unless_answered integer not null default 0 check (unless_answered in (0,1)),
  is_hand_timed integer not null default 0 check (is_hand_timed in (0,1)),
  to_each integer not null default 0 check (to_each in (0,1)),
  scheduled_at integer,
  stopped_reason text,
  created_at integer not null,
  updated_at integer not null
) strict;
create index emails_contact on emails(contact_id, intent);
create index emails_intent on emails(intent, id);
create index emails_drafts on emails(updated_at, id) where intent = 'draft';
create index emails_stopped on emails(updated_at, id)
  where intent = 'draft' and stopped_reason = 'answered';
create index emails_batch on emails(batch) where batch is not null;
create index emails_follow_up on emails(follow_up_id) where follow_up_id is not null;
create index emails_account on emails(account_id) where account_id is not null;
create index emails_answers on emails(answers_message_id) where answers_message_id is not null;

create table messages(
  id integer primary key autoincrement,
  uid text not null unique,
  contact_id integer not null references contacts(id) on delete cascade deferrable initially deferred,
  activity_id integer references activities(id) on delete cascade deferrable initially deferred,
  account_id integer references email_accounts(id) on delete set null deferrable initially deferred,
  email_id integer references emails(id) on delete set null deferrable initially deferred,
  direction text not null check (direction in ('in','out')),
  kind text not null default 'personal' check (kind in ('personal','machine','bounce','unsubscribe')),
  message_id text,
  in_reply_to text,
  thread text,
  from_address text not null,
  to_address text not null,
  subject text not null,
  body text not null,
  at integer not null,
  known_at integer
) strict;
create index messages_contact on messages(contact_id, at desc, id desc, direction, kind);
create index messages_answers on messages(contact_id, at, known_at) where direction = 'in' and kind = 'personal';
create index messages_came on messages(at desc, id desc) where direction = 'in' and kind = 'personal';
create index follow_ups_planned on follow_ups(contact_id, created_at);
create index messages_message_id on messages(message_id) where message_id is not null;
create index messages_thread on messages(thread, at) where thread is not null;
create index messages_activity on messages(activity_id) where activity_id is not null;
create index messages_email on messages(email_id) where email_id is not null;
create index messages_account on messages(account_id) where account_id is not null;

alter table contacts add column waiting_since integer;
alter table contacts add column waiting_message_id integer;
create index contacts_waiting on contacts(waiting_since desc, waiting_message_id desc)
  where waiting_since is not null;

create table deliveries(
  email_id integer primary key,
  state text not null check (state in ('waiting','held','claimed','body','sent','uncertain',
    'deferred','failed','suppressed','dismissed')),
  reason text,
  plan text,
  batch text,
  due_at integer,
  next_attempt_at integer,
  waived text,
  attempts integer not null default 0,
  send_id text unique,
  token text,
  message_id text,
  account_uid text,
  to_address text,
  subject text,
  mime_hash text,
  reply_text text,
  claimed_at integer,
  sent_at integer,
  owes_step integer not null default 0 check (owes_step in (0,1)),
  changed_at integer not null
) strict;
create index deliveries_owing on deliveries(email_id) where owes_step = 1;
create index deliveries_state on deliveries(state, next_attempt_at, email_id);
create index deliveries_held on deliveries(email_id) where state = 'held';
create index deliveries_overdue on deliveries(email_id)
  where state = 'held' and reason = 'overdue' and next_attempt_at is not null;
create index deliveries_let_go on deliveries(account_uid)
  where mime_hash is not null and waived is not null and state in ('waiting','held','deferred');
create index deliveries_planned on deliveries(state, batch, next_attempt_at, email_id)
  where next_attempt_at is not null;
create index deliveries_sent on deliveries(sent_at desc, email_id desc) where sent_at is not null;
create index deliveries_address on deliveries(to_address) where to_address is not null;
create index deliveries_token on deliveries(token) where token is not null;
create index deliveries_message_id on deliveries(message_id) where message_id is not null;

create table send_attempts(
  id integer primary key autoincrement,
  email_id integer not null,
  account_uid text not null,
  address text,
  at integer not null,
  outcome text not null,
  reply_text text
) strict;
create index send_attempts_account on send_attempts(account_uid, at);
create index send_attempts_address on send_attempts(address, at)
  where address is not null and outcome in ('claimed','slow-down');
create index send_attempts_refusals on send_attempts(address)
  where address is not null and outcome in ('sent','failed','policy','bounce-policy');
create index send_attempts_email on send_attempts(email_id);

create table suppressions(
  id integer primary key autoincrement,
  address text,
  address_hash text not null,
  action text not null check (action in ('suppress','lift')),
  reason text not null check (reason in
    ('unsubscribe','objection','hard-bounce','complaint','erasure','manual')),
  note text,
  at integer not null
) strict;
create index suppressions_hash on suppressions(address_hash, id);

create table suppressed_contacts(
  id integer primary key,
  contact_uid text not null,
  suppression_id integer not null references suppressions(id) deferrable initially deferred,
  unique(contact_uid, suppression_id)
) strict;
create index suppressed_contacts_suppression on suppressed_contacts(suppression_id);

create table mailbox_cursors(
  account_uid text not null,
  folder text not null,
  uid_validity integer not null,
  last_uid integer not null,
  synced_at integer not null,
  primary key(account_uid, folder)
) strict, without rowid;

create table contact_suggestions(
  address text primary key,
  name text,
  first_at integer not null,
  last_at integer not null,
  last_written_at integer,
  sent_count integer not null default 0,
  received_count integer not null default 0
) strict, without rowid;

create table stranger_mails(id_hash integer primary key, at integer not null) strict;
create index stranger_mails_at on stranger_mails(at);

create table known_mails(
  contact_id integer not null references contacts(id) on delete cascade deferrable initially deferred,
  mail_hash integer not null,
  primary key(contact_id, mail_hash)
) strict, without rowid;

create table suggestion_dismissals(
  id integer primary key autoincrement,
  address text not null,
  at integer not null
) strict;
create index suggestion_dismissals_address on suggestion_dismissals(address);

create index changes_lost_address on changes(before ->> 'normalized')
  where table_id = 2 and action = 3;

create index changes_left_alone on changes(operation_id)
  where table_id = 1 and action = 3 and before ->> 'do_not_contact' = 1;
create index changes_opted_out on changes(operation_id)
  where table_id = 2 and action = 3 and before ->> 'opted_out' = 1;

create view wishes_in_bin(address, raw, contact_id, operation_id) as
  select x.before ->> 'normalized', x.before ->> 'raw', d.row_id, d.operation_id
  from changes x cross join changes d indexed by changes_row
  where x.table_id = 2 and x.action = 3 and x.before ->> 'kind' = 'email'
    and d.table_id = 1 and d.row_id = x.before ->> 'contact_id'
    and d.action = 3 and d.operation_id = x.operation_id
    and (d.before ->> 'do_not_contact' = 1 or x.before ->> 'opted_out' = 1)
    and d.operation_id > coalesce(
      (select cast(m.value as integer) from machinery m where m.key = 'bin.wishes-kept'), 0)
    and not exists (select 1 from contacts g where g.id = d.row_id)
    and not exists (select 1 from changes l indexed by changes_row
      where l.table_id = 1 and l.row_id = d.row_id and l.action = 3 and l.id > d.id)
    and (with recursive chain(code, undoes, hops) as (
        select o.code, o.undoes, 0 from operations o where o.id = d.operation_id
        union all select p.code, p.undoes, hops + 1
          from chain cross join operations p on p.id = chain.undoes)
      select hops + (code = 'history.bringBack') from chain where undoes is null) % 2 = 0;

create index changes_new_address on changes(id)
  where table_id = 2 and (action = 1 or action = 2 and json_type(before, '$.normalized') is not null);

create table mail_lookbacks(
  account_uid text primary key,
  change_id integer not null,
  row_id integer not null,
  generation integer not null default 1,
  pass integer
) strict, without rowid;

create table mail_lookups(
  account_uid text not null,
  address text not null,
  generation integer not null,
  primary key(account_uid, address)
) strict, without rowid;

create table lookback_cursors(
  account_uid text not null,
  folder text not null,
  uid_validity integer not null,
  last_uid integer not null,
  primary key(account_uid, folder)
) strict, without rowid;
`,
} as const
