import { z } from 'zod'
import { command, query } from './define.ts'
import { instant, line, notFound } from './values.ts'

/** Why no mail goes to an address. */
export const suppressionReason = z.enum([
  'unsubscribe',
  'objection',
  'hard-bounce',
  'complaint',
  'erasure',
  'manual',
])

/** Addresses no mail goes to, whatever is planned; append-only. */
export const suppressions = {
  list: query({
    input: z.strictObject({ limit: z.int().min(1).max(500).optional() }),
    output: z.object({
      suppressions: z.array(
        z.object({
          /** Null after an erasure: only its hash is kept. */
          address: z.string().nullable(),
          reason: suppressionReason,
          note: z.string().nullable(),
          at: instant,
        }),
      ),
    }),
  }),
  add: command({
    undoable: false,
    input: z.strictObject({ address: line(254), note: line(300).optional() }),
    output: z.object({}),
    failures: { 'not-an-address': z.object({ field: z.string() }) },
  }),
  /** Only the owner lifts, and says why. */
  lift: command({
    undoable: false,
    input: z.strictObject({ address: line(254), note: line(300) }),
    output: z.object({}),
    failures: { 'not-found': notFound },
  }),
}
