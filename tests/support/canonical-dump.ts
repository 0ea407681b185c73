import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Tables that are not facts: derived, ledgers and machinery. What is not named here is dumped, so
 * that a forgotten table shows.
 */
const notFacts = new Set([
  'search_texts',
  'activity_texts',
  'operations',
  'changes',
  'jobs',
  'file_handles',
  'reminder_deliveries',
  'import_runs',
  'import_undecided',
  'import_matches',
  'email_account_states',
  'deliveries',
  'mailbox_cursors',
  'contact_suggestions',
  'stranger_mails',
  'known_mails',
  'mail_lookbacks',
  'mail_lookups',
  'lookback_cursors',
  'send_attempts',
  'suppressions',
  'suppressed_contacts',
  'machinery',
])

/**
 * A canonical dump of a workspace's facts, made by the `sqlite3` command and nothing of Kith's.
 *
 * One line a row: table, then type and value of each column. Kept columns are in it as well: they
 * are functions of the facts, so equal facts must give equal ones.
 */
export const canonicalDump = (file: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-dump-'))
  try {
    // One process for both: starting it takes longer than the dump of a small workspace.
    const script = join(folder, 'dump.sql')
    return execFileSync('sqlite3', ['-readonly', '-batch', '-bail', '-noheader', file], {
      input: `.output '${script}'\n${selects};\n.output stdout\n.read '${script}'\n`,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const derived = [...notFacts].map((name) => `'${name}'`).join(', ')

// quote() stops at a NUL, hex() does not.
const value = `replace('case typeof("?") when ''text'' then ''text '' || hex("?")
  else typeof("?") || '' '' || quote("?") end', '?', c)`

/** Writes the statement that dumps each table. */
const selects = `select 'select ''' || t || ''', ' || group_concat(${value}, ', ')
    || ' from ' || t || ' order by 2;'
  from (select m.name as t, p.name as c
    from sqlite_master m join pragma_table_info(m.name) p
    where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like 'search_%'
      and m.name not in (${derived})
    order by m.name, p.cid)
  group by t order by t`
