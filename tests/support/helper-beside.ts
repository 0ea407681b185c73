import { createSearchBuilder } from '#main/db/search/search-builder.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { StartHelper } from '#main/platform/helper-protocol.ts'

/** Messages that a helper of a test got. */
export interface HelperLog {
  readonly types: string[]
}

/** Works off search texts in this thread, as the thread beside does; fails from a message on. */
export const searchHelper =
  (log: HelperLog, failsAt = Number.POSITIVE_INFINITY): StartHelper =>
  () => {
    const work = createSearchBuilder(searchFunctions)
    let isFailed = false
    return {
      waiting: 0,
      send: (message) => {
        // Only `search-beside.ts` sends.
        log.types.push((message as { type: string }).type)
        isFailed ||= log.types.length > failsAt
        if (!isFailed) work(message, () => undefined)
      },
      settle: () => !isFailed,
      ask: async () => undefined,
      end: async () => undefined,
    }
  }
