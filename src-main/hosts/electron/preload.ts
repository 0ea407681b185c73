import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { HostEvent, Reply } from '#shared/contract/wire.ts'
import type { FileHandle } from '#shared/domain/ids.ts'
import { channels, commandEvent } from './channels.ts'

// The page gets these functions and no way to any other channel. What the host answers is what the
// contract says, so the types are claims about the other end of the wire.
contextBridge.exposeInMainWorld('kith', {
  hostKind: 'electron',
  call: (name: string, input: unknown): Promise<Reply> =>
    // See above.
    ipcRenderer.invoke(channels.call, name, input) as Promise<Reply>,
  subscribe: (onEvent: (event: HostEvent) => void): (() => void) => {
    const listener = (_event: unknown, announced: HostEvent): void => onEvent(announced)
    ipcRenderer.on(channels.event, listener)
    return () => ipcRenderer.off(channels.event, listener)
  },
  fileHandle: async (file: File): Promise<Reply> => {
    // Only a file that the owner dropped or chose has a path; a pasted table brings its bytes.
    const path = webUtils.getPathForFile(file)
    const source =
      path === '' ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : path
    // See above for the type.
    return ipcRenderer.invoke(channels.file, source) as Promise<Reply>
  },
  save: (handle: FileHandle, name: string): Promise<void> =>
    // See above.
    ipcRenderer.invoke(channels.save, handle, name) as Promise<void>,
  openMail: (handle: FileHandle, name: string): Promise<void> =>
    // See above.
    ipcRenderer.invoke(channels.openMail, handle, name) as Promise<void>,
})

ipcRenderer.on(channels.command, (_event, id: unknown) => {
  window.dispatchEvent(new CustomEvent(commandEvent, { detail: String(id) }))
})
