import { IconPaperclip, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import type { Attachment } from '../mail-types.ts'
import classes from './attachments-list.module.css'
import { sizeWords } from './size-words.ts'

/** The files that go along, with their size and a way to leave them out. */
export const AttachmentsList = ({
  attachments,
  uploading,
  isEditable,
  onRemove,
}: {
  attachments: readonly Attachment[]
  /** Names of files on their way in. */
  uploading: readonly string[]
  isEditable: boolean
  onRemove: (attachment: Attachment) => void
}) => {
  const { t } = useTranslation('emails')
  const formats = useFormats()
  if (attachments.length + uploading.length === 0) return null
  return (
    <ul className={classes.files} aria-label={t('files.label')}>
      {attachments.map((file) => (
        <li key={file.hash}>
          <IconPaperclip size={15} stroke={1.6} aria-hidden="true" />
          <span className={classes.fileName} title={file.name}>
            {file.name}
          </span>
          <span className={classes.fileSize}>{sizeWords(file.size, formats)}</span>
          {isEditable && (
            <IconButton
              icon={IconX}
              label={t('files.remove', { name: file.name })}
              onClick={() => onRemove(file)}
            />
          )}
        </li>
      ))}
      {uploading.map((name) => (
        <li key={name} data-waits>
          <IconPaperclip size={15} stroke={1.6} aria-hidden="true" />
          <span className={classes.fileName}>{name}</span>
          <span className={classes.fileSize} role="status">
            {t('files.adding')}
          </span>
        </li>
      ))}
    </ul>
  )
}
