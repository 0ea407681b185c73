import { attempt } from '#renderer/api/client.ts'

/** What a report needs besides the log: where the page stopped, without anything that was typed. */
const describeError = (error: unknown): string =>
  error instanceof Error ? `${error.name}\n${error.stack ?? ''}` : typeof error

/** Copies the log's last lines, and the error if there is one; answers whether it worked. */
export const copyDiagnostics = async (error?: unknown): Promise<boolean> => {
  const log = await attempt('app.diagnostics', {})
  const parts = [
    ...(error === undefined ? [] : [describeError(error)]),
    log.ok ? log.value.text : log.error.code,
  ]
  try {
    await navigator.clipboard.writeText(parts.join('\n\n'))
    return true
  } catch {
    return false
  }
}
