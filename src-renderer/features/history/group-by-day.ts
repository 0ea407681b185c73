import type { Output } from '#shared/contract/index.ts'

/** One line of History. */
export type Operation = Output<'history.list'>['operations'][number] &
  Partial<Pick<Output<'history.bin'>['operations'][number], 'stillDeleted'>>

/** The operations of one day. */
export interface DayGroup {
  /** `YYYY-MM-DD` in the owner's zone. */
  readonly day: string
  readonly operations: readonly Operation[]
}

/** Operations (newest first) by the day they happened on. */
export const groupByDay = (
  operations: readonly Operation[],
  dayOf: (instant: number) => string,
): readonly DayGroup[] => {
  const groups: { day: string; operations: Operation[] }[] = []
  for (const operation of operations) {
    const day = dayOf(operation.at)
    const last = groups[groups.length - 1]
    if (last?.day === day) last.operations.push(operation)
    else groups.push({ day, operations: [operation] })
  }
  return groups
}
