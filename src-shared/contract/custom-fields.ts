import { z } from 'zod'
import { command, query } from './define.ts'
import { customFieldId, done, line, notFound } from './values.ts'

export const customFieldType = z.enum([
  'text',
  'number',
  'money',
  'date',
  'boolean',
  'choice',
  'link',
])
const options = z.array(line(200)).max(200)
const taken = z.object({ name: z.string() })

/** Fields the owner adds to every contact. */
export const customFields = {
  list: query({
    input: z.strictObject({}),
    output: z.object({
      fields: z.array(
        z.object({
          id: customFieldId,
          name: z.string(),
          type: customFieldType,
          /** Of a choice: what can be chosen. */
          options: z.array(z.string()),
          valueCount: z.int(),
        }),
      ),
    }),
  }),
  create: command({
    undoable: true,
    input: z.strictObject({ name: line(100), type: customFieldType, options: options.optional() }),
    output: done.extend({ id: customFieldId }),
    failures: { 'name-taken': taken },
  }),
  update: command({
    undoable: true,
    input: z.strictObject({
      id: customFieldId,
      name: line(100).optional(),
      options: options.optional(),
    }),
    output: done,
    failures: { 'not-found': notFound, 'name-taken': taken },
  }),
  /** All fields in their new order. */
  reorder: command({
    undoable: true,
    input: z.strictObject({ ids: z.array(customFieldId).min(1).max(500) }),
    output: done,
    failures: { 'not-found': notFound },
  }),
  /** Deletes the field with all its values. */
  delete: command({
    undoable: true,
    input: z.strictObject({ id: customFieldId }),
    output: done,
    failures: { 'not-found': notFound },
  }),
}
