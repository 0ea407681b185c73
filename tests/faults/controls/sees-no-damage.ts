import { createRequire } from 'node:module'
import type DatabaseConstructor from 'better-sqlite3'

/** A deliberately broken build: the check of the file always finds it sound. */
const require = createRequire(import.meta.url)
// The package is CommonJS and exports its class.
const Database = require('better-sqlite3') as typeof DatabaseConstructor
// oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
const { pragma } = Database.prototype

Database.prototype.pragma = function blind(sql: string, options) {
  return sql.startsWith('quick_check') ? 'ok' : pragma.call(this, sql, options)
}
