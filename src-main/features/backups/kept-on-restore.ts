import { readFileSync } from 'node:fs'
import { writeFileAtomically } from '#main/platform/atomic-file.ts'
import type { WorkspaceLayout } from '#main/platform/workspace-layout.ts'
import {
  consentsKeptOf,
  type KeptConsents,
  type KeptSuppression,
  mailKeptOf,
} from './backups.repository.ts'

/** What a restore must not take back: who wants no mail, and the key that their hashes are made by. */
export interface KeptOnRestore {
  readonly tokenKey: string | null
  readonly suppressions: readonly KeptSuppression[]
  readonly consents: KeptConsents
}

/** What the last restore kept, until it stands in the restored database; null without one. */
export const readKeptOnRestore = (layout: WorkspaceLayout): KeptOnRestore | null => {
  try {
    // Only `keepOnRestore` writes it, whole or not at all.
    return JSON.parse(readFileSync(layout.keptOnRestore, 'utf8')) as KeptOnRestore
  } catch {
    return null
  }
}

/**
 * Puts aside what must outlive a restore; call it before anything is replaced. That the file is
 * there says that a restore happened, also when the old database cannot be read any more.
 */
export const keepOnRestore = (layout: WorkspaceLayout): void => {
  const before = readKeptOnRestore(layout)
  const { tokenKey, suppressions } = readOld(layout, mailKeptOf) ?? noMail
  const consents = readOld(layout, consentsKeptOf) ?? noConsents
  const kept: KeptOnRestore = {
    tokenKey: tokenKey ?? before?.tokenKey ?? null,
    suppressions: [...(before?.suppressions ?? []), ...suppressions],
    consents: {
      doNotContact: [...(before?.consents.doNotContact ?? []), ...consents.doNotContact],
      optedOut: [...(before?.consents.optedOut ?? []), ...consents.optedOut],
    },
  }
  writeFileAtomically(layout.keptOnRestore, JSON.stringify(kept))
}

const noMail = { tokenKey: null, suppressions: [] }
const noConsents: KeptConsents = { doNotContact: [], optedOut: [] }

/** Null where the old database is damaged, or from before there was such a thing. */
const readOld = <T>({ database }: WorkspaceLayout, read: (file: string) => T): T | null => {
  try {
    return read(database)
  } catch {
    return null
  }
}
