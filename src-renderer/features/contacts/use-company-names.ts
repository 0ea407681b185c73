import { useApiQuery } from '#renderer/api/use-api.ts'
import { useRested } from './use-read-step.ts'

const shownCompanies = 6

/** Names of known companies that fit what is typed, but for one that is typed in full. */
export const useCompanyNames = (typed: string): readonly string[] => {
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
