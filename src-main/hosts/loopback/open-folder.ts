import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What decides whether a file manager can be called. */
export interface Desktop {
  readonly platform: NodeJS.Platform
  readonly hasDisplay: boolean
  /** Whether `xdg-open` is installed. */
  readonly hasOpener: boolean
}

/** The program that shows a folder in the file manager; null without a desktop. */
export const folderOpener = ({ platform, hasDisplay, hasOpener }: Desktop): string | null => {
  if (platform === 'darwin') return 'open'
  if (platform === 'win32') return 'explorer'
  return hasDisplay && hasOpener ? 'xdg-open' : null
}

const isOnPath = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

/** Shows folders in this machine's file manager; null where there is none. */
export const createFolderOpener = (): ((folder: string) => Promise<void>) | null => {
  const program = folderOpener({
    platform: process.platform,
    hasDisplay: Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']),
    hasOpener: isOnPath('xdg-open'),
  })
  if (program === null) return null
  return async (folder) => {
    const child = spawn(program, [folder], { detached: true, stdio: 'ignore' })
    child.on('error', () => undefined)
    child.unref()
  }
}
