// Preloaded into the host's threads: says what a job's time went into, by what its SQL is about.
import { appendFileSync } from 'node:fs'
import { isMainThread, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

const file = process.env.KITH_BENCH_PHASES

const planPhase = (sql) =>
  /^\s*insert into import_(rows|points|addresses|dates|tags|notes|cells)\b/u.test(sql) &&
  !/\bfrom (import_rows|\(select)/u.test(sql)
    ? 'stage'
    : 'match'

const writePhase = (sql) => {
  if (/search_|new_texts|fresh_texts/u.test(sql)) return 'search'
  if (/^\s*(create|drop) index|^\s*analyze/iu.test(sql)) return 'indexes'
  if (/temp\.kept_|temp\.touched|unit_range/u.test(sql)) return 'kept'
  if (/^\s*(commit|wal_checkpoint)/u.test(sql)) return 'to disk'
  return 'apply'
}

if (!isMainThread && file && workerData?.kind) {
  const started = performance.now()
  const phaseOf = workerData.kind === 'imports.plan' ? planPhase : writePhase
  const spent = new Map()
  let depth = 0
  const timed = (text, work) => {
    if (depth > 0) return work()
    const start = performance.now()
    depth += 1
    try {
      return work()
    } finally {
      depth -= 1
      const phase = phaseOf(text)
      spent.set(phase, (spent.get(phase) ?? 0) + performance.now() - start)
    }
  }
  const wrap = (prototype, name, textOf) => {
    const real = prototype[name]
    prototype[name] = function (...values) {
      return timed(textOf(this, values), () => real.apply(this, values))
    }
  }
  const memory = new Database(':memory:')
  const statement = Object.getPrototypeOf(memory.prepare('select 1'))
  for (const name of ['run', 'get', 'all']) wrap(statement, name, ({ source }) => source)
  for (const name of ['exec', 'pragma']) {
    wrap(Object.getPrototypeOf(memory), name, (_, [text]) => text)
  }
  memory.close()
  process.on('exit', () => {
    const all = performance.now() - started
    const sql = [...spent.values()].reduce((sum, ms) => sum + ms, 0)
    const phases = { ...Object.fromEntries(spent), code: all - sql }
    appendFileSync(file, `${JSON.stringify({ kind: workerData.kind, phases })}\n`)
  })
}
