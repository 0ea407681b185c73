import { z } from 'zod'
import { command, query } from './define.ts'
import { done, line, notFound, tagId } from './values.ts'

const taken = z.object({ name: z.string() })

/** Tags by hand; a tag may carry a keep-in-touch rhythm (`rhythms.set`). */
export const tags = {
  list: query({
    input: z.strictObject({}),
    output: z.object({
      tags: z.array(
        z.object({
          id: tagId,
          name: z.string(),
          contactCount: z.int(),
          rhythmDays: z.int().nullable(),
        }),
      ),
    }),
  }),
  create: command({
    undoable: true,
    input: z.strictObject({ name: line(100) }),
    output: done.extend({ id: tagId }),
    failures: { 'name-taken': taken },
  }),
  rename: command({
    undoable: true,
    input: z.strictObject({ id: tagId, name: line(100) }),
    output: done,
    failures: { 'not-found': notFound, 'name-taken': taken },
  }),
  delete: command({
    undoable: true,
    input: z.strictObject({ id: tagId }),
    output: done,
    failures: { 'not-found': notFound },
  }),
}
