import {
  keepPreviousData,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQueries,
  useQuery,
} from '@tanstack/react-query'
import type { Input, Output } from '#shared/contract/index.ts'
import type { ApiError } from './api-error.ts'
import { type CommandName, call, type QueryName } from './client.ts'
import { queryKey } from './query-keys.ts'

/** How a query behaves on screen. */
export interface ApiQueryOptions {
  /** False: do not ask yet. */
  readonly enabled?: boolean
  /** Show the answer to the previous input until the new one is there. */
  readonly keepPrevious?: boolean
}

/** The answer to a query, kept fresh by the host's change events. */
export const useApiQuery = <Name extends QueryName>(
  name: Name,
  input: Input<Name>,
  options: ApiQueryOptions = {},
): UseQueryResult<Output<Name>, ApiError> =>
  useQuery<Output<Name>, ApiError>({
    queryKey: queryKey(name, input),
    queryFn: () => call(name, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  })

/** The answers to one query for several inputs, in their order. */
export const useApiQueries = <Name extends QueryName>(
  name: Name,
  inputs: readonly Input<Name>[],
): readonly UseQueryResult<Output<Name>, ApiError>[] =>
  useQueries({
    queries: inputs.map((input) => ({
      queryKey: queryKey(name, input),
      queryFn: () => call(name, input),
    })),
  })

/** A command as a mutation; its data is the output, its error an `ApiError`. */
export const useApiCommand = <Name extends CommandName>(
  name: Name,
): UseMutationResult<Output<Name>, ApiError, Input<Name>> =>
  useMutation<Output<Name>, ApiError, Input<Name>>({
    mutationKey: [name],
    mutationFn: (input) => call(name, input),
  })
