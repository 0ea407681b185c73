import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import type { RandomSource } from './random.ts'

/** A file of the page. */
export interface PageFile {
  readonly path: string
  readonly type: string
  /** True for names with a content hash: they never change. */
  readonly isHashed: boolean
}

/** Everything that is served, by exact target. */
export type PageFiles = ReadonlyMap<string, PageFile>

/** A file of the page with what has to be said about it. */
export interface LoadedPageFile {
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

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

/** Sent with every answer: nothing of ours is guessed at, embedded or referred. */
export const protectiveHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const

/** The page with the nonce of this load in its `csp-nonce` meta element. */
export const withNonce = (html: string, nonce: string): string => {
  const meta = `<meta name="csp-nonce" content="${nonce}">`
  const known = /<meta\s+name="csp-nonce"[^>]*>/
  return known.test(html) ? html.replace(known, meta) : html.replace('<head>', `<head>${meta}`)
}

/** Reads a file of the page by its exact target; null when the target names none. */
export const loadPageFile = (
  files: PageFiles,
  target: string,
  random: RandomSource,
): LoadedPageFile | null => {
  const file = files.get(target)
  if (!file) return null
  const nonce = Buffer.from(random.bytes(18)).toString('base64')
  const content = readFileSync(file.path)
  const isPage = file.type.startsWith('text/html')
  const body = isPage ? Buffer.from(withNonce(content.toString('utf8'), nonce)) : content
  const headers = {
    ...protectiveHeaders,
    'content-security-policy': pagePolicy(nonce),
    'content-type': file.type,
    'content-length': String(body.length),
    'cache-control': file.isHashed ? 'private, max-age=31536000, immutable' : 'no-store',
  }
  return { body, headers }
}
