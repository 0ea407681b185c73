import { z } from 'zod'
import { command, query } from './define.ts'
import { contactId, contactKind, instant, notFound, operationId } from './values.ts'

const contactRef = z.object({ id: contactId, name: z.string(), exists: z.boolean() })

/** One operation as History shows it. Names are looked up, never stored in the label. */
export const operation = z.object({
  id: operationId,
  /** What it was: a code such as `contacts.delete`; the words come from it and `numbers`. */
  code: z.string(),
  numbers: z.record(z.string(), z.union([z.number(), z.string()])),
  actor: z.enum(['owner', 'rule', 'sync', 'system']),
  at: instant,
  /** The first few people it touched and how many there were. */
  contacts: z.array(contactRef),
  contactCount: z.int(),
  state: z.enum(['done', 'undone', 'is-undo', 'left-the-house', 'came-in', 'unreadable']),
  /** The operation that undid this one, while it is undone. */
  undoneBy: operationId.nullable(),
  undoneAt: instant.nullable(),
  undoes: operationId.nullable(),
  /** Of an act on one mail, a tag or a field: what it is called, looked up like the names. */
  subject: z.string().optional(),
  /** Of an undo or a redo: what the act was that it took back or brought back. */
  of: z
    .object({
      code: z.string(),
      numbers: z.record(z.string(), z.union([z.number(), z.string()])),
      subject: z.string().optional(),
    })
    .optional(),
})

/** Where something changed. */
const place = z.object({
  contact: contactRef.nullable(),
  table: z.string(),
  rowId: z.int(),
  field: z.string().nullable(),
  /** Of a row of the settings: which one. */
  setting: z.string().optional(),
})

/** One place where an undo meets a later change. */
const conflict = place.extend({
  key: z.string(),
  verdict: z.enum([
    'edited-since',
    'has-dependents',
    'deleted-since',
    'changed-since',
    'parent-gone',
    'taken',
  ]),
  /** What the undo would put there. */
  before: z.string().nullable(),
  /** What stands there now. */
  now: z.string().nullable(),
})

/** What an undo did. */
export const undone = z.object({
  /** The new operation; null when nothing had to change. */
  operationId: operationId.nullable(),
  /** The operation that was undone, so that the toast can name it. */
  undid: operation,
  /** Above 2,000 rows the work is a job. */
  jobId: z.int().nullable(),
})

/** Which operation to undo, and what was decided about its conflicts. */
export const undoInput = z.strictObject({
  id: operationId,
  /** Keys of conflicts to take back anyway; all others keep what is there now. */
  takeBack: z.array(z.string().max(200)).max(10_000).optional(),
  /** Undo although there are conflicts, keeping mine for those not in `takeBack`. */
  decided: z.boolean().optional(),
})

/** Why an operation was not undone. */
export const undoFailures = {
  'not-found': notFound,
  'already-undone': z.object({ undoneBy: operationId }),
  conflicts: z.object({ conflicts: z.array(conflict) }),
  'not-undoable': z.object({ reason: z.enum(['left-the-house', 'came-in', 'older-schema']) }),
}

/** Every operation, undo, redo and the bin. */
export const history = {
  list: query({
    input: z.strictObject({
      actor: z.enum(['owner', 'rule', 'system']).optional(),
      /** Only operations that touched this contact. */
      contactId: contactId.optional(),
      before: operationId.optional(),
      limit: z.int().min(1).max(200).optional(),
    }),
    output: z.object({ operations: z.array(operation), hasMore: z.boolean() }),
  }),
  /** What an operation changed, grouped by contact, and what its undo would meet. */
  get: query({
    input: z.strictObject({ id: operationId }),
    output: z.object({
      operation,
      changes: z.array(
        place.extend({
          action: z.enum(['insert', 'update', 'delete']),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
      /** Changes beyond the first 200. */
      moreChanges: z.int(),
      conflicts: z.array(conflict),
    }),
    failures: { 'not-found': notFound },
  }),
  /** Undoes one operation; also the redo, which is the undo of the undo. */
  undo: command({
    undoable: true,
    input: undoInput,
    output: undone,
    failures: undoFailures,
  }),
  /** Ctrl+Z: takes back the owner's last act in this window. */
  undoLast: command({
    undoable: true,
    input: z.strictObject({}),
    output: undone,
    failures: {
      'nothing-to-undo': z.object({}),
      conflicts: z.object({ id: operationId, conflicts: z.array(conflict) }),
    },
  }),
  /** Shift+Ctrl+Z: brings back what Ctrl+Z took last in this window. */
  redoLast: command({
    undoable: true,
    input: z.strictObject({}),
    output: undone,
    failures: {
      'nothing-to-redo': z.object({}),
      conflicts: z.object({ id: operationId, conflicts: z.array(conflict) }),
    },
  }),
  /** Deletions of the last 30 days that are not undone. */
  bin: query({
    input: z.strictObject({}),
    output: z.object({
      operations: z.array(
        operation.extend({
          /** Contacts that are not back yet; 1 of any other deletion. */
          stillDeleted: z.int(),
        }),
      ),
    }),
  }),
  /** Who is still deleted of one deletion of contacts, by name. */
  deleted: query({
    input: z.strictObject({
      id: operationId,
      /** Part of a name. */
      search: z.string().max(200).optional(),
      after: z.string().max(2000).optional(),
      limit: z.int().min(1).max(500).optional(),
    }),
    output: z.object({
      contacts: z.array(
        z.object({
          id: contactId,
          kind: contactKind,
          name: z.string(),
          jobTitle: z.string().nullable(),
          /** An address or a number, to tell namesakes apart. */
          point: z.string().nullable(),
        }),
      ),
      /** All who match, whatever page. */
      total: z.int(),
      nextCursor: z.string().nullable(),
    }),
    failures: { 'not-found': notFound, 'bad-cursor': z.object({}) },
  }),
  /**
   * Brings back some of a deletion with all that is theirs, as an act of its own: the others stay
   * deleted. Those who are back already are left out.
   */
  bringBack: command({
    undoable: true,
    input: undoInput.extend({
      selection: z.union([
        z.strictObject({ ids: z.array(contactId).min(1).max(1000) }),
        z.strictObject({
          search: z.string().max(200).optional(),
          except: z.array(contactId).max(1000),
        }),
      ]),
    }),
    output: z.object({
      operationId: operationId.nullable(),
      changed: z.int(),
      /** Above 2,000 rows the work is a job. */
      jobId: z.int().nullable(),
    }),
    failures: undoFailures,
  }),
}
