import { readFileSync } from 'node:fs'
import { writeFileAtomically } from '#main/platform/atomic-file.ts'
import type { WorkspaceLayout } from '#main/platform/workspace-layout.ts'
import { type KeptSuppression, mailKeptOf } from './backups.repository.ts'

/** What a restore must not take back: who wants no mail, and the key that their hashes are made by. */
export interface KeptOnRestore {
  readonly tokenKey: string | null
  readonly suppressions: readonly KeptSuppression[]
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
  const { tokenKey, suppressions } = readOld(layout)
  const kept: KeptOnRestore = {
    tokenKey: tokenKey ?? before?.tokenKey ?? null,
    suppressions: [...(before?.suppressions ?? []), ...suppressions],
  }
  writeFileAtomically(layout.keptOnRestore, JSON.stringify(kept))
}

const readOld = (layout: WorkspaceLayout): KeptOnRestore => {
  try {
    return mailKeptOf(layout.database)
  } catch {
    // Damaged, or from before there was mail.
    return { tokenKey: null, suppressions: [] }
  }
}
