import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from './clock.ts'
import type { LogFields, Logger } from './logger.ts'
import type { RandomSource } from './random.ts'

interface LogFileOptions {
  readonly file: string
  readonly clock: Clock
  readonly random: RandomSource
  readonly maxBytes?: number
  readonly keep?: number
}

// A message may quote what somebody typed: only the place and the kind of a failure are kept.
const placeOf = (cause: unknown): string => {
  const stack = cause instanceof Error ? (cause.stack ?? '') : ''
  const places = stack.match(/[\w-]+\.(?:ts|js):\d+:\d+/g) ?? []
  return places.slice(0, 6).join(' ')
}

const kindOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return typeof cause
  const code: unknown = 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? `${cause.name}:${code}` : cause.name
}

/**
 * Log lines as JSON: five files of 1 MB, the newest without a number. Ids and codes only.
 *
 * A line that cannot be written is lost and fails nothing: on a full disk a save that is done
 * stays done.
 */
export class LogFile implements Logger {
  private readonly options: Required<LogFileOptions>
  private bytes: number

  constructor(options: LogFileOptions) {
    this.options = { maxBytes: 1024 * 1024, keep: 5, ...options }
    mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 })
    this.bytes = existsSync(options.file) ? statSync(options.file).size : 0
  }

  info(event: string, fields: LogFields = {}): void {
    this.write('info', event, fields)
  }

  warn(event: string, fields: LogFields = {}): void {
    this.write('warn', event, fields)
  }

  error(event: string, cause: unknown, fields: LogFields = {}): string {
    const logId = Buffer.from(this.options.random.bytes(6)).toString('hex')
    this.write('error', event, { ...fields, logId, kind: kindOf(cause), at: placeOf(cause) })
    return logId
  }

  /** The newest lines, for a report the owner copies. */
  tail(lines: number): string {
    if (!existsSync(this.options.file)) return ''
    return readFileSync(this.options.file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
  }

  private write(level: string, event: string, fields: LogFields): void {
    const time = new Date(this.options.clock.now()).toISOString()
    const line = `${JSON.stringify({ time, level, event, ...fields })}\n`
    try {
      if (this.bytes + line.length > this.options.maxBytes) this.rotate()
      appendFileSync(this.options.file, line, { mode: 0o600 })
      this.bytes += line.length
    } catch {
      // There is no other place to tell it.
    }
  }

  private rotate(): void {
    const { file, keep } = this.options
    for (let n = keep - 1; n >= 1; n -= 1) {
      const older = n === 1 ? file : `${file}.${n - 1}`
      if (existsSync(older)) renameSync(older, `${file}.${n}`)
    }
    this.bytes = 0
  }
}
