import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useRested } from '../steps/use-read-step.ts'
import { useCountryName } from '../use-country-name.ts'
import { choicesOf, type FilterChoice } from './filter-choices.ts'
import type { FilterField } from './filter-sentence.ts'

const companiesShown = 20
/** From so many choices on there is a field to find one in. */
const manyChoices = 9

/** What can be chosen for a field, narrowed by what is typed. */
export const useFilterChoices = (
  field: FilterField,
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
  const tags = useApiQuery('tags.list', {}, { enabled: field === 'tag' })
  const facets = useApiQuery(
    'contacts.facets',
    {},
    { enabled: field === 'country' || field === 'source' },
  )
  const companies = useApiQuery(
    'contacts.list',
    {
      filter: { kind: 'company', ...(rested.trim() === '' ? {} : { search: rested }) },
      limit: companiesShown,
    },
    { enabled: field === 'company', keepPrevious: true },
  )
  const facts = { tags: tags.data?.tags, facets: facets.data, companies: companies.data?.rows }
  const choices = choicesOf(field, facts, { t, countryName })
  const wanted = typed.trim().toLocaleLowerCase()
  return {
    choices:
      field === 'company' || wanted === ''
        ? choices
        : choices.filter((choice) => choice.label.toLocaleLowerCase().includes(wanted)),
    typed,
    setTyped,
    hasSearch: field === 'company' || choices.length >= manyChoices || typed !== '',
  }
}
