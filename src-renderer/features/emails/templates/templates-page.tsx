import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { Fragment, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { Page } from '#renderer/ui/page.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import type { Template } from '../mail-types.ts'
import { sortTemplates } from './sort-templates.ts'
import { TemplateForm } from './template-form.tsx'
import classes from './templates.module.css'

const keyOf = (template: Template): string =>
  template.id === null ? `${template.starter} ${template.language}` : `own ${template.id}`

const Lines = ({
  templates,
  shown,
  onShow,
}: {
  templates: readonly Template[]
  shown: Template | undefined
  onShow: (key: string) => void
}) => (
  <ul>
    {templates.map((template) => (
      <li key={keyOf(template)}>
        <button
          type="button"
          className={classes.line}
          lang={template.language}
          aria-current={template === shown || undefined}
          onClick={() => onShow(keyOf(template))}
        >
          {template.name}
        </button>
      </li>
    ))}
  </ul>
)

const useTemplateActs = (onShow: (key: string | null) => void) => {
  const { t } = useTranslation('templates')
  const words = useFailureWords()
  const undoToast = useUndoToast()
  const language = useViewLocale((locale) => locale.language)
  const make = async (text: Omit<Template, 'id' | 'starter'>): Promise<boolean> => {
    const result = await attempt('templates.create', text)
    if (result.ok) onShow(`own ${result.value.id}`)
    else showToast({ text: () => words(result.error.code) })
    return result.ok
  }
  return {
    makeNew: () => make({ name: t('untitled'), language, subject: '', body: '' }),
    copy: async ({ name, language: of, subject, body }: Template) => {
      if (await make({ name, language: of, subject, body })) {
        undoToast(() => t('toast.copied', { name }))
      }
    },
    remove: async ({ id, name }: Template) => {
      if (id === null) return
      const result = await attempt('templates.delete', { id })
      if (!result.ok) return showToast({ text: () => words(result.error.code) })
      onShow(null)
      undoToast(() => t('toast.deleted', { name }))
    },
  }
}

/** Texts to begin a mail with: the owner's own to write, those of Kith to make one's own. */
export const TemplatesPage = ({
  tabs,
}: {
  /** The way to the other pages about mail; put together in the app. */
  readonly tabs: ReactNode
}) => {
  const { t } = useTranslation(['templates', 'outbox', 'common'])
  const navigate = useNavigate()
  const goBack = (): void => void navigate({ to: '/outbox' })
  useCommands({ 'list.clear': goBack })
  const language = useViewLocale((locale) => locale.language)
  const [key, setKey] = useState<string | null>(null)
  const acts = useTemplateActs(setKey)
  const leaving = useRef<(() => Promise<boolean>) | null>(null)
  const leaveFor = async (go: () => unknown): Promise<void> => {
    if ((await leaving.current?.()) !== false) go()
  }
  const show = (next: string): void => void leaveFor(() => setKey(next))
  const answer = useApiQuery('templates.list', {})
  const { own, shipped } = sortTemplates(answer.data?.templates ?? [], language)
  const all = [...own, ...shipped.flatMap((group) => group.templates)]
  const shown =
    all.find((template) => keyOf(template) === key) ?? (key === null ? all[0] : undefined)
  return (
    <Page
      title={t('outbox:title')}
      subtitle={tabs}
      withLine
      body="none"
      hints={[{ keys: ['Escape'], label: t('back') }]}
      acts={
        <Button
          leftSection={<IconPlus size={15} stroke={1.8} aria-hidden="true" />}
          onClick={() => void leaveFor(acts.makeNew)}
        >
          {t('new')}
        </Button>
      }
    >
      <div className={classes.frame}>
        <nav className={classes.list} aria-label={t('list')}>
          <h2 className="kith-note">{t('own')}</h2>
          {answer.data !== undefined && own.length === 0 && (
            <p className="kith-note">{t('ownEmpty')}</p>
          )}
          <Lines templates={own} shown={shown} onShow={show} />
          {shipped.map((group) => (
            <Fragment key={group.language}>
              <h2 className="kith-note">
                {t('shippedIn', { language: t(`common:languages.${group.language}`) })}
              </h2>
              <Lines templates={group.templates} shown={shown} onShow={show} />
            </Fragment>
          ))}
        </nav>
        {shown === undefined ? (
          <p className={classes.nothing}>{t('choose')}</p>
        ) : (
          <TemplateForm
            key={keyOf(shown)}
            template={shown}
            leaving={leaving}
            onLeave={goBack}
            onCopy={() => void acts.copy(shown)}
            onDelete={() => void acts.remove(shown)}
          />
        )}
      </div>
    </Page>
  )
}
