import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { stages } from './contact-types.ts'
import type { FilterField } from './filter-sentence.ts'
import { useCountryName } from './use-country-name.ts'
import { useRested } from './use-read-step.ts'

/** One value that can be chosen in a filter. */
export interface FilterChoice {
  readonly value: string
  readonly label: string
  readonly count?: number
}

const companiesShown = 20

/** What can be chosen for a field, narrowed by what is typed. */
export const useFilterChoices = (
  field: FilterField,
  isOpen: boolean,
): {
  readonly choices: readonly FilterChoice[]
  readonly typed: string
  readonly setTyped: (text: string) => void
  /** Whether there is something to type in. */
  readonly hasSearch: boolean
} => {
  const { t } = useTranslation(['contacts', 'common'])
  const [typed, setTyped] = useState('')
  const rested = useRested(typed)
  const countryName = useCountryName()
  const tags = useApiQuery('tags.list', {}, { enabled: isOpen && field === 'tag' })
  const facets = useApiQuery(
    'contacts.facets',
    {},
    { enabled: isOpen && (field === 'country' || field === 'source') },
  )
  const companies = useApiQuery(
    'contacts.list',
    {
      filter: { kind: 'company', ...(rested.trim() === '' ? {} : { search: rested }) },
      limit: companiesShown,
    },
    { enabled: isOpen && field === 'company', keepPrevious: true },
  )
  const all = (): readonly FilterChoice[] => {
    switch (field) {
      case 'stage':
        return [
          ...stages.map((stage) => ({ value: stage, label: t(`common:stages.${stage}`) })),
          { value: 'none', label: t('filter.noStage') },
        ]
      case 'tag':
        return (tags.data?.tags ?? []).map((tag) => ({
          value: String(tag.id),
          label: tag.name,
          count: tag.contactCount,
        }))
      case 'company':
        return (companies.data?.rows ?? []).map((row) => ({
          value: String(row.id),
          label: row.displayName,
        }))
      case 'country':
        return (facets.data?.countries ?? []).map(({ value, count }) => ({
          value,
          label: countryName(value),
          count,
        }))
      case 'source':
        return (facets.data?.sources ?? []).map(({ value, count }) => ({
          value,
          label: value,
          count,
        }))
      case 'importance':
        return [
          { value: '3', label: t('importance.3') },
          { value: '2', label: t('importance.2') },
          { value: '1', label: t('importance.1') },
        ]
      case 'kind':
        return [
          { value: 'person', label: t('filter.people') },
          { value: 'company', label: t('filter.companies') },
        ]
      case 'next':
        return [
          { value: 'no', label: t('filter.noStep') },
          { value: 'yes', label: t('filter.hasStep') },
        ]
      case 'cold':
        return [
          { value: 'yes', label: t('filter.cold') },
          { value: 'no', label: t('filter.notCold') },
        ]
    }
  }
  const choices = all()
  const wanted = typed.trim().toLocaleLowerCase()
  return {
    choices:
      field === 'company' || wanted === ''
        ? choices
        : choices.filter((choice) => choice.label.toLocaleLowerCase().includes(wanted)),
    typed,
    setTyped,
    hasSearch: field === 'company' || choices.length > 8 || typed !== '',
  }
}
