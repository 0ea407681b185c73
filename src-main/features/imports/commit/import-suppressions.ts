import type { Transaction } from '#main/db/executor.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { ImportedSuppression } from '../rows/contact-facts.ts'

/** An address that no mail goes to any more, as Kith's own export says. */
export interface KeptSuppression extends Omit<ImportedSuppression, 'isBound'> {
  /** Whom it binds at whatever address; null where it counts for that address alone. */
  readonly contactId: ContactId | null
}

/** Notes in a unit of work whom no mail goes to; tells of each whether it is more than before. */
export type NoMailWriter = (
  tx: Transaction,
  clock: Pick<Clock, 'now'>,
) => (kept: KeptSuppression) => boolean

/** Read together. */
const batch = 5000

const nextOnes = `select i.id, i.address, i.reason, i.note, i.at,
    iif(i.is_bound, t.contact_id, null) as contactId
  from import_suppressions i cross join temp.import_target t on t.n = i.n
  where i.fresh and i.id > ? order by i.id limit ${batch}`

/** Suppresses what the rows of new and changed contacts say; after them. How many addresses it is. */
export const applySuppressions = (
  tx: Transaction,
  { write, clock }: { readonly write: NoMailWriter; readonly clock: Pick<Clock, 'now'> },
): number => {
  const addresses = new Set<string>()
  let last = 0
  for (;;) {
    const found = tx.allSql<KeptSuppression & { readonly id: number }>(nextOnes, last)
    if (found.length === 0) return addresses.size
    const keep = write(tx, clock)
    for (const { id, ...kept } of found) {
      if (keep(kept)) addresses.add(kept.address)
      last = id
    }
  }
}
