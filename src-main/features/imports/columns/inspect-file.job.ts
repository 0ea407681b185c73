import type { JobFunction } from '#main/platform/job-protocol.ts'
import { partsOfDay, today } from '#shared/domain/time.ts'
import type { AskedInspection } from './file-inspection.ts'
import { inspectFile } from './inspect-file.ts'

/** Looks at a file behind the main thread; its outcome is the result of `inspectFile`. */
export const inspectFileJob: JobFunction = (input, { clock }) => {
  // `createFileInspection` starts this kind and passes exactly this.
  const asked = input as AskedInspection
  return inspectFile({ ...asked, thisYear: partsOfDay(today(clock)).year })
}
