import { OutgoingLink } from '#main/features/emails/sending/outgoing-link.ts'
import { OwedCopies } from '#main/features/emails/sending/owed-copies.ts'
import type { TestOutbox } from './outbox.ts'

/** What mail that comes in tells an outbox of the tests. */
export const linkTo = ({
  engine,
  bounces,
  schedule,
  suppressions,
  reader,
  clock,
}: TestOutbox): OutgoingLink => {
  const owedCopies = new OwedCopies({ reader, contents: engine.contents, clock })
  const parts = { ...engine, bounces, schedule, suppressions, owedCopies }
  return new OutgoingLink({ ...parts, tokenKey: () => Buffer.alloc(32) })
}
