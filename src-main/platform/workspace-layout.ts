import { join } from 'node:path'

/** Where things lie inside a workspace folder. The names never change after release. */
export interface WorkspaceLayout {
  readonly folder: string
  readonly database: string
  /** Attachments by content hash. */
  readonly attachments: string
  readonly backups: string
  /** Mails as they leave, by content hash; each goes a month after it left. */
  readonly outgoing: string
  /** Uploads and staging files; emptied at open. */
  readonly temporary: string
  readonly meta: string
  /** One line for each mail that left or may have left; never rewritten, outlives a restore. */
  readonly sentLedger: string
  /** How far the database had come; see `HighWater`. */
  readonly highWater: string
  /** What a restore must not take back, until it stands in the restored database. */
  readonly keptOnRestore: string
  readonly lock: string
  /** There while the workspace is open, and after a crash. */
  readonly openMarker: string
}

/** The layout of the workspace in `folder`; touches nothing. */
export const workspaceLayout = (folder: string): WorkspaceLayout => ({
  folder,
  database: join(folder, 'workspace.db'),
  attachments: join(folder, 'attachments'),
  backups: join(folder, 'backups'),
  outgoing: join(folder, 'outgoing'),
  temporary: join(folder, 'tmp'),
  meta: join(folder, 'meta.json'),
  sentLedger: join(folder, 'sent-ledger.log'),
  highWater: join(folder, 'high-water.txt'),
  keptOnRestore: join(folder, 'kept-on-restore.json'),
  lock: join(folder, 'workspace.lock'),
  openMarker: join(folder, 'open.json'),
})
