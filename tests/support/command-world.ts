import type { Reader } from '#main/db/executor.ts'
import type { FileHandle, JobId } from '#shared/domain/ids.ts'
import type { SeededRandom } from './seeded-random.ts'

/** What a random input may look at. */
export interface CommandWorld {
  readonly reader: Reader
  readonly random: SeededRandom
  /** Rehearses a small file and answers the plan's job. */
  readonly planImport: (csv: string) => Promise<JobId>
  /** Uploads a text and answers its handle. */
  readonly upload: (name: string, content: string) => Promise<FileHandle>
}

/** Makes an input that has a fair chance, or null when there is nothing to act on. */
export type MakeInput = (world: CommandWorld) => unknown

/** A random row's id, null when the table has none. */
export const id = ({ reader, random }: CommandWorld, table: string, where = '1'): number | null => {
  const rows = reader.allSql<{ id: number }>(`select id from ${table} where ${where} order by id`)
  return rows.length === 0 ? null : random.pick(rows).id
}

/** An input about a random row. */
export const on =
  (table: string, make: (id: number, world: CommandWorld) => unknown, where?: string): MakeInput =>
  (world) => {
    const found = id(world, table, where)
    return found === null ? null : make(found, world)
  }
