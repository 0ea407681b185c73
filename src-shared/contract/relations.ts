import { z } from 'zod'
import { command } from './define.ts'
import {
  basedOn,
  calendarDate,
  changedElsewhere,
  contactId,
  done,
  line,
  notFound,
  relationId,
  text,
} from './values.ts'

const longestNotes = 5000

/**
 * How two contacts belong together; each has a name for either side on screen.
 *
 * `from` is what the first word says: in `parent-child` it is the parent, in `works-at` the
 * person, in `referred` the one who referred.
 */
export const relationKind = z.enum([
  'works-at',
  'referred',
  'partner',
  'parent-child',
  'sibling',
  'friend',
  'colleague',
  'manager-report',
  'assistant-of',
  'other',
])
const fields = {
  role: line(200).nullable(),
  startDay: calendarDate.nullable(),
  endDay: calendarDate.nullable(),
  notes: text(longestNotes).nullable(),
}

/** Roles at companies and ties between people, with a start and an end. */
export const relations = {
  create: command({
    undoable: true,
    input: z
      .strictObject({ fromContactId: contactId, toContactId: contactId, kind: relationKind })
      .extend(z.object(fields).partial().shape),
    output: done.extend({ id: relationId }),
    failures: {
      'not-found': notFound,
      'same-contact': z.object({}),
      'ends-before-start': z.object({}),
    },
  }),
  update: command({
    undoable: true,
    input: z
      .strictObject({
        id: relationId,
        kind: relationKind.optional(),
        /** Of `notes`. */
        basedOn: basedOn(longestNotes).optional(),
      })
      .extend(z.object(fields).partial().shape),
    output: done,
    failures: {
      'not-found': notFound,
      'ends-before-start': z.object({}),
      'changed-elsewhere': changedElsewhere,
    },
  }),
  delete: command({
    undoable: true,
    input: z.strictObject({ id: relationId }),
    output: done,
    failures: { 'not-found': notFound },
  }),
}
