import { useQuery } from '@tanstack/react-query'
import { call } from '#renderer/api/client.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import type { Recipient } from '../mail-types.ts'

type Line = Output<'emails.list'>['emails'][number]

const pageSize = 200

const allDrafts = async (input: Input<'emails.list'>): Promise<readonly Line[]> => {
  const lines: Line[] = []
  let after: string | null = null
  do {
    const page: Output<'emails.list'> = await call('emails.list', {
      ...input,
      limit: pageSize,
      ...(after === null ? {} : { after }),
    })
    lines.push(...page.emails)
    after = page.nextCursor
  } while (after !== null)
  return lines
}

/** Everybody the drafts of a batch go to, by name as the host lists them; empty without a batch. */
export const useBatch = (batch: string | null): readonly Recipient[] => {
  const input: Input<'emails.list'> = { group: 'drafts', batch: batch ?? '' }
  const [tables, name] = queryKey('emails.list', input)
  const answer = useQuery({
    queryKey: [tables, `${name}.all`, input],
    queryFn: () => allDrafts(input),
    enabled: batch !== null,
  })
  return (answer.data ?? [])
    .map((line) => ({
      emailId: line.id,
      contactId: line.contact.id,
      name: line.contact.name,
      toAddress: line.toAddress,
    }))
    .toSorted((a, b) => a.emailId - b.emailId)
}
