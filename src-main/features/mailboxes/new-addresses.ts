import { setImmediate as nextTurn } from 'node:timers/promises'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { Clock } from '#main/platform/clock.ts'
import { ok } from '#shared/domain/result.ts'
import type { ChangedPoints, LookBacksRepository } from './look-backs.repository.ts'
import { syncContext } from './write-mails.ts'

/** What was done so lately may be undone at once, which mails stored meanwhile would stand in the way of. */
export const graceMs = 20_000

interface Parts {
  readonly lookBacks: LookBacksRepository
  readonly unitOfWork: UnitOfWork
  readonly clock: Pick<Clock, 'now'>
}

/** So much of the log is read at a time, and so many rows are written in one transaction. */
const changesAtOnce = 5000
const rowsAtOnce = 500

/**
 * Notes whichever addresses contacts got since the last time, however they got them: mails of theirs
 * that were passed by are to be looked for. The log of changes knows them all, imports and undo
 * included. At the first time everybody who is known is found by the reading itself.
 */
export const noteNewAddresses = async (parts: Parts, accountUid: string): Promise<void> => {
  const { lookBacks, unitOfWork, clock } = parts
  const label = { code: 'mailboxes.note' }
  const begun = lookBacks.place(accountUid)
  if (begun === undefined) {
    await unitOfWork.run(syncContext, label, (tx) => {
      lookBacks.begin(tx, accountUid)
      return ok(null)
    })
    return
  }
  const end = lookBacks.lastChange(clock.now() - graceMs)
  let { changeId, rowId } = begun
  // Of the change where it ended last, some rows may be left.
  for (let from = changeId; from <= end; from += changesAtOnce) {
    const to = Math.min(from + changesAtOnce - 1, end)
    for (const range of rangesOf(lookBacks.changedPoints(from, to), { changeId, rowId })) {
      await unitOfWork.run(syncContext, label, (tx) => {
        for (const points of range) lookBacks.add(tx, accountUid, points)
        const last = range.at(-1)
        if (last !== undefined)
          lookBacks.savePlace(tx, accountUid, { changeId: last.changeId, rowId: last.last })
        return ok(null)
      })
      await nextTurn()
    }
    changeId = to
    rowId = Number.MAX_SAFE_INTEGER
  }
  if (end <= begun.changeId) return
  await unitOfWork.run(syncContext, label, (tx) => {
    lookBacks.savePlace(tx, accountUid, { changeId: end, rowId: Number.MAX_SAFE_INTEGER })
    return ok(null)
  })
}

/** Ranges of rows after a place, as many together as one transaction takes. */
function* rangesOf(
  changes: readonly ChangedPoints[],
  place: { readonly changeId: number; readonly rowId: number },
): Generator<readonly ChangedPoints[], undefined> {
  let some: ChangedPoints[] = []
  let rows = 0
  for (const { changeId, first, last } of changes) {
    const done = changeId === place.changeId ? place.rowId : 0
    for (let from = Math.max(first, done + 1); from <= last; from += rowsAtOnce) {
      const to = Math.min(last, from + rowsAtOnce - 1)
      some.push({ changeId, first: from, last: to })
      rows += to - from + 1
      if (rows < rowsAtOnce) continue
      yield some
      some = []
      rows = 0
    }
  }
  if (some.length > 0) yield some
}
