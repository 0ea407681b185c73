import { createReadStream, statSync } from 'node:fs'
import { basename, isAbsolute } from 'node:path'
import type { IpcMain, WebContents } from 'electron'
import type { Application } from '#main/application.ts'
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

/** Takes in a file the owner dropped or chose. */
export const takeFile = async (
  parts: IpcParts,
  sender: Sender,
  path: unknown,
): Promise<FileHandle> => {
  if (!isOurPage(sender, parts.contents)) throw new Error('forbidden')
  if (typeof path !== 'string' || !isAbsolute(path) || !statSync(path).isFile()) {
    throw new Error('not a file')
  }
  const received = await parts.application.files.receive(createReadStream(path), basename(path))
  if (!received.ok) throw new Error(received.error.code)
  return received.value.handle
}

/** Listens on the channels of one window. */
export const listenToPage = (ipc: Pick<IpcMain, 'handle'>, parts: IpcParts): void => {
  ipc.handle(channels.call, (event, name: unknown, input: unknown) =>
    answerCall(parts, event, { name, input }),
  )
  ipc.handle(channels.file, (event, path: unknown) => takeFile(parts, event, path))
  ipc.handle(channels.save, async (event, handle: unknown, name: unknown) => {
    if (!isOurPage(event, parts.contents)) throw new Error('forbidden')
    if (typeof handle !== 'string' || typeof name !== 'string') throw new Error('not a handle')
    // The store knows it or does not.
    await parts.save(handle as FileHandle, name)
  })
}
