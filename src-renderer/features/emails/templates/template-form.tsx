import { Button, Select, TextInput } from '@mantine/core'
import { type Ref, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { ComposerRow } from '../composer/composer-rows.tsx'
import { useEscape } from '../composer/use-escape.ts'
import { useLeaveGuard } from '../composer/use-leave-guard.tsx'
import { MailEditor, SubjectField } from '../editor/mail-editor.tsx'
import { useMailEditors } from '../editor/use-mail-editors.ts'
import type { Template } from '../mail-types.ts'
import classes from './templates.module.css'
import { useTemplateSaving } from './use-template-saving.ts'

/** One template: the owner's to write, Kith's to read and to make one's own. */
export const TemplateForm = ({
  template,
  leaving,
  onLeave,
  onCopy,
  onDelete,
}: {
  template: Template
  /** Told how to ask before the form goes. */
  leaving: Ref<() => Promise<boolean>>
  /** Esc was pressed. */
  onLeave: () => void
  onCopy: () => void
  onDelete: () => void
}) => {
  const { t } = useTranslation(['templates', 'common'])
  const isOwn = template.id !== null
  const saving = useTemplateSaving(template.id)
  const { mayLeave, dialog } = useLeaveGuard(saving)
  useImperativeHandle(leaving, () => mayLeave)
  const [name, setName] = useState(template.name)
  const editors = useMailEditors({
    words: template,
    isEditable: isOwn,
    subjectName: t('subject'),
    bodyName: t('body'),
    onChange: saving.change,
    onBlur: () => void saving.flush(),
    onSend: () => void saving.flush(),
    pictures: null,
  })
  const form = useRef<HTMLElement>(null)
  const handleEscape = useEscape(form, { editors, onLeave })
  const rename = (): void => {
    const typed = name.trim()
    if (typed === '') setName(template.name)
    else if (typed !== template.name) saving.change({ name: typed })
    void saving.flush()
  }
  return (
    <section
      ref={form}
      className={classes.form}
      aria-label={template.name}
      onKeyDown={handleEscape}
    >
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
      {dialog}
      {saving.problem !== null && <InlineAlert tone="error">{saving.problem}</InlineAlert>}
      <ComposerRow label={t('subject')}>
        <SubjectField editors={editors} />
      </ComposerRow>
      <MailEditor editors={editors} isEditable={isOwn} />
    </section>
  )
}
