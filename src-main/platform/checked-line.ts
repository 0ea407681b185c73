import { crc32 } from 'node:zlib'

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0')

/** A text with its checksum in front of it. */
export const checkedLine = (text: string): string => `${checksum(text)} ${text}`

/** The text of such a line; null where anything of it is not as it was written. */
export const readCheckedLine = (line: string): string | null => {
  const text = line.slice(9)
  return text !== '' && line === checkedLine(text) ? text : null
}
