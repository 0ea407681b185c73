import { z } from 'zod'
import { command, query } from './define.ts'
import { done, line, notFound, templateId, text } from './values.ts'

const fields = {
  name: line(120),
  language: z.enum(['en', 'zh-CN']),
  /** One line with merge fields. */
  subject: z.string().max(300),
  /** Limited HTML with merge fields. */
  body: text(200_000),
}
const template = z.object({
  ...fields,
  /** Null for one that ships with Kith. */
  id: templateId.nullable(),
  /** Permanent name of a shipped one, null for the owner's own. */
  starter: z.string().nullable(),
})
/** The text cannot be read as a template: where, in words of the engine's position. */
const badTemplate = z.object({ field: z.enum(['subject', 'body']), position: z.string() })

/** Texts to begin a mail with: six that ship in both languages, and the owner's own. */
export const templates = {
  list: query({
    input: z.strictObject({}),
    output: z.object({ templates: z.array(template) }),
  }),
  create: command({
    undoable: true,
    input: z.strictObject(fields),
    output: done.extend({ id: templateId }),
    failures: { 'bad-template': badTemplate },
  }),
  update: command({
    undoable: true,
    input: z.strictObject({ id: templateId }).extend(z.object(fields).partial().shape),
    output: done,
    failures: { 'not-found': notFound, 'bad-template': badTemplate },
  }),
  delete: command({
    undoable: true,
    input: z.strictObject({ id: templateId }),
    output: done,
    failures: { 'not-found': notFound },
  }),
}
