import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { BinService } from './bin.service.ts'
import type { HistoryService } from './history.service.ts'

/** Wires the contract's `history` to its services. */
export const createHistoryHandlers = ({
  service,
  bin,
}: {
  readonly service: HistoryService
  readonly bin: BinService
}): Handlers<'history'> => ({
  list: (input) => ok(service.list(input)),
  get: (input) => service.get(input),
  undo: (input, context) => service.undo(input, context),
  undoLast: (_, context) => service.undoLast(context),
  redoLast: (_, context) => service.redoLast(context),
  bin: () => ok(bin.list()),
  deleted: (input) => bin.deleted(input),
  bringBack: (input, context) => bin.bringBack(input, context),
})
