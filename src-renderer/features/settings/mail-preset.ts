import type { Input, Output } from '#shared/contract/index.ts'

/** A provider Kith knows. */
export type Preset = Output<'emailAccounts.presets'>['presets'][number]

/** In lists of providers: one that Kith does not know. */
export const otherProvider = 'other'

/** An outgoing or incoming server. */
export type Server = Input<'emailAccounts.create'>['smtp']

/** A server as it is typed: the port is still text. */
export interface TypedServer {
  readonly host: string
  readonly port: string
  readonly security: Server['security']
}

/** What is typed by hand for a provider Kith does not know. */
export interface TypedServers {
  readonly smtp: TypedServer
  /** Null for an account that only sends. */
  readonly imap: TypedServer | null
  readonly userName: string
}

/** Where to begin for an unknown provider: the usual ports, and no name. */
export const blankServers: TypedServers = {
  smtp: { host: '', port: '465', security: 'tls' },
  imap: { host: '', port: '993', security: 'tls' },
  userName: '',
}

/** The preset of an address's domain; null for one that is nobody's, which is asked about. */
export const presetOf = (address: string, presets: readonly Preset[]): Preset | null => {
  const domain = address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
  if (!address.includes('@') || domain === '') return null
  return presets.find((preset) => preset.domains.includes(domain)) ?? null
}

/** The preset whose server this is, as companies use them for domains of their own. */
export const presetOfHost = (host: string, presets: readonly Preset[]): Preset | null => {
  const name = host.trim().toLowerCase()
  const has = ({ smtp, imap, otherHosts }: Preset): boolean =>
    [smtp.host, imap.host, ...otherHosts].includes(name)
  return presets.find(has) ?? null
}

/** What is wrong with a typed server; null when nothing is. */
export const serverProblem = ({ host, port }: TypedServer): 'badHost' | 'badPort' | null => {
  if (!/^[A-Za-z0-9.-]{1,253}$/.test(host.trim())) return 'badHost'
  const number = Number(port)
  return /^\d+$/.test(port.trim()) && number > 0 && number < 65_536 ? null : 'badPort'
}

/** The server of a typed one that has no problem. */
export const readServer = ({ host, port, security }: TypedServer): Server => ({
  host: host.trim().toLowerCase(),
  port: Number(port),
  security,
})

/** A server for its fields. */
export const typedServer = ({ host, port, security }: Server): TypedServer => ({
  host,
  port: String(port),
  security,
})

/** A signature of lines as the limited HTML that mails carry; null when it is blank. */
export const signatureToHtml = (text: string): string | null => {
  if (text.trim() === '') return null
  const escaped = text.trim().replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<p>${escaped.split(/\r?\n/).join('<br>')}</p>`
}

/** The lines of a signature. */
export const signatureToText = (html: string | null): string => {
  if (html === null) return ''
  const lines = html.replace(/<br\s*\/?>/gi, '\n').replace(/<\/(p|div|li)>\s*(?=.)/gi, '\n')
  // A document of its own runs and loads nothing.
  return new DOMParser().parseFromString(lines, 'text/html').body.textContent.trim()
}
