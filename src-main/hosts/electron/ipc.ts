import { createReadStream, statSync } from 'node:fs'
import { basename, isAbsolute } from 'node:path'
import { Readable } from 'node:stream'
import type { IpcMain, WebContents } from 'electron'
import type { Application } from '#main/application.ts'
import { isDiskFull } from '#main/platform/disk-full.ts'
import type { Reply } from '#shared/contract/wire.ts'
import type { FileHandle } from '#shared/domain/ids.ts'
import { channels } from './channels.ts'
import { isOurPage, type Sender } from './security.ts'

/** Largest input of a call as JSON, as over HTTP. */
const maxInputCharacters = 1024 * 1024

/** What the channels of one window work on. */
export interface IpcParts {
  readonly application: Application
  readonly contents: Pick<WebContents, 'mainFrame'>
  /** The window whose Ctrl+Z its calls belong to. */
  readonly window: string
  /** Asks where to save and copies the file there. */
  readonly save: (handle: FileHandle, name: string) => Promise<void>
  /** Opens a mail in the program that the system has for mail. */
  readonly openMail: (handle: FileHandle, name: string) => Promise<void>
  /** Told after a call that succeeded. */
  readonly onCalled: (name: string) => void
}

const refuse = (code: string, message: string): Reply => ({ ok: false, error: { code, message } })

/**
 * An input as plain JSON, or undefined: cycles, functions and prototypes do not survive, as they
 * would not over HTTP.
 */
export const plainInput = (input: unknown): unknown => {
  try {
    const text = JSON.stringify(input)
    return text === undefined || text.length > maxInputCharacters ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Answers a call from the page. */
export const answerCall = async (
  parts: IpcParts,
  sender: Sender,
  call: { readonly name: unknown; readonly input: unknown },
): Promise<Reply> => {
  if (!isOurPage(sender, parts.contents)) return refuse('forbidden', 'not our page')
  const input = plainInput(call.input)
  if (typeof call.name !== 'string' || input === undefined) {
    return refuse('invalid-input', 'a name and up to 1 MB of JSON')
  }
  const context = { actor: 'owner', window: parts.window } as const
  const { reply } = await parts.application.dispatch(call.name, input, context)
  if (reply.ok) parts.onCalled(call.name)
  return reply
}

/** Most bytes of a table that was pasted. */
const maxPastedBytes = 64 * 1024 * 1024

const isFile = (path: string): boolean =>
  isAbsolute(path) && statSync(path, { throwIfNoEntry: false })?.isFile() === true

/** The stream and the name of what the page brings; undefined when it is no file. */
const sourceOf = (source: unknown): { stream: Readable; name: string } | undefined => {
  if (typeof source === 'string') {
    if (!isFile(source)) return undefined
    const stream = createReadStream(source)
    // Whoever reads it is told; an error that nobody hears would end the process.
    stream.on('error', () => undefined)
    return { stream, name: basename(source) }
  }
  if (typeof source !== 'object' || source === null) return undefined
  if (!('name' in source) || !('bytes' in source)) return undefined
  const { name, bytes } = source
  if (typeof name !== 'string' || !(bytes instanceof Uint8Array)) return undefined
  return bytes.length > maxPastedBytes
    ? undefined
    : { stream: Readable.from([Buffer.from(bytes)]), name: basename(name) }
}

/**
 * Takes in a file the owner dropped or chose (its path), or a pasted table (name and bytes), and
 * answers with its handle as a call does: an exception would reach the page without its code.
 */
export const takeFile = async (
  parts: IpcParts,
  sender: Sender,
  source: unknown,
): Promise<Reply> => {
  if (!isOurPage(sender, parts.contents)) return refuse('forbidden', 'not our page')
  const file = sourceOf(source)
  if (file === undefined) return refuse('invalid-input', 'not a file')
  try {
    const received = await parts.application.files.receive(file.stream, file.name)
    if (received.ok) return { ok: true, value: received.value.handle }
    const { code, data } = received.error
    return { ok: false, error: { code, message: code, data } }
  } catch (cause) {
    if (isDiskFull(cause)) return refuse('disk-full', 'the disk is full')
    return refuse('unreadable-file', 'the system does not let the file be read')
  } finally {
    file.stream.destroy()
  }
}

/** Listens on the channels of one window. */
export const listenToPage = (ipc: Pick<IpcMain, 'handle'>, parts: IpcParts): void => {
  ipc.handle(channels.call, (event, name: unknown, input: unknown) =>
    answerCall(parts, event, { name, input }),
  )
  ipc.handle(channels.file, (event, source: unknown) => takeFile(parts, event, source))
  const handOut = (channel: string, work: IpcParts['save']): void => {
    ipc.handle(channel, async (event, handle: unknown, name: unknown) => {
      if (!isOurPage(event, parts.contents)) throw new Error('forbidden')
      if (typeof handle !== 'string' || typeof name !== 'string') throw new Error('not a handle')
      // The store knows it or does not.
      await work(handle as FileHandle, name)
    })
  }
  handOut(channels.save, parts.save)
  handOut(channels.openMail, parts.openMail)
}
