import { Autocomplete } from '@mantine/core'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { asFound } from '#renderer/ui/as-found.ts'
import { useRested } from './steps/use-read-step.ts'

const shownCompanies = 6

/** Names of known companies that fit what is typed, but for one that is typed in full. */
export const useCompanyNames = (typed: string): string[] => {
  const rested = useRested(typed.trim())
  const found = useApiQuery(
    'contacts.list',
    { filter: { kind: 'company', search: rested }, limit: shownCompanies },
    { enabled: rested !== '', keepPrevious: true },
  )
  if (typed.trim() === '') return []
  const names = (found.data?.rows ?? []).map((company) => company.displayName)
  return [...new Set(names)].filter((name) => name !== typed.trim())
}

/** A company by its name: any, with those that are known to choose from. */
export const CompanyField = ({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (name: string) => void
}) => (
  <Autocomplete
    label={label}
    maxLength={300}
    value={value}
    data={useCompanyNames(value)}
    filter={asFound}
    onChange={onChange}
  />
)
