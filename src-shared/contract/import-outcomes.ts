import { z } from 'zod'
import { importCounts } from './import-rehearsal.ts'
import { unreadable } from './import-table.ts'
import { operationId } from './values.ts'

/** Outcome of a job of kind `imports.plan` or `imports.revise`: the counts, or why there are none. */
export const importPlanOutcome = z.union([
  z.object({ code: z.literal('planned'), counts: importCounts, seconds: z.number() }),
  z.object({ code: z.literal('not-in-encoding'), data: unreadable['not-in-encoding'] }),
  z.object({ code: z.literal('empty-file'), data: unreadable['empty-file'] }),
  z.object({ code: z.literal('too-many-columns'), data: unreadable['too-many-columns'] }),
  z.object({ code: z.literal('not-a-table'), data: unreadable['not-a-table'] }),
  z.object({ code: z.literal('too-large'), data: unreadable['too-large'] }),
  z.object({ code: z.literal('no-such-sheet'), data: unreadable['no-such-sheet'] }),
])

/** Outcome of a job of kind `imports.commit`. */
export const importCommitOutcome = z.union([
  z.object({
    code: z.literal('applied'),
    operationId: operationId.nullable(),
    counts: importCounts,
    /** People Kith had whom rows changed; other rows of `changed` add to people of this file. */
    changedPeople: z.int(),
    seconds: z.number(),
    /** What came with the rows: companies and fields that are new, people who got a tag of all,
     * addresses that get no mail. */
    created: z.object({
      companies: z.int(),
      fields: z.array(z.string()),
      tagged: z.int(),
      /** Addresses that no mail goes to any more; an undo of the import leaves them so. */
      noMail: z.int(),
    }),
  }),
  /** Data moved since the rehearsal and some lines would differ: nothing was written. */
  z.object({ code: z.literal('data-moved'), counts: importCounts }),
])
