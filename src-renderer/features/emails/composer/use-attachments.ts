import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt, currentTransport } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import type { Attachment } from '../mail-types.ts'
import { sizeWords } from './size-words.ts'

/** Files of a draft: in and out, with what went wrong in words. */
export const useAttachments = (draft: {
  /** The draft's id, which comes into being if need be. */
  readonly ensure: () => Promise<EmailId | null>
  /** The same for every draft of the batch. */
  readonly wholeBatch: boolean
}): {
  readonly uploading: readonly string[]
  readonly add: (files: readonly File[]) => Promise<void>
  readonly remove: (attachment: Attachment) => Promise<void>
} => {
  const { t } = useTranslation('emails')
  const words = useFailureWords()
  const formats = useFormats()
  const [uploading, setUploading] = useState<readonly string[]>([])

  const addOne = async (file: File): Promise<string | null> => {
    const id = await draft.ensure()
    if (id === null) return null
    const handle = await currentTransport()
      .upload(file)
      .catch(() => null)
    if (handle === null) return t('files.failed', { name: file.name })
    const input = { id, file: handle, wholeBatch: draft.wholeBatch }
    const result = await attempt('emails.attach', input)
    if (result.ok) return null
    if (result.error.code !== 'too-large') return words(result.error.code)
    const { maxBytes } = result.error.data
    return t('files.tooLarge', { name: file.name, size: sizeWords(maxBytes, formats) })
  }
  return {
    uploading,
    add: async (files) => {
      setUploading(files.map((file) => file.name))
      for (const file of files) {
        const problem = await addOne(file)
        if (problem !== null) showToast({ text: problem })
        setUploading((now) => now.filter((name) => name !== file.name))
      }
    },
    remove: async ({ hash }) => {
      const id = await draft.ensure()
      if (id === null) return
      const result = await attempt('emails.detach', { id, hash, wholeBatch: draft.wholeBatch })
      if (!result.ok) showToast({ text: words(result.error.code) })
    },
  }
}
