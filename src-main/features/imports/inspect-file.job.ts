import type { JobFunction } from '#main/platform/job-protocol.ts'
import { type InspectInput, inspectFile } from './inspect-file.ts'

/** Looks at a file behind the main thread; its outcome is the result of `inspectFile`. */
export const inspectFileJob: JobFunction = (input) =>
  // `createFileInspection` starts this kind and passes exactly this.
  inspectFile(input as InspectInput)
