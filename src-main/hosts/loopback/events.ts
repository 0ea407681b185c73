import type { ServerResponse } from 'node:http'
import type { Application } from '#main/application.ts'

/** An empty line this often tells both ends that the other is still there. */
const heartbeatMs = 15_000
/** A page that does not read this much is gone or stuck; it asks again when it comes back. */
const maxUnreadBytes = 4 * 1024 * 1024

/** Sends every event as a line of JSON until the page or the host closes. */
export const streamEvents = (response: ServerResponse, application: Application): void => {
  response.setHeader('content-type', 'application/x-ndjson; charset=utf-8')
  response.flushHeaders()
  const write = (line: string): void => {
    if (response.writableLength > maxUnreadBytes) response.destroy()
    else response.write(line)
  }
  // An empty line at once: the page knows that it hears everything from here on.
  write('\n')
  const unsubscribe = application.events.subscribe((event) => write(`${JSON.stringify(event)}\n`))
  const heartbeat = setInterval(() => write('\n'), heartbeatMs)
  heartbeat.unref()
  response.once('close', () => {
    clearInterval(heartbeat)
    unsubscribe()
  })
}
