import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { setRules } from '../import-acts.ts'
import type { MatchKey, Rules } from '../import-types.ts'
import classes from './columns-panel.module.css'
import { EverybodyGets } from './everybody-gets.tsx'

const keys = ['email', 'phone', 'name-and-company', 'own-id'] as const satisfies readonly MatchKey[]

const SamePerson = ({ rules, hasOwnId }: { rules: Rules; hasOwnId: boolean }) => {
  const { t } = useTranslation('imports')
  const toggle = (key: MatchKey, isOn: boolean): void =>
    setRules({
      matchBy: keys.filter((one) => (one === key ? isOn : rules.matchBy.includes(one))),
    })
  return (
    <fieldset className={classes.fieldset}>
      <legend>{t('same.title')}</legend>
      {keys.map((key) => (
        <Checkbox
          key={key}
          label={t(`same.${key}`)}
          checked={rules.matchBy.includes(key) && (key !== 'own-id' || hasOwnId)}
          disabled={key === 'own-id' && !hasOwnId}
          {...(key === 'own-id' && !hasOwnId ? { description: t('same.noOwnId') } : {})}
          onChange={(event) => toggle(key, event.currentTarget.checked)}
        />
      ))}
      <p className={classes.note}>{t('same.note')}</p>
    </fieldset>
  )
}

const Remember = ({ rules }: { rules: Rules }) => {
  const { t } = useTranslation('imports')
  return (
    <div>
      <Checkbox
        label={t('remember.label')}
        description={t('remember.note')}
        checked={rules.isRemembered}
        onChange={(event) => setRules({ isRemembered: event.currentTarget.checked })}
      />
      {rules.isRemembered && (
        <TextInput
          mt={10}
          label={t('remember.name')}
          value={rules.recipeName}
          maxLength={100}
          error={rules.recipeName.trim() === '' ? t('remember.nameNeeded') : null}
          onChange={(event) => setRules({ recipeName: event.target.value })}
        />
      )}
    </div>
  )
}

/** What holds for the whole file: who is the same, what everybody gets, whether to remember it. */
export const ColumnsPanel = ({ rules, hasOwnId }: { rules: Rules; hasOwnId: boolean }) => {
  const { t } = useTranslation('imports')
  return (
    <aside className={classes.panel} aria-label={t('columns.rules')}>
      <SamePerson rules={rules} hasOwnId={hasOwnId} />
      <hr />
      <EverybodyGets rules={rules} />
      <hr />
      <Remember rules={rules} />
    </aside>
  )
}
