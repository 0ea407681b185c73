import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileHandle } from '#shared/domain/ids.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'
import type { Clock } from './clock.ts'
import type { RandomSource } from './random.ts'

/** A file the store holds. */
export interface StoredFile {
  readonly handle: FileHandle
  /** Its name as the owner knows it; never used as a path. */
  readonly name: string
  readonly path: string
  readonly bytes: number
}

interface FileStoreOptions {
  readonly folder: string
  readonly clock: Clock
  readonly random: RandomSource
  /** Largest file in bytes. */
  readonly maxBytes: number
}

const lifetimeMs = 24 * 60 * 60 * 1000

/**
 * Files on their way in or out, named by opaque handles that live for 24 hours.
 *
 * Everything in its folder is temporary: it is emptied when the store is created.
 */
export class FileStore {
  private readonly files = new Map<FileHandle, StoredFile & { readonly createdAt: number }>()
  private readonly options: FileStoreOptions

  constructor(options: FileStoreOptions) {
    this.options = options
    mkdirSync(options.folder, { recursive: true, mode: 0o700 })
    for (const name of readdirSync(options.folder)) {
      rmSync(join(options.folder, name), { recursive: true, force: true })
    }
  }

  /** Stores a stream; fails with `too-large` and keeps nothing when it is over the cap. */
  async receive(
    stream: Readable,
    name: string,
  ): Promise<Result<StoredFile, { code: 'too-large'; data: { maxBytes: number } }>> {
    const { handle, path } = this.reserve()
    const { maxBytes } = this.options
    let bytes = 0
    const counter = new Transform({
      transform: (chunk: Buffer, _encoding, callback) => {
        bytes += chunk.length
        callback(bytes > maxBytes ? new Error('too-large') : null, chunk)
      },
    })
    try {
      await pipeline(stream, counter, createWriteStream(path, { mode: 0o600 }))
    } catch (error) {
      rmSync(path, { force: true })
      if (bytes > maxBytes) return fail('too-large', { maxBytes })
      throw error
    }
    return ok(this.keep({ handle, name, path, bytes }))
  }

  /** Makes room for a file that Kith writes itself; register it with `keep`. */
  reserve(): { handle: FileHandle; path: string } {
    const handle = Buffer.from(this.options.random.bytes(16)).toString('hex')
    // The store is where handles come from: 32 hexadecimal digits.
    return { handle: handle as FileHandle, path: join(this.options.folder, handle) }
  }

  /** Registers a file that stands at its reserved path. */
  keep(file: StoredFile): StoredFile {
    this.sweep()
    this.files.set(file.handle, { ...file, createdAt: this.options.clock.now() })
    return file
  }

  /** The file of a handle; undefined when it is unknown or expired. */
  find(handle: FileHandle): StoredFile | undefined {
    this.sweep()
    const file = this.files.get(handle)
    if (file === undefined || !Number.isNaN(file.bytes)) return file
    const bytes = statSync(file.path, { throwIfNoEntry: false })?.size
    if (bytes === undefined) return undefined
    const written = { ...file, bytes }
    this.files.set(handle, written)
    return written
  }

  /** Its bytes. */
  read(file: StoredFile): Readable {
    return createReadStream(file.path)
  }

  /**
   * Registers a file that a job is writing: it is found from the moment it stands at its reserved
   * path, which the job reaches by renaming a whole file.
   */
  expect(file: Omit<StoredFile, 'bytes'>): void {
    this.keep({ ...file, bytes: Number.NaN })
  }

  private sweep(): void {
    const oldest = this.options.clock.now() - lifetimeMs
    for (const [handle, file] of this.files) {
      if (file.createdAt >= oldest) continue
      rmSync(file.path, { force: true })
      this.files.delete(handle)
    }
  }
}
