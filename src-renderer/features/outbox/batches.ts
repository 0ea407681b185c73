import { useMemo } from 'react'
import type { WireFailure } from '#renderer/api/api-error.ts'
import { attempt } from '#renderer/api/client.ts'
import type { MailLine } from '#renderer/api/mail-words.ts'
import { useApiQueries } from '#renderer/api/use-api.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import { ok, type Result } from '#shared/domain/result.ts'

type Batch = Input<'emails.batch'>

/** The batch that a line stands for; null for a mail alone. */
const batchOf = ({ batch, state, together }: MailLine): Batch | null => {
  if (batch === null || together === undefined) return null
  return state === 'waiting' || state === 'deferred' ? { batch, state } : null
}

/** How many mails lines stand for. */
export const countMails = (lines: readonly MailLine[]): number =>
  lines.reduce((sum, { together }) => sum + (together?.count ?? 1), 0)

/** A mail to do something with, and whom it goes to. */
export type ChosenMail = Output<'emails.batch'>['mails'][number]

/** The mails that lines stand for; those of a batch are read now. */
export const mailsOf = async (
  lines: readonly MailLine[],
): Promise<Result<readonly ChosenMail[], WireFailure>> => {
  const mails: ChosenMail[] = []
  for (const line of lines) {
    const batch = batchOf(line)
    if (batch === null) {
      mails.push({ id: line.id, name: line.contact.name })
      continue
    }
    const read = await attempt('emails.batch', batch)
    if (!read.ok) return read
    for (const mail of read.value.mails) mails.push(mail)
  }
  return ok(mails)
}

/** Lines of what is planned, of each batch those apart who are to get none, as soon as known. */
const withStopped = (
  lines: readonly MailLine[],
  found: readonly (Output<'emails.batch'> | undefined)[],
): readonly MailLine[] => {
  const answers = found.values()
  return lines.flatMap((line) => {
    const answer = batchOf(line) === null ? undefined : answers.next().value
    if (answer === undefined) return [line]
    return [...(answer.line === null ? [] : [answer.line]), ...answer.stopped]
  })
}

/** The same lines, asked of each batch who of it is to get no mail. */
export const useStopped = (
  lines: readonly MailLine[] | undefined,
): readonly MailLine[] | undefined => {
  const batches = useMemo(
    () => (lines ?? []).map(batchOf).filter((batch) => batch !== null),
    [lines],
  )
  const answers = useApiQueries('emails.batch', batches)
  return (
    lines &&
    withStopped(
      lines,
      answers.map(({ data }) => data),
    )
  )
}
