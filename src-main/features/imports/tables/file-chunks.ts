import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Told of a chunk, which is overwritten by the next one; false stops. */
export type OnChunk = (bytes: Uint8Array) => boolean

/** Reads a file chunk by chunk; true when its end was reached. */
export const readChunks = (path: string, chunkBytes: number, onChunk: OnChunk): boolean => {
  const file = openSync(path, 'r')
  try {
    // A small file needs no large chunk.
    const chunk = new Uint8Array(Math.min(chunkBytes, fstatSync(file).size + 1))
    for (;;) {
      const count = readSync(file, chunk, 0, chunk.length, null)
      if (count === 0) return true
      if (!onChunk(chunk.subarray(0, count))) return false
    }
  } finally {
    closeSync(file)
  }
}

/** Reads some bytes from a place in a file; fewer when it ends before. */
export const readBytes = (path: string, from: number, length: number): Uint8Array => {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(length)
    const count = readSync(file, bytes, 0, length, from)
    return bytes.subarray(0, count)
  } finally {
    closeSync(file)
  }
}
