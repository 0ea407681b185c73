import { text } from 'node:stream/consumers'
import { openPromise } from 'yauzl'

/** The files of a .zip by name, each as text; broken ones throw. */
export const readZip = async (path: string): Promise<ReadonlyMap<string, string>> => {
  const zip = await openPromise(path)
  const files = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    files.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)))
  }
  return files
}
