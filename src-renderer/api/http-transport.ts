import { type HostEvent, type Reply, type WireError, windowHeader } from '#shared/contract/wire.ts'
import type { FileHandle } from '#shared/domain/ids.ts'
import { ApiError } from './api-error.ts'
import { noteConnection } from './connection-store.ts'
import { handleOf, type PageTransport } from './page-transport.ts'
import { readLines } from './read-lines.ts'

const reconnectDelaysMs = [250, 500, 1000, 2000, 5000]

/** Browsers let 64 KiB outlive a page; a sign takes at most three bytes. */
const mostKeptAlive = 20_000

const isReply = (value: unknown): value is Reply =>
  typeof value === 'object' && value !== null && 'ok' in value

const failure = (code: string, message: string): { ok: false; error: WireError } => ({
  ok: false,
  error: { code, message },
})

const readReply = async (response: Response): Promise<Reply> => {
  noteConnection(response.status === 401 ? 'locked-out' : 'connected')
  const body: unknown = await response.json().catch(() => null)
  return isReply(body) ? body : failure('bug', `the host answered ${response.status}`)
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * The wire to the loopback host.
 *
 * A call never rejects: an unreachable host is the failure `unreachable`. Events come as one long
 * answer of lines; after a break everything read before counts as stale (`onGap`).
 */
export const createHttpTransport = (
  token: string,
  window: string,
  onGap: () => void,
): PageTransport => {
  const headers = { authorization: `Bearer ${token}`, [windowHeader]: window }

  const call = async (name: string, input: unknown): Promise<Reply> => {
    const body = JSON.stringify(input)
    try {
      const response = await fetch(`/call/${name}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
        // What a page asks for as it goes away is heard all the same.
        keepalive: document.visibilityState === 'hidden' && body.length < mostKeptAlive,
      })
      return await readReply(response)
    } catch (error) {
      noteConnection('lost')
      return failure('unreachable', String(error))
    }
  }

  const listen = async (onEvent: (event: HostEvent) => void, stop: AbortSignal): Promise<void> => {
    let attempts = 0
    while (!stop.aborted) {
      try {
        const response = await fetch('/events', { headers, signal: stop })
        if (response.status === 401) return noteConnection('locked-out')
        if (!response.ok || response.body === null) throw new Error(`events ${response.status}`)
        noteConnection('connected')
        // The first time as well: what was read before this answer may have changed meanwhile.
        onGap()
        attempts = 0
        // The host writes nothing but events on this wire.
        await readLines(response.body, (line) => onEvent(JSON.parse(line) as HostEvent))
      } catch {
        if (stop.aborted) return
      }
      noteConnection('lost')
      await wait(reconnectDelaysMs[Math.min(attempts, reconnectDelaysMs.length - 1)] ?? 5000)
      attempts += 1
    }
  }

  return {
    hostKind: 'loopback',
    call,
    subscribe: (onEvent) => {
      const stop = new AbortController()
      void listen(onEvent, stop.signal)
      return () => stop.abort()
    },
    upload: (file) => uploadFile(file, headers),
    download: (handle, name) => downloadFile(handle, name, headers),
    openMail: (handle, name) => downloadFile(handle, name, headers),
  }
}

/** False for a folder, and for a file that is gone, locked or on a drive that is not connected. */
const isReadable = async (file: File): Promise<boolean> => {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}

const uploadFile = async (file: File, headers: Record<string, string>): Promise<FileHandle> => {
  const sent = fetch('/files', {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/octet-stream',
      'x-kith-file-name': encodeURIComponent(file.name),
    },
    body: file,
  })
  // A browser says of both only that it could not be done.
  const response = await sent.catch(async (error: unknown) => {
    const code = (await isReadable(file)) ? 'unreachable' : 'unreadable-file'
    throw new ApiError('files.upload', { code, message: String(error) })
  })
  return handleOf(await readReply(response))
}

const downloadFile = async (
  handle: FileHandle,
  name: string,
  headers: Record<string, string>,
): Promise<void> => {
  const response = await fetch(`/files/${handle}`, { headers })
  if (!response.ok) {
    throw new ApiError('files.download', { code: 'bug', message: `answer ${response.status}` })
  }
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
