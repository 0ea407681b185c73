import { IconPhoto, IconPhotoOff } from '@tabler/icons-react'
import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import type { Attachment } from '../mail-types.ts'
import classes from './mail-editor.module.css'
import { WordPopover } from './word-popover.tsx'

/** The draft whose pictures stand in the text. */
export const PicturesOf = createContext<{
  /** Null before its first words are kept. */
  readonly id: EmailId | null
  readonly attachments: readonly Attachment[]
  /** Whether a picture of the text is known to be gone; one just put in may not be known yet. */
  readonly isAnyGone: boolean
}>({ id: null, attachments: [], isAnyGone: false })

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const icon = { size: 15, stroke: 1.6, 'aria-hidden': true } as const

/** Braces would be read as a field. */
const cleanWords = (typed: string): string => typed.replace(/[{}]/gu, '').trim()

const noMail = 0 as EmailId // Never asked for.

/** A picture in the text of a mail; chosen, it opens to say what it shows. */
export const PictureView = ({
  node,
  editor,
  selected,
  updateAttributes,
  getPos,
}: NodeViewProps) => {
  const { t } = useTranslation('emails')
  const { id, attachments, isAnyGone } = useContext(PicturesOf)
  const file = attachments.find((each) => each.cid === node.attrs.cid)
  const answer = useApiQuery(
    'emails.picture',
    { id: id ?? noMail, hash: file?.hash ?? '' },
    { enabled: id !== null && file !== undefined },
  )
  const alt = textOf(node.attrs.alt)
  const isGone = isAnyGone && file === undefined
  const name = alt === '' ? (file?.name ?? t('picture.name')) : alt
  return (
    <NodeViewWrapper as="span">
      <WordPopover
        view={{ selected, editor, getPos }}
        label={t('picture.alt')}
        note={t('picture.altNote')}
        value={alt}
        maxLength={200}
        onKeep={(typed) => updateAttributes({ alt: cleanWords(typed) })}
      >
        {answer.data === undefined ? (
          <span className={classes.noPicture} data-selected={selected || undefined}>
            {isGone ? <IconPhotoOff {...icon} /> : <IconPhoto {...icon} />}
            {isGone ? t('picture.gone') : name}
          </span>
        ) : (
          <img
            className={classes.picture}
            src={answer.data.url}
            alt={name}
            width={typeof node.attrs.width === 'number' ? node.attrs.width : undefined}
            data-selected={selected || undefined}
            data-drag-handle
          />
        )}
      </WordPopover>
    </NodeViewWrapper>
  )
}
