import { Autocomplete, Popover, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { TagChip } from '#renderer/ui/chip.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { TextButton } from '#renderer/ui/text-button.tsx'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { dateFormat } from '#shared/domain/intl.ts'
import { stages } from '#shared/domain/stages.ts'
import { partsOfDay } from '#shared/domain/time.ts'
import { setRules } from '../import-acts.ts'
import type { Rules } from '../import-types.ts'
import classes from './columns-panel.module.css'

const maxTags = 20

/** A tag that says when the people came: "Import Nov 2026". */
const useImportTag = (): string => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  // Today comes parsed from the application.
  const { year, month } = partsOfDay(formats.today as CalendarDate)
  const named = dateFormat(formats.language, { month: 'short', timeZone: 'UTC' })
  const day = Date.UTC(year, month - 1, 15)
  return t('everybody.importTag', { month: named.format(day), year })
}

const AddTag = ({ rules }: { rules: Rules }) => {
  const { t } = useTranslation('imports')
  const [typed, setTyped] = useState('')
  const importTag = useImportTag()
  const known = useApiQuery('tags.list', {}).data?.tags.map(({ name }) => name) ?? []
  const free = [...new Set([importTag, ...known])].filter((name) => !rules.addTags.includes(name))
  const add = (name: string): void => {
    const tag = name.trim()
    setTyped('')
    if (tag === '' || rules.addTags.includes(tag) || rules.addTags.length >= maxTags) return
    setRules({ addTags: [...rules.addTags, tag] })
  }
  return (
    <Autocomplete
      mt={12}
      label={t('everybody.tag')}
      placeholder={t('everybody.tagHint')}
      data={free}
      limit={8}
      value={typed}
      maxLength={100}
      data-autofocus
      comboboxProps={{ withinPortal: false }}
      onChange={setTyped}
      onOptionSubmit={(name) => {
        add(name)
        // The field takes the choice over after this.
        queueMicrotask(() => setTyped(''))
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.defaultPrevented) return
        event.preventDefault()
        add(typed)
      }}
    />
  )
}

/** Tags and a stage for everybody in the file. */
export const EverybodyGets = ({ rules }: { rules: Rules }) => {
  const { t } = useTranslation(['imports', 'common'])
  return (
    <section aria-label={t('everybody.title')}>
      <h3 className={classes.panelTitle}>{t('everybody.title')}</h3>
      <div className={classes.chips}>
        {rules.addTags.map((name) => (
          <TagChip
            key={name}
            name={name}
            onRemove={() => setRules({ addTags: rules.addTags.filter((one) => one !== name) })}
          />
        ))}
        {rules.setStage !== null && (
          <TagChip
            name={t('everybody.stageChip', { stage: t(`common:stages.${rules.setStage}`) })}
            onRemove={() => setRules({ setStage: null })}
          />
        )}
        <Popover position="bottom-start" width={264} trapFocus returnFocus>
          <Popover.Target>
            <TextButton isSmall>{t('everybody.add')}</TextButton>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('everybody.add')}>
            <Select
              label={t('everybody.stage')}
              description={t('everybody.stageNote')}
              placeholder={t('common:none')}
              data={stages.map((value) => ({ value, label: t(`common:stages.${value}`) }))}
              value={rules.setStage}
              clearable
              comboboxProps={{ withinPortal: false }}
              onChange={(value) =>
                setRules({ setStage: stages.find((stage) => stage === value) ?? null })
              }
            />
            <AddTag rules={rules} />
          </Popover.Dropdown>
        </Popover>
      </div>
    </section>
  )
}
