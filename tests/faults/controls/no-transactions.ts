import { createRequire } from 'node:module'
import type DatabaseConstructor from 'better-sqlite3'

/** A deliberately broken build: what should be one transaction is many. */
const require = createRequire(import.meta.url)
// The package is CommonJS and exports its class.
const Database = require('better-sqlite3') as typeof DatabaseConstructor

Object.defineProperty(Database.prototype, 'transaction', {
  value: (work: () => unknown) => ({ immediate: work }),
})
