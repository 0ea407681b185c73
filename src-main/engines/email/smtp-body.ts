import { Readable } from 'node:stream'

/** What happens while a mail is handed over. */
export interface BodySteps {
  /** Right before the first byte. */
  begin(): void
  /** Asked before each piece; when it says no, nothing more is handed over. */
  mayGoOn(): boolean
  /** After the last one was handed over. */
  end(): void
}

const pieceBytes = 64 * 1024

/** The bytes as a stream that nothing is read from before the server asked for them. */
export const bodyStream = (bytes: Uint8Array, steps: BodySteps): Readable => {
  let offset = 0
  let hasBegun = false
  const push = (stream: Readable): void => {
    if (!hasBegun) steps.begin()
    hasBegun = true
    if (!steps.mayGoOn()) return
    const piece = Buffer.from(bytes.subarray(offset, offset + pieceBytes))
    offset += piece.length
    if (piece.length === 0) steps.end()
    stream.push(piece.length === 0 ? null : piece)
  }
  return new Readable({
    read() {
      // A reply that came along with the go-ahead is no answer to the mail: let it be seen first.
      if (hasBegun) push(this)
      else setImmediate(() => !this.destroyed && push(this))
    },
  })
}
