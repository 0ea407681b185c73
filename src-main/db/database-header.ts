import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'

/** What a database file says of itself before anything opens it. */
export interface DatabaseHeader {
  /** The schema's version (`user_version`). */
  readonly schemaVersion: number
  readonly applicationId: number
}

const headerBytes = 100
const walHeaderBytes = 32
const frameHeaderBytes = 24

/**
 * Reads the header of a database without opening it, so that a file of a newer Kith stays untouched.
 *
 * The newest committed first page may still stand in the write-ahead log; then that one counts.
 * Null when there is no file, or an empty one. A file that is no database gives version and id 0.
 */
export const readHeader = (file: string): DatabaseHeader | null => {
  if (!existsSync(file) || statSync(file).size === 0) return null
  return parseHeader(firstPageInLog(`${file}-wal`) ?? readBytes(file, 0, headerBytes))
}

const parseHeader = (page: Buffer): DatabaseHeader => {
  const isDatabase =
    page.length >= headerBytes && page.toString('latin1', 0, 15) === 'SQLite format 3'
  return isDatabase
    ? { schemaVersion: page.readUInt32BE(60), applicationId: page.readUInt32BE(68) }
    : { schemaVersion: 0, applicationId: 0 }
}

/** The start of the newest committed page 1 in a write-ahead log, or null. */
const firstPageInLog = (log: string): Buffer | null => {
  if (!existsSync(log)) return null
  const header = readBytes(log, 0, walHeaderBytes)
  if (header.length < walHeaderBytes) return null
  const frameBytes = frameHeaderBytes + header.readUInt32BE(8)
  let committed: Buffer | null = null
  let pending: Buffer | null = null
  for (let at = walHeaderBytes; ; at += frameBytes) {
    const frame = readBytes(log, at, frameHeaderBytes + headerBytes)
    // A frame of an earlier round of the log carries other salts; what follows is stale.
    if (frame.length < frameHeaderBytes + headerBytes || !sameSalts(header, frame)) return committed
    if (frame.readUInt32BE(0) === 1) pending = frame.subarray(frameHeaderBytes)
    if (frame.readUInt32BE(4) !== 0 && pending) committed = pending
  }
}

const sameSalts = (header: Buffer, frame: Buffer): boolean =>
  header.subarray(16, 24).equals(frame.subarray(8, 16))

const readBytes = (file: string, position: number, length: number): Buffer => {
  const descriptor = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(length)
    return buffer.subarray(0, readSync(descriptor, buffer, 0, length, position))
  } finally {
    closeSync(descriptor)
  }
}
