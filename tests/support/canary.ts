import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/** A password that no other text holds, with signs that each way of writing it changes. */
export const canary = 'Kanarien"vogel\\7/&<ü密>?'

/** The same for what providers give, which is of plain signs: two tokens and a client's secret. */
export const signInCanaries = {
  access: 'Zei"sig\\1/&<access>?',
  refresh: 'Stieg"litz\\2/&<refresh>?',
  clientSecret: 'Gim"pel\\3/&<client>?',
} as const

const escapedUnicode = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => {
    const code = text.charCodeAt(at)
    return code < 128 ? (text[at] ?? '') : `\\u${code.toString(16).padStart(4, '0')}`
  }).join('')

const escapedHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16()

/**
 * The middle of a base64 text that holds the secret somewhere: what neighbours cannot change, for
 * each of the three ways in which they may push it.
 */
const base64Middles = (secret: string): string[] =>
  [0, 1, 2].map((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret, 'utf8')])
    const text = bytes.toString('base64')
    const from = shift === 0 ? 0 : 4
    return text.slice(from, text.length - 4)
  })

/** Every way of writing the secret that is searched for, by name. */
export const formsOf = (secret: string): ReadonlyMap<string, Buffer> => {
  const utf16 = Buffer.from(secret, 'utf16le')
  const forms: [string, string | Buffer][] = [
    ['plain', secret],
    ['json', JSON.stringify(secret).slice(1, -1)],
    ['json with escapes', escapedUnicode(JSON.stringify(secret).slice(1, -1))],
    ['url', encodeURIComponent(secret)],
    ['form', new URLSearchParams({ a: secret }).toString().slice(2)],
    ['csv', secret.replaceAll('"', '""')],
    ['html', escapedHtml(secret)],
    ['html with quotes', escapedHtml(secret).replaceAll('"', '&quot;')],
    ['hex', Buffer.from(secret, 'utf8').toString('hex')],
    ['utf-16le', utf16],
    ['utf-16be', swapped(utf16)],
    ...base64Middles(secret).flatMap((text, shift): [string, string][] => [
      [`base64 ${shift}`, text],
      [`base64url ${shift}`, text.replaceAll('+', '-').replaceAll('/', '_')],
    ]),
  ]
  return new Map(forms.map(([name, form]) => [name, Buffer.from(form)]))
}

const known = new Map<string, ReadonlyMap<string, Buffer>>()

const formsFor = (secret: string): ReadonlyMap<string, Buffer> => {
  const forms = known.get(secret) ?? formsOf(secret)
  known.set(secret, forms)
  return forms
}

/** The ways in which a canary stands in there; empty where it does not. */
export const findCanary = (content: Buffer | string, secret: string = canary): string[] => {
  const bytes = Buffer.from(content)
  return [...formsFor(secret)].flatMap(([name, form]) => (bytes.includes(form) ? [name] : []))
}

/** Every file below a folder that holds a canary, as `path: ways`. */
export const findCanaryInFiles = (folder: string, secret: string = canary): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .flatMap((path) => {
      const found = findCanary(readFileSync(path), secret)
      return found.length === 0 ? [] : [`${relative(folder, path)}: ${found.join(', ')}`]
    })
