import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '#renderer/api/client.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import type { JobId } from '#shared/domain/ids.ts'
import type { RehearsedColumn } from '../import-types.ts'

/** The columns as they were rehearsed; another round reads them anew. */
export const useRehearsedColumns = (planId: JobId, round: number): readonly RehearsedColumn[] => {
  const query = useQuery({
    queryKey: [...queryKey('imports.rehearsal', { jobId: planId }), round],
    queryFn: () => call('imports.rehearsal', { jobId: planId }),
    placeholderData: keepPreviousData,
  })
  return query.data?.columns ?? []
}
