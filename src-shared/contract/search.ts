import { z } from 'zod'
import { contactSummary } from './contact-views.ts'
import { query } from './define.ts'
import { activityId, activityKind, calendarDate, contactId } from './values.ts'

/** Half-open ranges of UTF-16 positions: `[start, end)`. */
const ranges = z.array(z.tuple([z.int(), z.int()]))

/** Everything, as one types. */
export const search = {
  everywhere: query({
    input: z.strictObject({
      text: z.string().max(200),
      limit: z.int().min(1).max(50).optional(),
    }),
    output: z.object({
      contacts: z.array(
        z.object({
          contact: contactSummary,
          /** Why it was found and which letters matched. */
          match: z.object({
            field: z.enum(['name', 'pinyin', 'company', 'email', 'phone']),
            /** The text that matched when it is not the name. */
            text: z.string(),
            ranges,
            /** Ranges in the display name. */
            nameRanges: ranges,
          }),
        }),
      ),
      notes: z.array(
        z.object({
          contactId,
          contactName: z.string(),
          activityId: activityId.nullable(),
          kind: z.union([activityKind, z.literal('contact-notes')]),
          day: calendarDate.nullable(),
          snippet: z.string(),
          ranges,
        }),
      ),
      /** True when more contacts match than are shown. */
      hasMore: z.boolean(),
    }),
  }),
  /** Whom the owner opened or changed last. */
  recent: query({
    input: z.strictObject({ limit: z.int().min(1).max(50).optional() }),
    output: z.object({ contacts: z.array(contactSummary) }),
  }),
}
