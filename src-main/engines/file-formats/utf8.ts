/** Why bytes are no UTF-8 text; `byte` counts from 0 and lies at most four bytes after the place. */
export interface NotUtf8 {
  readonly byte: number
}

/** Turns chunks of bytes into text and refuses what is not UTF-8. */
export interface Utf8Decoder {
  /** The text of the chunk; null once the bytes are not UTF-8, then see `broken`. */
  push(bytes: Uint8Array): string | null
  /** Ends the stream: a character cut off at the end is refused too. */
  end(): string | null
  readonly broken: NotUtf8 | null
}

/**
 * Decodes strictly: a wrong byte is a failure and never a replacement character, because a name
 * that came in damaged cannot be repaired later. A byte mark at the start is skipped. A NUL is
 * refused as well: it is how UTF-16 and binary files look here.
 */
export const createUtf8Decoder = (): Utf8Decoder => {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let seen = 0
  let broken: NotUtf8 | null = null
  const decode = (bytes: Uint8Array, stream: boolean): string | null => {
    if (broken !== null) return null
    try {
      const text = decoder.decode(bytes, { stream })
      const nul = bytes.indexOf(0)
      if (nul === -1) {
        seen += bytes.length
        return text
      }
      broken = { byte: seen + nul }
    } catch {
      broken = { byte: seen + firstBadByte(bytes) }
    }
    return null
  }
  return {
    push: (bytes) => decode(bytes, true),
    end: () => decode(new Uint8Array(0), false),
    get broken() {
      return broken
    },
  }
}

/** Where strict decoding stops, by halving: the decoder itself does not tell. */
const firstBadByte = (bytes: Uint8Array): number => {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isDecodable(bytes.subarray(0, middle))) good = middle
    else bad = middle
  }
  return good
}

const isDecodable = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
