import type { MailLine } from '#renderer/api/mail-words.ts'

/** A row of the outbox: one mail, or those of a selection that leave together. */
export interface MailItem {
  /** The first of them; stands for all. */
  readonly line: MailLine
  readonly members: readonly MailLine[]
}

/** Mails of one batch stand as one row, where the first of them stands; who is to get none apart. */
export const itemsOf = (lines: readonly MailLine[]): readonly MailItem[] => {
  const items: { line: MailLine; members: MailLine[] }[] = []
  const ofBatch = new Map<string, MailLine[]>()
  for (const line of lines) {
    const batch = line.state === 'waiting' && line.reason !== null ? null : line.batch
    const members = batch === null ? undefined : ofBatch.get(batch)
    if (members !== undefined) {
      members.push(line)
      continue
    }
    const own = [line]
    if (batch !== null) ofBatch.set(batch, own)
    items.push({ line, members: own })
  }
  return items
}

/** Whether more of a batch may come with the next page. */
export const isCut = (items: readonly MailItem[], lines: readonly MailLine[]): boolean => {
  const batch = lines.at(-1)?.batch ?? null
  return (
    batch !== null && items.some(({ line, members }) => line.batch === batch && members.length > 1)
  )
}
