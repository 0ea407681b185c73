import type { IncomingMessage, ServerResponse } from 'node:http'
import { loadPageFile, type PageFiles } from '#main/platform/page-files.ts'
import type { RandomSource } from '#main/platform/random.ts'

/** Serves a file of the page; false when the target names none. */
export const sendPageFile = (
  request: IncomingMessage,
  response: ServerResponse,
  { files, random }: { files: PageFiles; random: RandomSource },
): boolean => {
  const [target = ''] = (request.url ?? '').split('?')
  const loaded = loadPageFile(files, target, random)
  if (!loaded) return false
  for (const [name, value] of Object.entries(loaded.headers)) response.setHeader(name, value)
  response.end(request.method === 'HEAD' ? undefined : loaded.body)
  return true
}
