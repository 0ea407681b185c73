/** Values a log line may carry: ids, numbers and codes; never names, addresses or texts. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

/** Writes JSON lines. `error` returns the id under which the line can be found again. */
export interface Logger {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, cause: unknown, fields?: LogFields): string
}
