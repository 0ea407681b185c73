import { Button, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { focusBeside } from '#renderer/ui/focus-beside.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import type { Output } from '#shared/contract/index.ts'
import classes from './settings-page.module.css'

type Tag = Output<'tags.list'>['tags'][number]

const TagLine = ({ tag }: { tag: Tag }) => {
  const { t } = useTranslation('settings')
  const words = useFailureWords()
  const undoToast = useUndoToast()
  const rename = async (name: string | null) => {
    if (name === null) return undefined
    const result = await attempt('tags.rename', { id: tag.id, name })
    if (result.ok) return undefined
    const { code } = result.error
    return { error: code === 'name-taken' ? t('tags.taken') : words(code) }
  }
  const remove = async (): Promise<void> => {
    const beside = focusBeside()
    const result = await attempt('tags.delete', { id: tag.id })
    if (!result.ok) return showToast({ text: () => words(result.error.code) })
    beside?.focus()
    undoToast(() => t('tags.deleted', { name: tag.name }))
  }
  return (
    <li className={classes.line}>
      <div className={classes.grow}>
        <InlineText
          label={t('tags.name')}
          withLabel={false}
          value={tag.name}
          required
          onSave={rename}
        />
      </div>
      <span className="kith-note">{t('tags.people', { count: tag.contactCount })}</span>
      <IconButton
        icon={IconTrash}
        label={t('tags.delete', { name: tag.name })}
        onClick={() => void remove()}
      />
    </li>
  )
}

const NewTag = () => {
  const { t } = useTranslation(['settings', 'common'])
  const words = useFailureWords()
  const [name, setName] = useState('')
  const [error, setError] = useState<string | null>(null)
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (name.trim() === '') return setError(t('nameNeeded'))
    const result = await attempt('tags.create', { name: name.trim() })
    if (result.ok) {
      // The next one may be typed already.
      setName((typed) => (typed === name ? '' : typed))
    } else setError(result.error.code === 'name-taken' ? t('tags.taken') : words(result.error.code))
  }
  return (
    <form className={classes.form} onSubmit={(event) => void create(event)}>
      <TextInput
        label={t('tags.new')}
        value={name}
        maxLength={100}
        error={error}
        onChange={(event) => {
          setName(event.target.value)
          setError(null)
        }}
      />
      <Button type="submit" variant="default">
        {t('common:add')}
      </Button>
    </form>
  )
}

/** All tags: rename, delete, add. Their rhythms stand under keeping in touch. */
export const TagsSection = () => {
  const { t } = useTranslation('settings')
  const tags = useApiQuery('tags.list', {}).data?.tags
  if (tags === undefined) return null
  return (
    <>
      <p className={classes.note}>{t('tags.note')}</p>
      {tags.length === 0 && <p className={classes.note}>{t('tags.empty')}</p>}
      <ul className={classes.list}>
        {tags.map((tag) => (
          <TagLine key={tag.id} tag={tag} />
        ))}
      </ul>
      <NewTag />
    </>
  )
}
