import { Button, Select, TextInput } from '@mantine/core'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { ComposerRow } from './composer-rows.tsx'
import { MailEditor, SubjectField } from './mail-editor.tsx'
import type { Template } from './mail-types.ts'
import classes from './templates.module.css'
import { useMailEditors } from './use-mail-editors.ts'

const idleMs = 1000

type Changes = Partial<Pick<Template, 'name' | 'language' | 'subject' | 'body'>>

/** Saves a template a second after the last change and when the form is left. */
const useSaving = (id: Template['id']) => {
  const { t } = useTranslation('templates')
  const words = useFailureWords()
  const [problem, setProblem] = useState<string | null>(null)
  const pending = useRef<Changes>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const save = async (): Promise<void> => {
    clearTimeout(timer.current)
    const changes = pending.current
    pending.current = {}
    if (id === null || Object.keys(changes).length === 0) return
    const result = await attempt('templates.update', { id, ...changes })
    if (result.ok) return setProblem(null)
    pending.current = { ...changes, ...pending.current }
    const { error } = result
    setProblem(error.code === 'bad-template' ? t('bad', error.data) : words(error.code))
  }
  const latest = useRef(save)
  useLayoutEffect(() => {
    latest.current = save
  })
  useEffect(() => () => void latest.current(), [])
  const change = (changes: Changes): void => {
    pending.current = { ...pending.current, ...changes }
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void latest.current(), idleMs)
  }
  return { change, save, problem }
}

/** One template: the owner's to write, Kith's to read and to make one's own. */
export const TemplateForm = ({
  template,
  onCopy,
  onDelete,
}: {
  template: Template
  onCopy: () => void
  onDelete: () => void
}) => {
  const { t } = useTranslation(['templates', 'common'])
  const isOwn = template.id !== null
  const saving = useSaving(template.id)
  const [name, setName] = useState(template.name)
  const editors = useMailEditors({
    words: template,
    isEditable: isOwn,
    subjectName: t('subject'),
    bodyName: t('body'),
    onChange: saving.change,
    onBlur: () => void saving.save(),
    onSend: () => void saving.save(),
    pictures: null,
  })
  const rename = (): void => {
    const typed = name.trim()
    if (typed === '') setName(template.name)
    else if (typed !== template.name) saving.change({ name: typed })
    void saving.save()
  }
  return (
    <section className={classes.form} aria-label={template.name}>
      <div className={classes.formHead}>
        {isOwn ? (
          <>
            <TextInput
              label={t('name')}
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.target.value)}
              onBlur={rename}
              className={classes.name ?? ''}
            />
            <Select
              label={t('language')}
              w={140}
              allowDeselect={false}
              data={[
                { value: 'en', label: t('common:languages.en') },
                { value: 'zh-CN', label: t('common:languages.zh-CN') },
              ]}
              defaultValue={template.language}
              onChange={(value) => {
                if (value === 'en' || value === 'zh-CN') saving.change({ language: value })
              }}
            />
            <Button variant="default" onClick={onDelete}>
              {t('delete')}
            </Button>
          </>
        ) : (
          <>
            <p className={classes.note}>{t('shippedNote')}</p>
            <Button variant="default" onClick={onCopy}>
              {t('copy')}
            </Button>
          </>
        )}
      </div>
      {saving.problem !== null && <InlineAlert tone="error">{saving.problem}</InlineAlert>}
      <ComposerRow label={t('subject')}>
        <SubjectField editors={editors} />
      </ComposerRow>
      <MailEditor editors={editors} isEditable={isOwn} />
    </section>
  )
}
