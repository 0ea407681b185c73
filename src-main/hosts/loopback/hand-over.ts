import { setTimeout as wait } from 'node:timers/promises'
import { readOwnerFile, requestLaunchCode } from './owner-file.ts'

/** An owner that has just started needs a moment until it listens. */
const patienceMs = 3_000
const stepMs = 100

/** The address that opens Kith once. */
export const launchUrl = (port: number, code: string): string =>
  `http://127.0.0.1:${port}/#launch=${code}`

/** A fresh address of the process that owns the workspace; null when it gives none. */
export const askOwnerForUrl = async (workspace: string): Promise<string | null> => {
  for (let waitedMs = 0; waitedMs <= patienceMs; waitedMs += stepMs) {
    const owner = readOwnerFile(workspace)
    const code = owner ? await requestLaunchCode(owner) : null
    if (owner && code !== null) return launchUrl(owner.port, code)
    await wait(stepMs)
  }
  return null
}
