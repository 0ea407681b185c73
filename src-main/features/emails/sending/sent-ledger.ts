import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncToDisk } from '#main/platform/atomic-file.ts'
import { checkedLine, readCheckedLine } from '#main/platform/checked-line.ts'

/**
 * What happened to a mail: `body` before its first byte left, `sent` when the server took it,
 * `refused` when the server said no, `resend` when the owner lets a doubtful one go again.
 */
export type LedgerEvent = 'body' | 'sent' | 'refused' | 'resend'

/** One line of the ledger. */
export interface LedgerLine {
  readonly event: LedgerEvent
  /** Permanent name (uid) of the mail: ids of rows may be given again after a restore. */
  readonly mail: string
  readonly sendId: string
  /** Milliseconds UTC. */
  readonly at: number
}

/**
 * Which mails left or may have left, outside of the database, so that no restore can forget it.
 *
 * Each line carries its checksum and is on disk before `append` returns. It is never rewritten; a
 * line that was cut off by a crash is passed over, because what it announced had not begun.
 */
export class SentLedger {
  private readonly last = new Map<string, LedgerLine>()
  /** Sendings of which a first byte may have left. */
  private readonly begun = new Set<string>()
  private newest: LedgerLine | undefined
  private oldest: LedgerLine | undefined
  private readonly path: string
  private file: number | null = null
  /** True when the file ends inside a line. */
  private isTorn = false
  private isRead = false
  /** True when the disk took the last lines not. */
  private hasFailed = false

  constructor(path: string) {
    this.path = path
    this.tryToRead()
  }

  /** What is known last of a mail; undefined when nothing of it ever left. */
  lastOf(mail: string): LedgerLine | undefined {
    return this.last.get(mail)
  }

  /** True when the mail left or may have left, and nobody let it go again. */
  blocks(mail: string): boolean {
    const event = this.last.get(mail)?.event
    return event === 'body' || event === 'sent'
  }

  /** Writes lines; they are on disk when this returns. Throws when the disk takes them not. */
  append(...lines: readonly LedgerLine[]): void {
    if (lines.length === 0) return
    if (!this.tryToRead()) throw new Error('the ledger cannot be read')
    this.write(lines.map((line) => `${textOf(line)}\n`).join(''))
    for (const line of lines) this.note(line)
  }

  /** Whether lines can be written; after they could not, an empty one is tried. */
  canAppend(): boolean {
    if (!this.tryToRead()) return false
    try {
      if (this.hasFailed) this.write('\n')
      else this.open()
      return true
    } catch {
      return false
    }
  }

  private open(): number {
    const isNew = !existsSync(this.path)
    this.file ??= openSync(this.path, 'a', 0o600)
    if (isNew) syncToDisk(dirname(this.path))
    return this.file
  }

  private write(text: string): void {
    try {
      const file = this.open()
      const bytes = Buffer.from(this.isTorn ? `\n${text}` : text)
      // From here to the end of the write the file may end inside a line.
      this.isTorn = true
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
      this.isTorn = false
      fsyncSync(file)
      this.hasFailed = false
    } catch (cause) {
      this.hasFailed = true
      // What comes next finds out what stands at the path by then.
      this.close()
      throw cause
    }
  }

  /** False while there is something at its place that cannot be read. */
  private tryToRead(): boolean {
    if (this.isRead) return true
    try {
      const text = existsSync(this.path) ? readFileSync(this.path, 'utf8') : ''
      this.isTorn = text !== '' && !text.endsWith('\n')
      for (const line of text.split('\n')) {
        const read = readLine(line)
        if (read !== null) this.note(read)
      }
      this.isRead = true
    } catch {
      // Nothing leaves meanwhile.
    }
    return this.isRead
  }

  /** The mail that began to leave last; undefined when none ever did. */
  lastBegun(): LedgerLine | undefined {
    return this.newest
  }

  hasBegun(sendId: string): boolean {
    return this.begun.has(sendId)
  }

  /** When the first line was written; undefined for an empty ledger. */
  firstAt(): number | undefined {
    return this.oldest?.at
  }

  private note(line: LedgerLine): void {
    this.last.set(line.mail, line)
    this.oldest ??= line
    if (line.event === 'body' || line.event === 'sent') this.begun.add(line.sendId)
    if (line.event === 'body') this.newest = line
  }

  close(): void {
    if (this.file !== null) closeSync(this.file)
    this.file = null
  }
}

const textOf = ({ event, mail, sendId, at }: LedgerLine): string =>
  checkedLine(`${at} ${event} ${mail} ${sendId}`)

const lineForm = /^(\d{1,16}) (body|sent|refused|resend) (\S+) (\S+)$/

const readLine = (line: string): LedgerLine | null => {
  const [, at, event, mail, sendId] = lineForm.exec(readCheckedLine(line) ?? '') ?? []
  if (mail === undefined || sendId === undefined) return null
  // The form allows no other word.
  return { event: event as LedgerEvent, mail, sendId, at: Number(at) }
}
