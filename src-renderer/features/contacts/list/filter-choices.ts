import type { TFunction } from 'i18next'
import type { Output } from '#shared/contract/index.ts'
import { stages } from '#shared/domain/stages.ts'
import type { FilterField } from './filter-sentence.ts'

/** One value that can be chosen in a filter. */
export interface FilterChoice {
  readonly value: string
  readonly label: string
  readonly count?: number
}

/** What the choices are made of; undefined while it is not known. */
export interface ChoiceFacts {
  readonly tags: Output<'tags.list'>['tags'] | undefined
  readonly facets: Output<'contacts.facets'> | undefined
  readonly companies: readonly { readonly id: number; readonly displayName: string }[] | undefined
}

const yesNo = (yes: string, no: string): readonly FilterChoice[] => [
  { value: 'yes', label: yes },
  { value: 'no', label: no },
]

const fixedChoices = (
  field: 'stage' | 'importance' | 'kind' | 'next' | 'cold',
  t: TFunction<['contacts', 'common']>,
): readonly FilterChoice[] => {
  switch (field) {
    case 'stage':
      return [
        ...stages.map((stage) => ({ value: stage, label: t(`common:stages.${stage}`) })),
        { value: 'none', label: t('filter.noStage') },
      ]
    case 'importance':
      return (['3', '2', '1'] as const).map((value) => ({
        value,
        label: t(`importance.${value}`),
      }))
    case 'kind':
      return [
        { value: 'person', label: t('filter.people') },
        { value: 'company', label: t('filter.companies') },
      ]
    case 'next':
      return yesNo(t('filter.hasStep'), t('filter.noStep')).toReversed()
    case 'cold':
      return yesNo(t('filter.cold'), t('filter.notCold'))
  }
}

/** Everything that can be chosen for a field. */
export const choicesOf = (
  field: FilterField,
  facts: ChoiceFacts,
  words: {
    readonly t: TFunction<['contacts', 'common']>
    readonly countryName: (code: string) => string
  },
): readonly FilterChoice[] => {
  switch (field) {
    case 'tag':
      return (facts.tags ?? []).map((tag) => ({
        value: String(tag.id),
        label: tag.name,
        count: tag.contactCount,
      }))
    case 'company':
      return (facts.companies ?? []).map((company) => ({
        value: String(company.id),
        label: company.displayName,
      }))
    case 'country':
      return (facts.facets?.countries ?? []).map(({ value, count }) => ({
        value,
        label: words.countryName(value),
        count,
      }))
    case 'source':
      return (facts.facets?.sources ?? []).map(({ value, count }) => ({
        value,
        label: value,
        count,
      }))
    default:
      return fixedChoices(field, words.t)
  }
}
