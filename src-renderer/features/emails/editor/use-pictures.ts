import type { Editor } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import { attempt, currentTransport } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { sizeWords } from '../composer/size-words.ts'
import { shownPicture } from './shown-picture.ts'

/** Follows a place in the text while the owner goes on writing. */
const followed = (editor: Editor, from: number) => {
  let at = from
  const follow = ({ transaction }: { transaction: Editor['state']['tr'] }): void => {
    at = transaction.mapping.map(at)
  }
  editor.on('transaction', follow)
  return {
    get at() {
      return at
    },
    end: () => editor.off('transaction', follow),
  }
}

/** Takes pictures out of a text; its own undo brings their places back. */
export const takeOutPictures = (editor: Editor, isOut: (cid: string) => boolean): void => {
  const { tr } = editor.state
  editor.state.doc.descendants((node, at) => {
    if (node.type.name !== 'picture' || !isOut(String(node.attrs.cid))) return
    tr.delete(tr.mapping.map(at), tr.mapping.map(at + node.nodeSize))
  })
  if (tr.docChanged) editor.view.dispatch(tr)
}

/** Puts pictures into the text of a draft, with what went wrong in words. */
export const usePictures = (draft: {
  /** The draft's id, which comes into being if need be. */
  readonly ensure: () => Promise<EmailId | null>
  /** The same for every draft of the batch. */
  readonly wholeBatch: boolean
}): ((editor: Editor, files: readonly File[], at: number) => Promise<void>) => {
  const { t } = useTranslation('emails')
  const words = useFailureWords()
  const formats = useFormats()

  /** The picture as a node of the text, or the words for why it is none. */
  const keep = async (file: File): Promise<{ cid: string; width: number } | string> => {
    const { name } = file
    const shown = await shownPicture(file)
    if (shown === null) return t('picture.notShown', { name })
    const id = await draft.ensure()
    if (id === null) return t('files.failed', { name })
    const handle = await currentTransport()
      .upload(shown.file)
      .catch(() => null)
    if (handle === null) return t('files.failed', { name })
    const input = { id, file: handle, isInline: true, wholeBatch: draft.wholeBatch }
    const result = await attempt('emails.attach', input)
    if (result.ok) return { cid: result.value.attachment.cid ?? '', width: shown.width }
    if (result.error.code === 'not-a-picture') return t('picture.notShown', { name })
    if (result.error.code !== 'too-large') return words(result.error.code)
    const size = sizeWords(result.error.data.maxBytes, formats)
    return t('picture.tooLarge', { name, size })
  }
  return async (editor, files, from) => {
    const place = followed(editor, from)
    for (const file of files) {
      const kept = await keep(file)
      if (editor.isDestroyed) return
      if (typeof kept === 'string') showToast({ text: kept })
      else editor.commands.insertContentAt(place.at, { type: 'picture', attrs: kept })
    }
    place.end()
  }
}
