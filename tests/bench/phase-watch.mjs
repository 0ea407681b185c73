// Preloaded into the host's threads: says what a job's time went into, by what its SQL is about.
import { appendFileSync } from 'node:fs'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
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

/** Parts and helpers of jobs have data of their own; threads that do jobs are sent them. */
const doesJobs = !isMainThread && (workerData ?? null) === null

if (doesJobs && file) {
  let job = null
  let depth = 0
  const timed = (text, work) => {
    if (depth > 0 || job === null) return work()
    const start = performance.now()
    depth += 1
    try {
      return work()
    } finally {
      depth -= 1
      const phase = job.phaseOf(text)
      job.spent.set(phase, (job.spent.get(phase) ?? 0) + performance.now() - start)
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
  const begin = ({ kind }) => {
    const phaseOf = kind === 'imports.plan' ? planPhase : writePhase
    job = { kind, phaseOf, started: performance.now(), spent: new Map() }
  }
  const end = () => {
    const { kind, started, spent } = job
    const sql = [...spent.values()].reduce((sum, ms) => sum + ms, 0)
    const phases = { ...Object.fromEntries(spent), code: performance.now() - started - sql }
    appendFileSync(file, `${JSON.stringify({ kind, phases })}\n`)
    job = null
  }
  const on = parentPort.on.bind(parentPort)
  const post = parentPort.postMessage.bind(parentPort)
  // Listening here as well would take away what comes before the thread listens.
  parentPort.on = (event, listener) =>
    on(event, (message) => {
      if (event === 'message' && message.type === 'start') begin(message.job)
      listener(message)
    })
  parentPort.postMessage = (message, moved) => {
    if (job !== null && /^(?:done|cancelled|failed)$/u.test(message.type)) end()
    post(message, moved)
  }
}
