import { existsSync, renameSync, rmSync } from 'node:fs'
import type { Reader } from '#main/db/executor.ts'
import type { Helper, StartHelper } from '#main/platform/helper-protocol.ts'
import type { StageExtras } from './import-stage-rows.ts'
import type { PackedLists } from './stage-inserts.ts'
import { type TextsMessage, textLists } from './write-texts.ts'

/** The helper that writes search texts; see `createTextsWriter`. */
const textsHelper = 'imports.writeTexts'

/** With more contacts than this in the workspace most rows may be about people who are there. */
const mostKnown = 5_000
/** Of a larger file the commit makes the texts: it would not take over so many. */
const mostRows = 200_000
/** Messages that may wait for the other thread; each holds about a thousand rows. */
const messagesAtOnce = 64

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
 * Has another thread write the search texts of rows while they are staged and matched: the commit
 * finds them ready for everybody who comes out as their row says it.
 *
 * They are a gift: whatever goes wrong, the commit makes them itself.
 */
export class StagedTexts {
  private readonly helper: Helper
  private readonly stage: string
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
    texts.send({ type: 'open', file: texts.unfinished, extras })
    return texts
  }

  /** Hands over rows that are staged; what they are packed in is gone afterwards. */
  add(lists: PackedLists, rows: number): void {
    this.rows += rows
    this.isLost ||= this.rows > mostRows || !this.helper.settle(messagesAtOnce)
    if (this.isLost) return
    const { usual, points, labelled, notes } = lists
    const buffers = textLists.flatMap((list) => [
      lists[list].lengths.buffer,
      lists[list].numbers.buffer,
    ])
    this.send({ type: 'rows', lists: { usual, points, labelled, notes } }, buffers)
  }

  /** Waits for the rest and keeps the texts for the commit. */
  finish(): void {
    if (this.isLost) return
    this.send({ type: 'close' })
    if (this.helper.settle(0)) renameSync(this.unfinished, textsFile(this.stage))
  }

  /** Ends the thread; what is not finished is gone. */
  async end(): Promise<void> {
    await this.helper.end()
    rmSync(this.unfinished, { force: true })
  }

  private get unfinished(): string {
    return `${textsFile(this.stage)}.part`
  }

  private send(message: TextsMessage, moved: readonly ArrayBuffer[] = []): void {
    this.helper.send(message, moved)
  }
}
