import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a manifest says, as far as the check needs it. */
interface ListedBackup {
  readonly id: string
  readonly kind: string
  readonly bytes: number
  readonly sha256: string
  readonly schemaVersion: number
}

/** Every backup that is on the list, read past the product. */
export const listedBackups = (folder: string): ListedBackup[] => {
  if (!existsSync(folder)) return []
  return (
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      // Written whole or not at all by the product.
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as ListedBackup)
  )
}

/** Digests of content that `sqlite3` found whole: the same bytes need no second look. */
const sound = new Set<string>()

/** What is wrong with the listed backups; the `sqlite3` command is the second opinion. */
export const findBadBackups = (folder: string): string[] =>
  listedBackups(folder).flatMap(({ id, bytes, sha256 }) => {
    const file = join(folder, `${id}.db`)
    if (!existsSync(file)) return [`${id} is listed and not there`]
    const content = readFileSync(file)
    if (content.length !== bytes) return [`${id} has another size`]
    if (createHash('sha256').update(content).digest('hex') !== sha256) return [`${id} has changed`]
    if (sound.has(sha256)) return []
    const check = 'pragma integrity_check; pragma foreign_key_check;'
    const answer = execFileSync('sqlite3', [file, check]).toString().trim()
    if (answer !== 'ok') return [`${id}: ${answer}`]
    sound.add(sha256)
    return []
  })
