import { createRequire } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import type DatabaseConstructor from 'better-sqlite3'

/** A deliberately broken build: what a thread does in one transaction is many. */
if (!isMainThread) {
  const require = createRequire(import.meta.url)
  // The package is CommonJS and exports its class.
  const Database = require('better-sqlite3') as typeof DatabaseConstructor
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const { exec } = Database.prototype

  Database.prototype.exec = function scattering(sql: string) {
    return sql === 'begin immediate' || sql === 'commit' ? this : exec.call(this, sql)
  }
}
