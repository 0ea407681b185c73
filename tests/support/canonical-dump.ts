import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process'
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
    return execFileSync('sqlite3', [...flags, file], {
      input: `${writeSelects(script)}.read '${script}'\n`,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const flags = ['-readonly', '-batch', '-bail', '-noheader']

const writeSelects = (script: string): string =>
  `.output '${script}'\n${selects};\n.output stdout\n`

/** Each line of a dump has columns, so that no row looks like it. */
const end = 'end\n'

/**
 * Canonical dumps of one file, one after the other, by one process.
 *
 * Starting one takes several times as long as the dump of a small workspace, and the larger this
 * process has grown the longer.
 */
export class CanonicalDumps {
  private readonly folder = mkdtempSync(join(tmpdir(), 'kith-dumps-'))
  private readonly script = join(this.folder, 'dump.sql')
  private readonly child: ChildProcessWithoutNullStreams

  /** The tables of the file are there, and stay what they are. */
  constructor(file: string) {
    this.child = spawn('sqlite3', [...flags, file])
    this.child.stdin.write(writeSelects(this.script))
    this.child.stdout.setEncoding('utf8')
  }

  /** The facts as they are now; ask for the next when this one has come. */
  next(): Promise<string> {
    const { stdin, stdout, stderr } = this.child
    return new Promise((resolve, reject) => {
      let [text, complaint] = ['', '']
      const listen = (chunk: string): void => {
        text += chunk
        if (text !== end && !text.endsWith(`\n${end}`)) return
        stop()
        resolve(text.slice(0, -end.length))
      }
      const complain = (chunk: Buffer): void => void (complaint += chunk.toString())
      const fail = (): void => {
        stop()
        reject(new Error(`no dump: ${complaint}`))
      }
      const stop = (): void => {
        stdout.off('data', listen)
        stderr.off('data', complain)
        this.child.off('close', fail)
      }
      stdout.on('data', listen)
      stderr.on('data', complain)
      this.child.on('close', fail)
      stdin.write(`.read '${this.script}'\n.print ${end}`)
    })
  }

  close(): void {
    this.child.stdin.end()
    rmSync(this.folder, { recursive: true, force: true })
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
