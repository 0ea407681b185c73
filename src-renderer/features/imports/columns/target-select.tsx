import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import type { Target } from '../import-types.ts'
import classes from './columns-step.module.css'
import { keyOfTarget, labelOfKey, newFieldOf, targetGroups } from './target-choices.ts'
import { TargetIcon } from './target-icon.tsx'

// The keys of an object are its keys.
const groupNames = Object.keys(targetGroups) as readonly (keyof typeof targetGroups)[]

/** What Kith itself calls a column's e-mail or phone; other labels are the file's. */
const labels = ['mobile', 'work', 'home', 'other', 'fax', 'pager', 'assistant'] as const

/** The choice of what a column becomes, found by typing. */
export const TargetSelect = ({
  name,
  target,
  onChoose,
}: {
  /** Of the column. */
  name: string
  target: Target
  /** A key of the menu; see `targetOfKey`. */
  onChoose: (key: string) => void
}) => {
  const { t } = useTranslation('imports')
  const fields = useApiQuery('customFields.list', {}).data?.fields ?? []
  const chosen = keyOfTarget(target)
  const created = newFieldOf(target)
  const labelName = (name: string): string => {
    const known = labels.find((one) => one === name)
    return known === undefined ? name : t(`label.${known}`)
  }
  const label = (key: string): string => {
    if (key === chosen && key === 'new-field' && created !== null) {
      return t('target.newNamed', { name: created.name })
    }
    const words = labelOfKey(key, t)
    return key === chosen && target.label !== undefined
      ? t('target.labelled', { field: words, label: labelName(target.label) })
      : words
  }
  const data = groupNames.map((group) => ({
    group: t(`targetGroup.${group}`),
    items: [
      ...(group === 'own'
        ? fields.map((field) => ({ value: `custom:${field.id}`, label: field.name }))
        : []),
      ...targetGroups[group].map((key) => ({ value: `${key}`, label: label(key) })),
    ],
  }))
  const shownName = data.flatMap(({ items }) => items).find(({ value }) => value === chosen)?.label
  return (
    <Select
      aria-label={t('columns.becomesOf', { name })}
      data={data}
      value={chosen}
      // A long name is cut off in the field.
      title={shownName}
      allowDeselect={false}
      searchable
      selectFirstOptionOnChange
      // What is typed takes the place of what stands there.
      onClick={(event) => event.currentTarget.select()}
      nothingFoundMessage={t('columns.noTarget')}
      // The list itself scrolls, so that it needs no focus of its own.
      withScrollArea={false}
      classNames={{ options: classes.options ?? '' }}
      data-left-out={target.field === 'ignore' || undefined}
      leftSection={<TargetIcon target={target} />}
      leftSectionPointerEvents="none"
      onChange={(key) => {
        if (key !== null && key !== chosen) onChoose(key)
      }}
    />
  )
}
