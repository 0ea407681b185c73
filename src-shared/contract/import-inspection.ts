import { z } from 'zod'
import { matchKey } from './import-rehearsal.ts'
import { columnTarget, dayOrder, tableFormat, tableReading } from './import-table.ts'
import { instant, stage } from './values.ts'

/** What the owner should know of a column before it comes in. */
const remark = z.object({
  /** Words on screen come from it. */
  code: z.enum([
    'splits-name',
    'splits-address',
    'companies',
    'incomplete-email',
    'phones-normalised',
    /** The value is the country found from the file (ISO 3166). */
    'phones-of-country',
    'short-phones',
    'without-year',
    'blanks',
    'no-such-day',
    'unreadable-date',
    'ambiguous-days',
    'excel-serials',
    'choice',
    'type',
    'added-to-notes',
    'several-values',
    'lost-digits',
    /** Cells that repeat the one above; the value is the mark (`〃`). */
    'repeats-above',
    /** Numbers from 1 on, as many as rows: left out. */
    'counts-rows',
  ]),
  count: z.int(),
  /** An example or a list from the file, where the words need one. */
  value: z.string().nullable(),
  /** True when the owner should look at it. */
  isWarning: z.boolean(),
})

/** A column as it stands in the file, and what it would become. */
export const inspectedColumn = z.object({
  index: z.int(),
  header: z.string(),
  /** Up to three different values. */
  samples: z.array(z.string()),
  filled: z.int(),
  target: columnTarget,
  /** False when the name was not recognised. */
  isRecognised: z.boolean(),
  remarks: z.array(remark),
})

/** What a file looks like before anything is rehearsed. */
export const inspection = z.object({
  fileName: z.string(),
  bytes: z.int(),
  format: tableFormat,
  /** Lines of the table that were read, those before the header and the header included. */
  lines: z.int(),
  /** Lines that are rows of people. */
  rows: z.int(),
  /** False for a large file, of which only the first megabytes were read here. */
  isWhole: z.boolean(),
  /** Characters that do not belong to the encoding. */
  doubtfulCharacters: z.int(),
  /** Rows with another number of cells than the header. */
  raggedRows: z.int(),
  /** Up to six words with unusual letters, as proof of the encoding. */
  unusualWords: z.array(z.string()),
  columns: z.array(inspectedColumn),
  /** The first lines as they stand. */
  preview: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })),
  /**
   * How the owner had to read the last file of this recipe, where the columns are found by that
   * alone: this one is read so too. Empty when it is found out, or said in `options`.
   */
  reading: tableReading,
  /** A remembered way to read files with these columns; the columns above already follow it. */
  recipe: z
    .object({
      uid: z.string(),
      name: z.string(),
      usedAt: instant,
      fileName: z.string(),
      /** What it says beside the columns; see `imports.plan`. */
      matchBy: z.array(matchKey),
      addTags: z.array(z.string()),
      setStage: stage.nullable(),
      /** The order of days the owner chose; null when the file decides. */
      dayOrder: dayOrder.nullable(),
    })
    .nullable(),
})
