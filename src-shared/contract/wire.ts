import type { FileHandle } from '#shared/domain/ids.ts'

/** Codes that any procedure may answer, whatever it declares. */
export type WireCode =
  | 'invalid-input'
  | 'unknown-procedure'
  | 'unauthorized'
  | 'forbidden'
  | 'rebuilding'
  | 'not-open'
  | 'damaged'
  | 'disk-full'
  | 'bug'
  | 'unreachable'

/** One wrong field of an input: where, and what is wrong with it. */
export interface FieldProblem {
  readonly path: string
  readonly message: string
}

/**
 * A failure as it travels: plain JSON.
 *
 * `message` is English for scripts and logs; the words on screen come from `code` and `data`.
 * `logId` points into the log when the code is `bug`.
 */
export interface WireError {
  readonly code: string
  readonly message: string
  readonly data?: unknown
  readonly logId?: string
}

/** The answer to a call, the same over every wire. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: WireError }

/** Who caused an operation. */
export type Actor = 'owner' | 'rule' | 'sync' | 'system'

/**
 * Announces one committed unit of work.
 *
 * `seq` counts up by one per event of a running application; a gap means that events were missed
 * and everything read before is stale. `tables` names the tables that changed with the ids of
 * their rows, up to 100 of them, else `'many'`.
 */
export interface ChangeEvent {
  readonly type: 'change'
  readonly seq: number
  readonly operationId: number | null
  readonly actor: Actor
  readonly tables: Readonly<Record<string, readonly number[] | 'many'>>
}

/** Progress or outcome of a job, at most four a second. */
export interface JobEvent {
  readonly type: 'job'
  readonly seq: number
  readonly jobId: number
}

/** A follow-up has come due: hosts show a notification, pages a toast. */
export interface ReminderEvent {
  readonly type: 'reminder'
  readonly seq: number
  readonly followUpIds: readonly number[]
}

/**
 * The application behind the host was closed and built anew (restore, sample workspace), or could
 * not be: `app.status` tells.
 */
export interface RebuiltEvent {
  readonly type: 'rebuilt'
  readonly seq: number
}

/** A new day has begun for the owner, or the owner is in another zone: "today" means another day. */
export interface DayEvent {
  readonly type: 'day'
  readonly seq: number
}

/** Everything a host announces to its pages. */
export type HostEvent = ChangeEvent | JobEvent | ReminderEvent | RebuiltEvent | DayEvent

/** What differs between hosts, as facts and not as names of hosts. */
export interface HostCapabilities {
  readonly kind: 'electron' | 'loopback'
  /** Can open a folder in the file manager. */
  readonly openFolder: boolean
  /** Has a native menu bar, so the page shows none of its own. */
  readonly nativeMenu: boolean
  /** Shows native notifications itself; else the page does. */
  readonly notifications: boolean
}

/** A file in the owner's hands: in a page a `File`, which each transport narrows to. */
export interface UploadSource {
  readonly name: string
  readonly size: number
}

/** One way to reach the application; the renderer knows nothing else of its host. */
export interface Transport {
  readonly hostKind: HostCapabilities['kind']
  /** Calls `slice.procedure`; resolves to a reply, also when the host cannot be reached. */
  call(name: string, input: unknown): Promise<Reply>
  /** Delivers events until the returned function is called. */
  subscribe(onEvent: (event: HostEvent) => void): () => void
  /** Hands a file to the host and returns its handle. */
  upload(file: UploadSource): Promise<FileHandle>
  /** Saves the file of a handle where the owner wants it. */
  download(handle: FileHandle, name: string): Promise<void>
}

/** Sent with each call: the window (tab) whose Ctrl+Z this act belongs to. */
export const windowHeader = 'x-kith-window'
