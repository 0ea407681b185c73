import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { renameDurably, syncToDisk } from '#main/platform/atomic-file.ts'

const hashForm = /^[0-9a-f]{64}$/

/** Files named by their SHA-256, in folders of their first two letters; the same content once. */
export class ContentStore {
  private readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /** Keeps bytes, on disk when this returns, and answers their hash (64 hexadecimal digits). */
  put(bytes: Uint8Array): string {
    const hash = createHash('sha256').update(bytes).digest('hex')
    const path = this.pathOf(hash)
    if (existsSync(path)) return hash
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const draft = `${path}.${randomUUID()}.tmp`
    const file = openSync(draft, 'wx', 0o600)
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameDurably(draft, path)
    syncToDisk(this.folder)
    return hash
  }

  /** The bytes; null when they are gone or are not what was kept. */
  read(hash: string): Buffer | null {
    try {
      const bytes = readFileSync(this.pathOf(hash))
      return createHash('sha256').update(bytes).digest('hex') === hash ? bytes : null
    } catch {
      return null
    }
  }

  has(hash: string): boolean {
    return existsSync(this.pathOf(hash))
  }

  /** Removes everything that nobody needs any more, drafts of a crash included. */
  keepOnly(needed: (hash: string) => boolean): void {
    for (const part of readdirSync(this.folder)) {
      for (const name of readdirSync(join(this.folder, part))) {
        if (!needed(name)) rmSync(join(this.folder, part, name), { force: true })
      }
    }
  }

  private pathOf(hash: string): string {
    if (!hashForm.test(hash)) throw new Error('no hash')
    return join(this.folder, hash.slice(0, 2), hash)
  }
}
