import type { Query } from '@tanstack/react-query'
import type { Input } from '#shared/contract/index.ts'
import type { ChangeEvent } from '#shared/contract/wire.ts'
import type { QueryName } from './client.ts'

/** The key of a query: the tables it reads, its name, its input. */
export type ApiQueryKey<Name extends QueryName = QueryName> = readonly [
  tables: readonly string[],
  name: Name,
  input: Input<Name>,
]

const people = ['contacts', 'contact_tags', 'tags', 'activities', 'follow_ups', 'rhythms']
const record = [
  ...people,
  'contact_points',
  'addresses',
  'important_dates',
  'custom_values',
  'custom_fields',
  'relations',
  'stage_changes',
]

/** What the owner wrote, what became of it, and to whom. */
const mails = ['emails', 'deliveries', 'messages', 'contacts', 'contact_points']

/** Tables that every change touches: the answer is as old as the last operation. */
const everything = ['*']

const tablesRead: Readonly<Record<QueryName, readonly string[]>> = {
  'app.status': ['settings'],
  'app.about': [],
  'app.diagnostics': everything,
  'settings.get': ['settings'],
  'contacts.list': record,
  'contacts.count': record,
  'contacts.facets': ['contacts', 'addresses'],
  // Whether mail goes to an address.
  'contacts.get': [...record, 'suppressions', 'deliveries'],
  'contacts.findDuplicates': ['contacts', 'contact_points'],
  'tags.list': ['tags', 'contact_tags', 'rhythms'],
  'customFields.list': ['custom_fields', 'custom_values'],
  'activities.list': ['activities', 'follow_ups', 'messages'],
  'activities.mail': ['activities', 'messages'],
  'activities.preview': [],
  'followUps.list': ['follow_ups', 'contacts'],
  'rhythms.list': ['rhythms', 'tags', 'contact_tags', 'contacts'],
  'today.get': [...record, 'messages', 'deliveries', 'settings'],
  'today.count': [...record, 'messages'],
  'search.everywhere': record,
  'search.recent': record,
  'imports.inspect': [],
  'imports.rehearsal': [],
  'imports.rehearsedRows': [],
  'imports.quarantine': [],
  'imports.recipes': ['import_recipes', 'jobs'],
  'jobs.get': ['jobs'],
  'jobs.list': ['jobs'],
  'emails.get': mails,
  'emails.list': mails,
  'emails.groups': mails,
  'emails.batch': [...mails, 'suppressions'],
  'emails.overdue': mails,
  'emails.stopped': [...mails, 'suppressions'],
  'emails.pending': mails,
  'emails.outbox': [...mails, 'email_accounts', 'email_account_states', 'settings', 'machinery'],
  'emails.check': [...record, ...mails, 'email_accounts', 'suppressions', 'settings'],
  // Named by its content.
  'emails.picture': [],
  'emails.preview': [...record, ...mails, 'email_accounts', 'suppressions', 'settings'],
  'emailAccounts.list': ['email_accounts', 'email_account_states'],
  'emailAccounts.signInProviders': ['email_account_states'],
  'emailAccounts.presets': [],
  'mailboxes.answers': ['messages', 'contacts', 'activities', 'follow_ups'],
  'mailboxes.status': ['email_accounts', 'email_account_states', 'mailbox_cursors'],
  'suggestions.list': [
    'contact_suggestions',
    'suggestion_dismissals',
    'suppressions',
    'contacts',
    'contact_points',
  ],
  'templates.list': ['templates'],
  // Written when somebody asks for no more mail, in a mailbox that is read, when a server refuses an
  // address, and by the owner: of all three the host tells under these names.
  'suppressions.list': ['suppressions', 'deliveries', 'email_account_states'],
  'history.list': everything,
  'history.get': everything,
  'history.bin': everything,
  'history.deleted': everything,
  'backups.list': ['backups'],
  'backups.preview': everything,
}

/** The key under which the answer to a query is cached. */
export const queryKey = <Name extends QueryName>(
  name: Name,
  input: Input<Name>,
): ApiQueryKey<Name> => [tablesRead[name], name, input]

/** Whether a cached answer is stale after a change to these tables. */
export const isStale = (query: Query, changed: ChangeEvent['tables']): boolean => {
  const tables: unknown = query.queryKey[0]
  return (
    Array.isArray(tables) &&
    tables.some((table) => table === '*' || (typeof table === 'string' && table in changed))
  )
}
