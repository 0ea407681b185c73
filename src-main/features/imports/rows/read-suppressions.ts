import { z } from 'zod'
import { checkAddress } from '#main/engines/email/address-check.ts'
import { suppressionReason } from '#shared/contract/suppressions.ts'
import type { ImportedSuppression } from './contact-facts.ts'
import { readOwnJson, readOwnList } from './read-own-list.ts'
import type { RowCells } from './row-cells.ts'

/** What keeps mail from somebody, as Kith's own export writes it. */
const written = z
  .object({
    address: z.string().refine((address) => checkAddress(address).ok),
    reason: suppressionReason,
    at: z.iso.datetime(),
    note: z.string().max(300).nullable(),
    whom: z.enum(['person', 'address']),
  })
  .transform(({ at, whom, ...told }) => ({
    ...told,
    at: Date.parse(at),
    isBound: whom === 'person',
  }))

const none: readonly ImportedSuppression[] = []

/** Where no mail goes to any more of what a row says. */
export const readSuppressions = (row: RowCells): readonly ImportedSuppression[] =>
  readOwnList(row, 'no-mail', (text) => readOwnJson(text, written)) ?? none
