import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import type { RandomSource } from '#main/platform/random.ts'

/** A file of the page. */
interface PageFile {
  readonly path: string
  readonly type: string
  /** True for names with a content hash: they never change. */
  readonly isHashed: boolean
}

/** Everything that is served, by exact target. */
export type PageFiles = ReadonlyMap<string, PageFile>

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/**
 * Lists what is there now; a target is looked up in the list and never joined to a path, so that
 * no way of writing a target leads out of the folder.
 */
export const listPageFiles = (folder: string): PageFiles => {
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && types[extname(entry.name)] !== undefined)
    .map((entry) => join(entry.parentPath, entry.name))
  const byTarget = new Map(
    files.map((path) => {
      const target = `/${relative(folder, path).split(sep).join('/')}`
      const type = types[extname(path)] ?? 'application/octet-stream'
      return [target, { path, type, isHashed: target.startsWith('/assets/') }] as const
    }),
  )
  const index = byTarget.get('/index.html')
  if (index) byTarget.set('/', index)
  return byTarget
}

/** What the page may load and do; styles of its own only with the nonce of this load. */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** The page with the nonce of this load in its `csp-nonce` meta element. */
export const withNonce = (html: string, nonce: string): string => {
  const meta = `<meta name="csp-nonce" content="${nonce}">`
  const known = /<meta\s+name="csp-nonce"[^>]*>/
  return known.test(html) ? html.replace(known, meta) : html.replace('<head>', `<head>${meta}`)
}

/** Serves a file of the page; false when the target names none. */
export const sendPageFile = (
  request: IncomingMessage,
  response: ServerResponse,
  { files, random }: { files: PageFiles; random: RandomSource },
): boolean => {
  const [target = ''] = (request.url ?? '').split('?')
  const file = files.get(target)
  if (!file) return false
  const nonce = Buffer.from(random.bytes(18)).toString('base64')
  response.setHeader('content-security-policy', pagePolicy(nonce))
  response.setHeader('content-type', file.type)
  if (file.isHashed) response.setHeader('cache-control', 'private, max-age=31536000, immutable')
  const content = readFileSync(file.path)
  const isPage = file.type.startsWith('text/html')
  const body = isPage ? Buffer.from(withNonce(content.toString('utf8'), nonce)) : content
  response.setHeader('content-length', body.length)
  response.end(request.method === 'HEAD' ? undefined : body)
  return true
}
