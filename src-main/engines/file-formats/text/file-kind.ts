import type { NoTable } from '../table/table.ts'

/** What a file is by its first bytes. */
export type FileKind =
  | 'text'
  | 'archive'
  | 'ole'
  | Exclude<NoTable, 'ods' | 'numbers' | 'damaged-xlsx' | 'locked-xlsx'>

interface Signature {
  readonly kind: FileKind
  readonly bytes: string
  readonly at?: number
}

/** First bytes in Latin-1. */
const signatures: readonly Signature[] = [
  { kind: 'archive', bytes: 'PK\x03\x04' },
  { kind: 'archive', bytes: 'PK\x05\x06' },
  { kind: 'ole', bytes: '\xd0\xcf\x11\xe0' },
  { kind: 'pdf', bytes: '%PDF' },
  { kind: 'image', bytes: '\x89PNG' },
  { kind: 'image', bytes: '\xff\xd8\xff' },
  { kind: 'image', bytes: 'GIF8' },
  { kind: 'image', bytes: 'WEBP', at: 8 },
  { kind: 'image', bytes: 'ftyphei', at: 4 },
  { kind: 'image', bytes: 'ftypmif', at: 4 },
  { kind: 'image', bytes: 'II*\0' },
  { kind: 'image', bytes: 'MM\0*' },
  { kind: 'zip', bytes: '\x1f\x8b' },
  { kind: 'zip', bytes: '7z\xbc\xaf' },
  { kind: 'zip', bytes: 'Rar!' },
  { kind: 'binary', bytes: 'SQLite format 3\0' },
  { kind: 'binary', bytes: '\x7fELF' },
]

/** Tells tables from what only looks like one; `head` is the start of the file, 1 KB is enough. */
export const fileKindOf = (head: Uint8Array): FileKind => {
  const start = new TextDecoder('latin1').decode(head.subarray(0, 1024))
  const latin = String.fromCharCode(...head.subarray(0, 16))
  const known = signatures.find(({ bytes, at = 0 }) => latin.startsWith(bytes, at))
  if (known !== undefined) return known.kind
  const text = start
    .replace(/^ï»¿/u, '')
    .replace(/^(?:ÿþ|þÿ)/u, '')
    .replaceAll('\0', '')
    .trimStart()
  if (/^begin:vcard/iu.test(text)) return 'vcard'
  if (text.startsWith('{\\rtf')) return 'document'
  if (/^(?:\[\s*)?\{\s*"[^"\r\n]*"\s*:/u.test(text)) return 'json'
  // Programs write web pages and XML under the name .xls; a spreadsheet program opens them.
  return /^<(?:\?xml|!doctype html|html|table|meta)[\s>]/iu.test(text) ? 'xls' : 'text'
}
