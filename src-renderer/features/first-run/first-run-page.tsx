import { Select, TextInput } from '@mantine/core'
import { type Icon, IconFileImport, IconTestPipe, IconUserPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import { countryChoices, currencyChoices } from '#renderer/ui/place-names.ts'
import type { Language } from '#renderer/ui/view-locale.ts'
import classes from './first-run-page.module.css'
import { PromiseSide } from './promise-side.tsx'
import { type Beginning, useFirstRun } from './use-first-run.ts'

const Choice = ({
  icon: ChoiceIcon,
  title,
  note,
  isDisabled,
  onChoose,
}: {
  icon: Icon
  title: string
  note: string
  isDisabled: boolean
  /** Absent on the first choice, which submits the form (Enter). */
  onChoose?: () => void
}) => (
  <button
    type={onChoose === undefined ? 'submit' : 'button'}
    className={classes.choice}
    disabled={isDisabled}
    onClick={onChoose}
  >
    <ChoiceIcon size={22} stroke={1.6} aria-hidden="true" />
    <span className={classes.words}>
      <strong>{title}</strong>
      <span>{note}</span>
    </span>
    {onChoose === undefined && <KeyCap keys="Enter" />}
  </button>
)

type FirstRun = ReturnType<typeof useFirstRun>

const Fields = ({ run }: { run: FirstRun }) => {
  const { t, i18n } = useTranslation(['first-run', 'common'])
  // The two languages of the app are the only ones it can stand in.
  const language = i18n.language as Language
  const names = [
    { value: 'en', label: t('common:languages.en') },
    { value: 'zh-CN', label: t('common:languages.zh-CN') },
  ]
  return (
    <div className={classes.fields}>
      <Select
        label={t('language')}
        data={names}
        value={language}
        allowDeselect={false}
        // The list offers the two languages only.
        onChange={(value) => value !== null && run.chooseLanguage(value as Language)}
      />
      <Select
        label={t('country')}
        data={[...countryChoices(language)]}
        value={run.fields.country}
        allowDeselect={false}
        searchable
        onChange={(value) => value !== null && run.chooseCountry(value)}
      />
      <TextInput
        label={t('yourName')}
        value={run.fields.name}
        autoComplete="name"
        maxLength={200}
        onChange={(event) => run.setName(event.target.value)}
      />
      <Select
        label={t('currency')}
        data={[...currencyChoices(language)]}
        value={run.fields.currency}
        allowDeselect={false}
        searchable
        onChange={(value) => value !== null && run.setCurrency(value)}
      />
    </div>
  )
}

const Folder = ({ move }: { move: ReactNode }) => {
  const { t } = useTranslation('first-run')
  const status = useApiQuery('app.status', {})
  const workspace = status.data?.workspace
  if (workspace === undefined) return null
  return (
    <>
      {t('folder', { path: workspace.path })} {move}
      {workspace.isSynced && <InlineAlert tone="warning">{t('folderSynced')}</InlineAlert>}
    </>
  )
}

/** The first run, on one page: promise left, four fields and three beginnings right. */
export const FirstRunPage = ({
  onBegin,
  move,
}: {
  onBegin: (beginning: Beginning) => void
  /** The act that chooses another folder. */
  move: ReactNode
}) => {
  const { t } = useTranslation('first-run')
  const run = useFirstRun(onBegin)
  return (
    <main className={classes.page}>
      <PromiseSide folder={<Folder move={move} />} />
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          run.begin('bring')
        }}
      >
        <h2>{t('fourThings')}</h2>
        <Fields run={run} />
        <p className={classes.note}>{t('note')}</p>
        <div className={classes.begin}>
          <h2>{t('begin')}</h2>
          <Choice
            icon={IconFileImport}
            title={t('bring')}
            note={t('bringNote')}
            isDisabled={run.isBusy}
          />
          <Choice
            icon={IconUserPlus}
            title={t('empty')}
            note={t('emptyNote')}
            isDisabled={run.isBusy}
            onChoose={() => run.begin('empty')}
          />
          <Choice
            icon={IconTestPipe}
            title={t('sample')}
            note={t('sampleNote')}
            isDisabled={run.isBusy}
            onChoose={() => run.begin('sample')}
          />
          {run.failure !== null && <InlineAlert tone="error">{run.failure}</InlineAlert>}
        </div>
      </form>
    </main>
  )
}
