import { rmSync } from 'node:fs'
import type { Helper } from '#main/platform/helper-protocol.ts'
import type { Executor } from '../executor.ts'
import type { BuilderMessage } from './search-builder.ts'

/** Fewer new contacts than this are not worth another thread. */
const fewestContacts = 5_000
/** With more than this, its memory counts for more than the time it saves. */
const mostContacts = 200_000

/** Contacts of one message. */
const contactsAtOnce = 5_000
/** Messages that may wait for the other thread: what stands in them is memory. */
const messagesAtOnce = 3

/** Where contacts wait whose texts are written beside; the first ones may be sent early. */
type Source = 'new_texts' | 'late_texts'

/** Where texts are written beside. */
export interface BesideOptions {
  /** Called when the other thread is needed. */
  readonly start: () => Helper
  /** The file that it makes; gone in the end. */
  readonly file: string
}

/** How the texts came back: with their index, alone, or not at all. */
export type TextsBeside = 'indexed' | 'texts' | 'none'

/**
 * Has another thread write the search texts of new contacts, while the transaction that made them
 * goes on: it is sent their facts, and what it wrote is copied.
 *
 * Where nobody was found before, it makes the full-text index as well, which is copied as it is.
 * It serves one unit of work.
 */
export class SearchBeside {
  private readonly start: () => Helper
  private readonly file: string
  private helper: Helper | null = null
  private state: 'new' | 'busy' | 'over' = 'new'
  private isIndexed = false
  private isComplete = false
  private source: Source = 'new_texts'
  private next = 0

  constructor({ start, file }: BesideOptions) {
    this.start = start
    this.file = file
  }

  /** Whether the texts of contacts in `temp.new_texts` are being written. */
  get isBusy(): boolean {
    return this.state === 'busy'
  }

  /** Whether the other thread was started. */
  get isWarm(): boolean {
    return this.helper !== null
  }

  /** Starts the other thread ahead of its work, which takes a while, where it is for so many. */
  expect(contacts: number): void {
    if (contacts >= fewestContacts && contacts <= mostContacts) this.warm()
  }

  private warm(): Helper {
    this.helper ??= this.start()
    return this.helper
  }

  /**
   * Begins with what stands in `temp.new_texts`, where more may come in the order of ids; what their
   * texts are made of must stay as it is.
   */
  begin(executor: Executor): void {
    if (this.state !== 'new') return
    this.isIndexed = executor.firstSql('select 1 from search_texts limit 1') === undefined
    this.state = 'busy'
    const tables = executor
      .allSql<{ sql: string }>(
        `select sql from main.sqlite_schema where name in ('search_texts', ${names(indexes)})`,
      )
      .map(({ sql }) => sql)
    this.send({ type: 'open', file: this.file, tables, isIndexed: this.isIndexed })
  }

  /** Says that all contacts are known: those in `temp.late_texts` come after the other ones. */
  complete(executor: Executor): void {
    this.isComplete = true
    this.pump(executor)
  }

  /** Sends more, if there is room: to be called now and then while other work is done. */
  pump(executor: Executor): void {
    while (this.isBusy && this.warm().waiting < messagesAtOnce && this.sendMore(executor)) {
      // As long as there is something to send.
    }
  }

  /** Sends the rest, waits for it, and copies what was written into the workspace. */
  finish(executor: Executor): TextsBeside {
    const helper = this.warm()
    while (helper.settle(messagesAtOnce - 1) && this.sendMore(executor)) {
      // As long as there is something to send.
    }
    this.send({ type: 'close' })
    const isDone = helper.settle(0)
    this.state = 'over'
    executor.runSql('insert into temp.new_texts select contact_id from temp.late_texts')
    executor.runSql('delete from temp.late_texts')
    if (!isDone) return 'none'
    executor.runSql('attach database ? as beside', this.file)
    executor.runSql('insert into main.search_texts select * from beside.search_texts')
    if (!this.isIndexed) return 'texts'
    copyIndexes(executor)
    return 'indexed'
  }

  /** Ends the other thread and removes its file. */
  async end(): Promise<void> {
    await this.helper?.end()
    rmSync(this.file, { force: true })
  }

  /** Sends one message; false when nothing is left to send. */
  private sendMore(executor: Executor): boolean {
    const ids = executor.firstSql<{ first: number | null; last: number }>(
      nextIds(this.source),
      this.next,
    )
    if (ids === undefined || ids.first === null) {
      if (!this.isComplete || this.source === 'late_texts') return false
      this.source = 'late_texts'
      this.next = 0
      return this.sendMore(executor)
    }
    this.next = ids.last + 1
    const range = [ids.first, ids.last] as const
    const contacts = bytesOf(executor, contactFacts(this.source), range)
    const points = bytesOf(executor, pointFacts(this.source), range)
    this.send({ type: 'contacts', contacts, points }, [contacts.buffer, points.buffer])
    return true
  }

  private send(message: BuilderMessage, moved: readonly ArrayBuffer[] = []): void {
    this.warm().send(message, moved)
  }
}

const indexes = ['search_names', 'search_notes'] as const
const names = (list: readonly string[]): string => list.map((name) => `'${name}'`).join(', ')

/** The tables in which FTS5 keeps an index; the other ones are the same for each. */
const copyIndex = (table: string): readonly string[] =>
  ['data', 'idx'].flatMap((part) => [
    `delete from main.${table}_${part}`,
    `insert into main.${table}_${part} select * from beside.${table}_${part}`,
  ])

/** SQLite keeps these tables to itself unless it is told that we know what we do. */
const copyIndexes = ({ database }: Executor): void => {
  database.unsafeMode(true)
  try {
    for (const table of indexes) for (const sql of copyIndex(table)) database.exec(sql)
  } finally {
    database.unsafeMode(false)
  }
}

const nextIds = (source: Source): string => `
select min(contact_id) as first, max(contact_id) as last from
  (select contact_id from temp.${source} where contact_id >= ? order by contact_id limit ${contactsAtOnce})`

const contactFacts = (source: Source): string => `
select cast(json_group_array(json_array(c.id, c.display_name, c.given_name, c.family_name, c.nickname,
    c.job_title, (select k.display_name from contacts k where k.id = c.company_id), c.kind, c.notes))
    as blob) as facts
  from temp.${source} t cross join contacts c on c.id = t.contact_id
  where t.contact_id between ? and ?`

const pointFacts = (source: Source): string => `
select cast(json_group_array(json_array(p.contact_id, p.kind, p.raw, p.normalized)) as blob) as facts
  from temp.${source} t cross join contact_points p on p.contact_id = t.contact_id
  where t.contact_id between ? and ? and p.kind in ('email', 'phone')`

/** Bytes in memory of their own, so that they can be moved. */
const bytesOf = (
  executor: Executor,
  sql: string,
  range: readonly [first: number, last: number],
): Uint8Array<ArrayBuffer> => {
  const found = executor.firstSql<{ facts: Uint8Array }>(sql, ...range)
  return new Uint8Array(found?.facts ?? [])
}
