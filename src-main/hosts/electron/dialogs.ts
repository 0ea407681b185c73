import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { App, BaseWindow, Dialog, Shell } from 'electron'
import type { Application } from '#main/application.ts'
import type { FileHandle } from '#shared/domain/ids.ts'

/** What saving works on. */
export interface SaveParts {
  readonly dialog: Pick<Dialog, 'showSaveDialog'>
  readonly app: Pick<App, 'getPath'>
  readonly window: BaseWindow
  readonly application: Pick<Application, 'files'>
}

/** A name that is one on every system: no path, no reserved character, not empty, not hidden. */
export const safeFileName = (name: string): string => {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  const cleaned = name.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '-').replace(/^\.+|[. ]+$/g, '')
  return cleaned.slice(0, 120) || 'kith'
}

/** Asks where a file should go and writes it there; a cancelled dialog writes nothing. */
export const saveFile = async (
  parts: SaveParts,
  handle: FileHandle,
  name: string,
): Promise<void> => {
  const file = parts.application.files.find(handle)
  if (!file) throw new Error('no such file')
  const defaultPath = join(parts.app.getPath('downloads'), safeFileName(name))
  const { canceled, filePath } = await parts.dialog.showSaveDialog(parts.window, { defaultPath })
  if (canceled || !filePath) return
  await pipeline(parts.application.files.read(file), createWriteStream(filePath))
}

/** What opening a mail works on. */
export interface OpenMailParts {
  readonly shell: Pick<Shell, 'openPath'>
  readonly application: Pick<Application, 'files'>
}

const mailEnding = '.eml'

/**
 * Opens a mail in the program that the system has for it. The file beside the stored one lives until
 * the next start; its ending is that of a mail whatever the page says, so nothing else is opened.
 */
export const openMail = async (
  { shell, application }: OpenMailParts,
  handle: FileHandle,
  name: string,
): Promise<void> => {
  const file = application.files.find(handle)
  if (!file) throw new Error('no such file')
  const folder = join(dirname(file.path), `mail-${file.handle}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const title = safeFileName(name.endsWith(mailEnding) ? name.slice(0, -mailEnding.length) : name)
  const path = join(folder, `${title}${mailEnding}`)
  await pipeline(application.files.read(file), createWriteStream(path, { mode: 0o600 }))
  const problem = await shell.openPath(path)
  if (problem !== '') throw new Error(problem)
}
