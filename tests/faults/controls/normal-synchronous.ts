import { createRequire } from 'node:module'
import type DatabaseConstructor from 'better-sqlite3'

/** A deliberately broken build: commits do not wait until they are on disk. */
const require = createRequire(import.meta.url)
// The package is CommonJS and exports its class.
const Database = require('better-sqlite3') as typeof DatabaseConstructor
// oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
const { pragma } = Database.prototype

Database.prototype.pragma = function weakened(sql: string, options) {
  return pragma.call(this, sql === 'synchronous=FULL' ? 'synchronous=NORMAL' : sql, options)
}
