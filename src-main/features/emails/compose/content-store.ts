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
const draftForm = /^[0-9a-f]{64}\.[0-9a-f-]{36}\.tmp$/

/** Whether a name is that of a file which was not written whole. */
export const isDraft = (name: string): boolean => draftForm.test(name)

/** Names of contents and drafts in the folder of a store; what others put there is left alone. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((part) => part.isDirectory())
    .flatMap(({ name: part }) =>
      readdirSync(join(folder, part)).filter(
        (name) => name.startsWith(part) && (hashForm.test(name) || isDraft(name)),
      ),
    )

/** Files named by their SHA-256, in folders of their first two letters; the same content once. */
export class ContentStore {
  private readonly folder: string
  /** Put since the opening: what names them may not be committed yet. */
  private readonly fresh = new Set<string>()

  constructor(folder: string) {
    this.folder = folder
  }

  /** Keeps bytes, on disk when this returns, and answers their hash (64 hexadecimal digits). */
  put(bytes: Uint8Array): string {
    const hash = createHash('sha256').update(bytes).digest('hex')
    this.fresh.add(hash)
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

  isEmpty(): boolean {
    return readdirSync(this.folder).length === 0
  }

  /** Removes a content or a draft that was there before the opening; false for a newer one. */
  removeOld(name: string): boolean {
    const hash = name.slice(0, 64)
    if (this.fresh.has(hash) || (name !== hash && !isDraft(name))) return false
    const path = this.pathOf(hash)
    rmSync(join(dirname(path), name), { force: true })
    return true
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
