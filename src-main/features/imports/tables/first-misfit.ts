import type { SurveyedEncoding } from '#main/engines/encodings/survey-encoding.ts'
import type { TextEncoding } from '#shared/domain/text-encodings.ts'
import { readChunks } from './file-chunks.ts'

const chunkBytes = 1_048_576
/** Of the characters that are no ASCII, so many may not fit. */
const toleratedShare = 0.05

/**
 * Where a file stops being in the encoding somebody asked for; null when it fits.
 *
 * A few strange bytes in a long text are counted as doubtful instead of refusing the file.
 */
export const firstMisfit = (
  path: string,
  encoding: TextEncoding,
  surveyed: SurveyedEncoding,
): number | null => {
  if (encoding === surveyed.encoding) return null
  if (encoding === 'utf-8') return surveyed.firstNotUtf8
  const decoder = new TextDecoder(encoding)
  let text = ''
  let start = new Uint8Array(0)
  readChunks(path, chunkBytes, (bytes) => {
    start = bytes.slice()
    text = decoder.decode(bytes, { stream: true })
    return false
  })
  const unusual = text.match(/[^\0-\x7f]/gu)?.length ?? 0
  const broken = text.match(/\uFFFD/gu)?.length ?? 0
  return broken > unusual * toleratedShare ? firstBadByte(start, encoding) : null
}

/** By halving: the decoder itself does not tell. */
const firstBadByte = (bytes: Uint8Array, encoding: TextEncoding): number => {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isDecodable(bytes.subarray(0, middle), encoding)) good = middle
    else bad = middle
  }
  return good
}

const isDecodable = (bytes: Uint8Array, encoding: TextEncoding): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
