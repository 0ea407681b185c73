import type { TextEncoding } from '#shared/domain/text-encodings.ts'
import { KoreanDecoder } from './korean-decoder.ts'
import { joinBytes, openEnd, utf8Length } from './utf8-sequences.ts'

/** Turns chunks of bytes into text. */
export interface ChunkDecoder {
  push(bytes: Uint8Array): string
  end(): string
  /** Characters so far that did not belong to the encoding, and NULs. */
  readonly doubtful: number
}

/**
 * Decodes chunk by chunk and never fails.
 *
 * A byte that is no UTF-8 is read as Windows-1252: files glued together from two programs keep
 * every letter. In the other encodings what does not belong becomes U+FFFD. NULs are dropped. Both
 * are counted. A byte mark at the start is skipped.
 */
export const createChunkDecoder = (encoding: TextEncoding): ChunkDecoder => {
  const decoder = encoding === 'utf-8' ? new Utf8Chunks() : new OtherChunks(encoding)
  let isStart = true
  let nulls = 0
  const clean = (decoded: string): string => {
    if (decoded === '') return ''
    let text = decoded
    if (isStart && text.charCodeAt(0) === 0xfeff) text = text.slice(1)
    isStart = false
    if (!text.includes('\0')) return text
    const kept = text.replaceAll('\0', '')
    nulls += text.length - kept.length
    return kept
  }
  return {
    push: (bytes) => clean(decoder.push(bytes)),
    end: () => clean(decoder.end()),
    get doubtful() {
      return decoder.doubtful + nulls
    },
  }
}

interface Chunks {
  push(bytes: Uint8Array): string
  end(): string
  readonly doubtful: number
}

class Utf8Chunks implements Chunks {
  // Whole chunks are decoded without `stream`, which has a fast path; byte marks are left to `clean`.
  private readonly strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  private readonly fallback = new TextDecoder('windows-1252')
  private rest = new Uint8Array(0)
  doubtful = 0

  push(bytes: Uint8Array): string {
    const whole = this.rest.length === 0 ? bytes : joinBytes(this.rest, bytes)
    const end = whole.length - openEnd(whole)
    this.rest = whole.slice(end)
    return this.decode(whole.subarray(0, end))
  }

  end(): string {
    const rest = this.rest
    this.rest = new Uint8Array(0)
    return this.decode(rest)
  }

  private decode(bytes: Uint8Array): string {
    try {
      return this.strict.decode(bytes)
    } catch {
      return this.decodeMixed(bytes)
    }
  }

  private decodeMixed(bytes: Uint8Array): string {
    let text = ''
    let from = 0
    let at = 0
    while (at < bytes.length) {
      const length = utf8Length(bytes, at)
      if (length > 0) {
        at += length
        continue
      }
      text += this.strict.decode(bytes.subarray(from, at))
      text += this.fallback.decode(bytes.subarray(at, at + 1))
      this.doubtful += 1
      at += 1
      from = at
    }
    return text + this.strict.decode(bytes.subarray(from))
  }
}

class OtherChunks implements Chunks {
  private readonly decoder: Pick<InstanceType<typeof TextDecoder>, 'decode'>
  doubtful = 0

  constructor(encoding: TextEncoding) {
    this.decoder =
      encoding === 'euc-kr' ? new KoreanDecoder() : new TextDecoder(encoding, { ignoreBOM: true })
  }

  push(bytes: Uint8Array): string {
    return this.count(this.decoder.decode(bytes, { stream: true }))
  }

  end(): string {
    return this.count(this.decoder.decode())
  }

  private count(text: string): string {
    for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', at + 1)) {
      this.doubtful += 1
    }
    return text
  }
}
