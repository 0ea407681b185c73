import yauzl, { type Entry, type ZipFile } from 'yauzl'
import {
  type NoTable,
  notATable,
  tableCaps,
  tooLarge,
  type UnreadableTable,
} from '#main/engines/file-formats/table/table.ts'
import { ok, type Result } from '#shared/domain/result.ts'

/** An opened .xlsx file; nothing in it is unpacked before it is asked for. */
export interface XlsxPackage {
  has(path: string): boolean
  /** Unpacks a part; null when there is none. */
  read(path: string): Promise<Result<Uint8Array | null, UnreadableTable>>
  close(): void
}

const maxParts = 10_000
/** Below this size unpacked, no ratio is a bomb. */
const harmlessBytes = 1_048_576

const refuse = (what: NoTable): { readonly ok: false; readonly error: UnreadableTable } => ({
  ok: false,
  error: notATable(what),
})

/**
 * Opens an .xlsx file and refuses other archives.
 *
 * Sizes are capped before and counted while something is unpacked: what claims less than it holds
 * is damaged. Parts that declare XML entities are refused, archives inside are never opened.
 */
export const openXlsxPackage = async (
  path: string,
  bytes: number,
): Promise<Result<XlsxPackage, UnreadableTable>> => {
  let zip: ZipFile
  try {
    zip = await yauzl.openPromise(path, { autoClose: false })
  } catch {
    return refuse('damaged-xlsx')
  }
  const entries = await listEntries(zip)
  const what = entries === null ? 'damaged-xlsx' : whatElse(entries)
  if (entries === null || what !== null) {
    zip.close()
    return refuse(what ?? 'damaged-xlsx')
  }
  const budget = { left: tableCaps.unpackedBytes, packed: bytes }
  return ok({
    has: (part) => entries.has(part),
    read: async (part) => {
      const entry = entries.get(part)
      if (entry === undefined) return ok(null)
      const refused = refuseSize(entry, budget)
      if (refused !== null) return { ok: false, error: refused }
      budget.left -= entry.uncompressedSize
      return await unpack(zip, entry)
    },
    close: () => zip.close(),
  })
}

/** By their paths; null when the directory of the archive cannot be read. */
const listEntries = async (zip: ZipFile): Promise<ReadonlyMap<string, Entry> | null> => {
  const entries = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) {
      // Twice the same path is how one reader is shown something else than the next.
      if (entries.size === maxParts || entries.has(entry.fileName)) return null
      entries.set(entry.fileName, entry)
    }
  } catch {
    return null
  }
  return entries
}

const encryptedFlag = 1

/** What an archive is when it is no .xlsx file. */
const whatElse = (entries: ReadonlyMap<string, Entry>): NoTable | null => {
  const workbook = entries.get('xl/workbook.xml')
  if (workbook !== undefined) {
    return (workbook.generalPurposeBitFlag & encryptedFlag) === 0 ? null : 'locked-xlsx'
  }
  if (entries.has('xl/workbook.bin')) return 'xls'
  if (entries.has('word/document.xml')) return 'document'
  // A sheet of Apple's Numbers.
  if (entries.has('Index/Document.iwa')) return 'numbers'
  return entries.has('mimetype') && entries.has('content.xml') ? 'ods' : 'zip'
}

const refuseSize = (
  { uncompressedSize, compressedSize }: Entry,
  { left, packed }: { readonly left: number; readonly packed: number },
): UnreadableTable | null => {
  if (uncompressedSize > left || compressedSize > tableCaps.unpackedBytes) {
    return tooLarge('unpacked-bytes', tableCaps.unpackedBytes, true)
  }
  const isBomb =
    uncompressedSize > harmlessBytes &&
    uncompressedSize > Math.min(compressedSize, packed) * tableCaps.ratio
  return isBomb ? tooLarge('ratio', tableCaps.ratio, true) : null
}

/** Not more than it declared: yauzl compares, and ends a part that grows beyond. */
const unpack = async (zip: ZipFile, entry: Entry): Promise<Result<Uint8Array, UnreadableTable>> => {
  const bytes = Buffer.alloc(entry.uncompressedSize)
  let at = 0
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) {
      // Without an encoding a stream gives buffers.
      at += (chunk as Buffer).copy(bytes, at)
    }
  } catch {
    return refuse('damaged-xlsx')
  }
  const isForeign = bytes.includes('<!DOCTYPE') || bytes.includes('<!ENTITY') || bytes[1] === 0
  return at === bytes.length && !isForeign ? ok(bytes) : refuse('damaged-xlsx')
}
