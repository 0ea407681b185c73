import { z } from 'zod'
import { command, query } from './define.ts'
import { contactId, done, instant, line, notFound } from './values.ts'

const address = line(254)

/** People the owner writes to, found in the mailboxes, who are no contacts yet. */
export const suggestions = {
  /** Those with whom most was written first. */
  list: query({
    input: z.strictObject({ limit: z.int().min(1).max(100).optional() }),
    output: z.object({
      /** All of them. */
      count: z.int(),
      people: z.array(
        z.object({
          /** As addresses are compared. */
          address: z.string(),
          /** As their mails give it, else read from the address. */
          name: z.string(),
          /** Mails to them. */
          sent: z.int(),
          /** Mails from them. */
          received: z.int(),
          lastAt: instant,
          /** Contacts of that name, whose other address it may be; the five met last at most. */
          namesakes: z.array(
            z.object({
              id: contactId,
              name: z.string(),
              /** What tells them apart. */
              companyName: z.string().nullable(),
              email: z.string().nullable(),
            }),
          ),
        }),
      ),
    }),
  }),
  /**
   * Makes a contact of each, or adds the address to the contact that is named. Addresses that a
   * contact has already are passed over.
   */
  accept: command({
    undoable: true,
    input: z.strictObject({
      people: z
        .array(z.strictObject({ address, name: line(300), contactId: contactId.optional() }))
        .min(1)
        .max(100),
    }),
    output: done.extend({ added: z.array(z.object({ address: z.string(), contactId })) }),
    failures: { 'not-an-address': z.object({ field: z.string() }), 'not-found': notFound },
  }),
  /** They are no contacts, and are not suggested again. */
  dismiss: command({
    undoable: true,
    input: z.strictObject({ addresses: z.array(address).min(1).max(100) }),
    output: done,
    failures: { 'not-an-address': z.object({ field: z.string() }) },
  }),
}
