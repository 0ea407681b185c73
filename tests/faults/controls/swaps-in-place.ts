import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** Long enough that a kill meets it. */
const pause = (): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400)

const { renameSync } = fs

/**
 * A deliberately broken build: what is restored is written over the database half by half, instead
 * of put in its place by one rename.
 */
fs.renameSync = (from, to) => {
  if (!String(to).endsWith('workspace.db')) return renameSync(from, to)
  const bytes = fs.readFileSync(from)
  const half = Math.floor(bytes.length / 2)
  const file = fs.openSync(to, 'r+')
  fs.writeSync(file, bytes, 0, half, 0)
  pause()
  fs.writeSync(file, bytes, half, bytes.length - half, half)
  fs.ftruncateSync(file, bytes.length)
  fs.closeSync(file)
  fs.rmSync(from)
}
syncBuiltinESMExports()
