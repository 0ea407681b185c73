import { attempt, currentTransport } from '#renderer/api/client.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { openBrought } from '../import-acts.ts'
import { setImport } from '../import-store.ts'

/** Saves the rows that stay outside as a CSV file, to repair and bring again. */
export const saveAside = async (jobId: JobId): Promise<void> => {
  const made = await attempt('imports.quarantine', { jobId })
  if (!made.ok) return setImport({ refusal: made.error })
  await currentTransport().download(made.value.file, made.value.fileName)
}

/** Brings the rows that stayed outside again, as a file of their own. */
export const repairAside = async (jobId: JobId): Promise<void> => {
  const made = await attempt('imports.quarantine', { jobId })
  if (!made.ok) return setImport({ refusal: made.error })
  const { file, fileName } = made.value
  await openBrought({ handle: file, name: fileName, savedAt: null })
}
