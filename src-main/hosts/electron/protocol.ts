import type { Protocol } from 'electron'
import { loadPageFile, type PageFiles, protectiveHeaders } from '#main/platform/page-files.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { pageOrigin, pageScheme } from './security.ts'

/** What has to be known of our scheme before Electron is ready. */
export const schemes = [
  {
    scheme: pageScheme,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
]

/** The target of one of our addresses; null for another host, method or a query. */
export const targetOf = (request: { readonly url: string; readonly method: string }) => {
  if (request.method !== 'GET' || !request.url.startsWith(`${pageOrigin}/`)) return null
  return request.url.slice(pageOrigin.length).replace(/[?#].*$/, '')
}

/** Answers a request of the page out of the list; anything else is not there. */
export const answerPageRequest = (
  request: { readonly url: string; readonly method: string },
  { files, random }: { files: PageFiles; random: RandomSource },
): Response => {
  const target = targetOf(request)
  const loaded = target === null ? null : loadPageFile(files, target, random)
  if (!loaded) return new Response(null, { status: 404, headers: protectiveHeaders })
  return new Response(new Uint8Array(loaded.body), { headers: loaded.headers })
}

/** Serves the page under its scheme; `file:` is used for nothing. */
export const servePage = (
  protocol: Pick<Protocol, 'handle'>,
  parts: { files: PageFiles; random: RandomSource },
): void => protocol.handle(pageScheme, (request) => answerPageRequest(request, parts))
