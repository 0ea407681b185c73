import type { Reply, Transport } from '#shared/contract/wire.ts'
import type { FileHandle } from '#shared/domain/ids.ts'
import { ApiError } from './api-error.ts'

/** A transport as a page has it: what is handed to the host is a browser's `File`. */
export interface PageTransport extends Omit<Transport, 'upload'> {
  upload(file: File): Promise<FileHandle>
  /** Hands a mail to the owner's mail program; a browser can only download it. */
  openMail(handle: FileHandle, name: string): Promise<void>
}

/** The handle in the answer to an upload; throws an `ApiError` where there is none. */
export const handleOf = (reply: Reply): FileHandle => {
  if (!reply.ok) throw new ApiError('files.upload', reply.error)
  // Hosts answer with the handle, bare or as a field.
  const value = reply.value as FileHandle | { readonly handle: FileHandle }
  return typeof value === 'string' ? value : value.handle
}
