const scheme = /^https?:\/\//iu
const host =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)+(?:\p{L}{2,24}|xn--[a-z0-9-]{2,40})$/iu

/** Services that are told by where a link leads. */
const services: readonly (readonly [domain: string, service: string])[] = [
  ['linkedin.com', 'linkedin'],
  ['instagram.com', 'instagram'],
  ['facebook.com', 'facebook'],
  ['fb.com', 'facebook'],
  ['twitter.com', 'x'],
  ['x.com', 'x'],
  ['xiaohongshu.com', 'xiaohongshu'],
  ['xhslink.com', 'xiaohongshu'],
  ['weibo.com', 'weibo'],
  ['weibo.cn', 'weibo'],
  ['youtube.com', 'youtube'],
  ['youtu.be', 'youtube'],
]

/** Whether a text is a web address, with or without `https://`. */
export const isLink = (text: string): boolean => hostOf(text) !== null

/** The host of a web address in small letters; null when it is none. */
export const hostOf = (text: string): string | null => {
  if (/\s/u.test(text) || text.includes('@')) return null
  const rest = text.replace(scheme, '').replace(/^\/\//u, '')
  const [authority = ''] = rest.split(/[/?#]/u, 1)
  const name = authority.replace(/:\d{1,5}$/u, '').toLowerCase()
  return host.test(name) ? name : null
}

/** The service a web address belongs to: `linkedin`, `x` …; null for any other page. */
export const linkServiceOf = (text: string): string | null => {
  const name = hostOf(text)
  if (name === null) return null
  const found = services.find(([domain]) => name === domain || name.endsWith(`.${domain}`))
  return found?.[1] ?? null
}
