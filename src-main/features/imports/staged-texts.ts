import { existsSync, renameSync, rmSync } from 'node:fs'
import type { Reader } from '#main/db/executor.ts'
import type { Helper, StartHelper } from '#main/platform/helper-protocol.ts'
import type { StageExtras } from './import-stage-rows.ts'
import type { PackedLists } from './stage-inserts.ts'
import type { TextsMessage } from './write-texts.ts'

/** The helper that writes search texts; see `createTextsWriter`. */
const textsHelper = 'imports.writeTexts'

/** With more contacts than this in the workspace most rows may be about people who are there. */
const mostKnown = 5_000
/** Of a larger file the commit makes the texts: it would not take over so many. */
const mostRows = 200_000
/** Messages that are kept back while rows are read; each holds about a thousand rows. */
const mostHeld = 24
/** Messages that the other thread has at once: what it is not through with is waited for. */
const mostSent = 16

/** The search texts of a plan's rows, as far as they were written ahead; null where they were not. */
export const writtenTexts = (stage: string): string | null => {
  const file = textsFile(stage)
  return existsSync(file) ? file : null
}

/** Removes the search texts of a plan: they are applied, or their plan is gone. */
export const forgetTexts = (stage: string): void => rmSync(textsFile(stage), { force: true })

const textsFile = (stage: string): string => `${stage}.words`

const countKnown = `select count(*) as n from (select 1 from contacts limit ${mostKnown + 1})`

/**
 * Has another thread write the search texts of rows while they are matched: the commit finds them
 * ready for everybody who comes out as their row says it.
 *
 * Reading rows takes both processors, so texts are kept back until it is over; and nobody waits for
 * them at the end. They are a gift: what is not written then, or goes wrong, the commit makes itself.
 */
export class StagedTexts {
  private readonly helper: Helper
  private readonly stage: string
  private readonly held: TextsMessage[] = []
  private rows = 0
  private isLost = false

  private constructor(stage: string, helper: Helper) {
    this.stage = stage
    this.helper = helper
  }

  /** Null where most rows may be about people who are there: of those the texts are there as well. */
  static start(
    { stage, reader }: { readonly stage: string; readonly reader: Reader },
    extras: StageExtras,
    start: StartHelper,
  ): StagedTexts | null {
    if ((reader.firstSql<{ n: number }>(countKnown)?.n ?? 0) > mostKnown) return null
    const texts = new StagedTexts(stage, start(textsHelper))
    texts.helper.send({ type: 'open', file: texts.unfinished, extras } satisfies TextsMessage)
    return texts
  }

  /** Takes rows that are staged, in the order of the file. */
  add({ usual, points, labelled, notes }: PackedLists, rows: number): void {
    this.rows += rows
    if (this.rows > mostRows) this.lose()
    if (this.isLost) return
    this.held.push({ type: 'rows', lists: { usual, points, labelled, notes } })
    if (this.held.length > mostHeld) this.send(1)
  }

  /** Goes on while other work is done: to be called now and then. */
  pump(): void {
    this.send(mostSent - this.helper.waiting)
  }

  /** Keeps what is written for the commit, or nothing; the file, where it is kept. */
  finish(): string | null {
    if (this.isLost) return null
    this.helper.send({ type: 'close' } satisfies TextsMessage)
    if (!this.helper.settle(0)) return null
    renameSync(this.unfinished, textsFile(this.stage))
    return textsFile(this.stage)
  }

  /** Ends the thread; what is not finished is gone. */
  async end(): Promise<void> {
    await this.helper.end()
    rmSync(this.unfinished, { force: true })
  }

  private get unfinished(): string {
    return `${textsFile(this.stage)}.part`
  }

  private send(count: number): void {
    for (const message of this.held.splice(0, Math.max(0, count))) this.helper.send(message)
  }

  private lose(): void {
    this.isLost = true
    this.held.length = 0
  }
}
