import type { HostEvent, Reply } from '#shared/contract/wire.ts'
import type { FileHandle } from '#shared/domain/ids.ts'
import { handleOf, type PageTransport } from './page-transport.ts'

/** What the preload exposes to the page, and nothing else. */
export interface PreloadBridge {
  readonly hostKind: 'electron'
  call(name: string, input: unknown): Promise<Reply>
  subscribe(onEvent: (event: HostEvent) => void): () => void
  /** Answers with the handle of the file. */
  fileHandle(file: File): Promise<Reply>
  save(handle: FileHandle, name: string): Promise<void>
  openMail(handle: FileHandle, name: string): Promise<void>
}

declare global {
  interface Window {
    readonly kith?: PreloadBridge
  }
}

/** The bridge of the desktop window; undefined in a browser. */
export const preloadBridge = (): PreloadBridge | undefined => window.kith

/** The wire to the desktop host, over the preload. */
export const createElectronTransport = (bridge: PreloadBridge): PageTransport => ({
  hostKind: 'electron',
  call: (name, input) => bridge.call(name, input),
  subscribe: (onEvent) => bridge.subscribe(onEvent),
  upload: async (file) => handleOf(await bridge.fileHandle(file)),
  download: (handle, name) => bridge.save(handle, name),
  openMail: (handle, name) => bridge.openMail(handle, name),
})
