import { z } from 'zod'
import { command, query } from './define.ts'
import { contactId, done, importance, notFound, rhythmId, tagId } from './values.ts'

/** Whom a rhythm is for: one contact, everybody with a tag, everybody of an importance. */
export const rhythmTarget = z.union([
  z.strictObject({ contactId }),
  z.strictObject({ tagId }),
  z.strictObject({ importance }),
])

/** Keep in touch every n days. The nearest wins: contact, then tag, then importance. */
export const rhythms = {
  list: query({
    input: z.strictObject({}),
    output: z.object({
      /** Those of tags and importances; a contact's own is on its record. */
      rhythms: z.array(
        z.object({
          id: rhythmId,
          target: rhythmTarget,
          everyDays: z.int(),
          contactCount: z.int(),
        }),
      ),
    }),
  }),
  /** Sets it, or with null removes it. */
  set: command({
    undoable: true,
    input: z.strictObject({ target: rhythmTarget, everyDays: z.int().min(1).max(3650).nullable() }),
    output: done,
    failures: { 'not-found': notFound },
  }),
}
