import type { Transport } from '#shared/contract/wire.ts'
import type { FileHandle } from '#shared/domain/ids.ts'

/** A transport as a page has it: what is handed to the host is a browser's `File`. */
export interface PageTransport extends Omit<Transport, 'upload'> {
  upload(file: File): Promise<FileHandle>
  /** Hands a mail to the owner's mail program; a browser can only download it. */
  openMail(handle: FileHandle, name: string): Promise<void>
}
