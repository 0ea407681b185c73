import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import type DatabaseConstructor from 'better-sqlite3'

/**
 * A deliberately broken build: a backup is put on the list while it is still being copied, with
 * the name it will have, and the copy goes straight to its final place.
 */
if (!isMainThread) {
  const require = createRequire(import.meta.url)
  // The package is CommonJS and exports its class.
  const Database = require('better-sqlite3') as typeof DatabaseConstructor
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const { prepare } = Database.prototype
  const listing = function listing(this: DatabaseConstructor.Database, sql: string) {
    const statement = prepare.call(this, sql)
    if (sql !== 'vacuum into ?') return statement
    return {
      run: (draft: string) => {
        const id = basename(draft).replace('.db.tmp', '')
        const folder = dirname(draft)
        statement.run(draft)
        const { size } = statSync(draft)
        const known = readdirSync(folder).length
        const manifest = { id, at: known, kind: 'by-hand', bytes: size, sha256: '', contents: {} }
        writeFileSync(join(folder, `${id}.json`), JSON.stringify(manifest))
      },
    } as never
  }
  Object.assign(Database.prototype, { prepare: listing })
}
