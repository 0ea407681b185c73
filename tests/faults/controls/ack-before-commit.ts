import { createRequire } from 'node:module'
import type DatabaseConstructor from 'better-sqlite3'

/**
 * A deliberately broken build: a commit is acknowledged at once and made when the next one begins.
 */
const require = createRequire(import.meta.url)
// The package is CommonJS and exports its class.
const Database = require('better-sqlite3') as typeof DatabaseConstructor
// oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
const { exec } = Database.prototype

Database.prototype.exec = function deferring(sql: string) {
  if (sql === 'commit') return this
  if (sql === 'begin immediate' && this.inTransaction) exec.call(this, 'commit')
  return exec.call(this, sql)
}
