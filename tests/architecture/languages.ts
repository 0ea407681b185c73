import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Texts of one language: namespace → key with dots → words. */
export type Words = Readonly<Record<string, Readonly<Record<string, string>>>>

interface Tree {
  readonly [key: string]: string | Tree
}

const flatten = (tree: Tree, prefix = ''): Record<string, string> =>
  Object.entries(tree).reduce<Record<string, string>>((flat, [key, value]) => {
    const path = prefix + key
    return typeof value === 'string'
      ? { ...flat, [path]: value }
      : { ...flat, ...flatten(value, `${path}.`) }
  }, {})

/** Reads `<folder>/<namespace>.json` of one language. */
export const readWords = (folder: string): Words =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => {
        // A language file is a tree of texts; anything else fails below by its missing keys.
        const tree = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Tree
        return [name.replace(/\.json$/, ''), flatten(tree)]
      }),
  )

const matchesOf = (text: string, pattern: RegExp): string =>
  [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].sort().join(', ')
/** What both languages must share: placeholders, nested texts and tags. */
const slotsOf = (text: string): string =>
  [
    matchesOf(text, /\{\{-?\s*(\w+)[^}]*\}\}/g),
    matchesOf(text, /\$t\(([^),]+)/g),
    matchesOf(text, /<\/?(\w+)\s*\/?>/g),
  ].join(' | ')
const withoutSlots = (text: string): string =>
  text.replace(/\{\{[^}]*\}\}|\$t\([^)]*\)|<[^>]*>|https?:\S+/g, ' ')

/** Latin words of a text, its placeholders apart. */
export const latinWords = (text: string): readonly string[] =>
  withoutSlots(text).match(/[A-Za-z\u00C0-\u024F][\w\u00C0-\u024F'’-]*/g) ?? []

const pluralBase = (key: string): string | null =>
  /^(.+)_(?:zero|one|two|few|many|other)$/.exec(key)?.[1] ?? null

const pluralProblems = (keys: readonly string[], forms: readonly string[]): readonly string[] => {
  const bases = new Set(keys.map(pluralBase).filter((base) => base !== null))
  return [...bases].flatMap((base) => {
    const present = keys
      .filter((key) => pluralBase(key) === base)
      .map((key) => key.slice(base.length + 1))
      .sort()
    return present.join() === forms.join()
      ? []
      : [`${base}: has plural forms ${present.join(', ')}; needs exactly ${forms.join(', ')}`]
  })
}

const baseKeys = (keys: readonly string[]): ReadonlySet<string> =>
  new Set(keys.map((key) => (pluralBase(key) === null ? key : `${pluralBase(key)}_other`)))

/** Where Latin letters may stand in Chinese: these words anywhere, and keys that begin so. */
export interface AllowedLatin {
  readonly words: ReadonlySet<string>
  readonly keys: readonly string[]
}

interface Pair {
  readonly namespace: string
  readonly english: Readonly<Record<string, string>>
  readonly chinese: Readonly<Record<string, string>>
  readonly allowed: AllowedLatin
}

const namespaceProblems = ({ namespace, english, chinese, allowed }: Pair): readonly string[] => {
  const [en, zh] = [Object.keys(english), Object.keys(chinese)]
  const [enBases, zhBases] = [baseKeys(en), baseKeys(zh)]
  const empty = [
    ...en.filter((key) => english[key]?.trim() === '').map((key) => `${key}: empty in en`),
    ...zh.filter((key) => chinese[key]?.trim() === '').map((key) => `${key}: empty in zh-CN`),
  ]
  const shared = [...enBases].filter((key) => zhBases.has(key))
  const differing = shared.flatMap((key) => {
    const [one, other] = [english[key] ?? '', chinese[key] ?? '']
    const mayBeLatin = allowed.keys.some((prefix) => `${namespace}:${key}`.startsWith(prefix))
    const foreign = latinWords(other).filter((word) => !mayBeLatin && !allowed.words.has(word))
    return [
      ...(slotsOf(one) === slotsOf(other)
        ? []
        : [`${key}: placeholders differ (${slotsOf(one)} ≠ ${slotsOf(other)})`]),
      ...(foreign.length === 0 ? [] : [`${key}: Latin in zh-CN: ${foreign.join(', ')}`]),
    ]
  })
  return [
    ...[...enBases].filter((key) => !zhBases.has(key)).map((key) => `${key}: missing in zh-CN`),
    ...[...zhBases].filter((key) => !enBases.has(key)).map((key) => `${key}: missing in en`),
    ...pluralProblems(en, ['one', 'other']),
    ...pluralProblems(zh, ['other']).map((problem) => `${problem} (zh-CN)`),
    ...empty,
    ...differing,
  ]
}

/**
 * What keeps the two languages from being complete and parallel.
 *
 * A Chinese text may hold the Latin words of the allow-list and no others, so it can equal the
 * English one only where that consists of such words.
 */
export const compareLanguages = (
  english: Words,
  chinese: Words,
  allowed: AllowedLatin,
): readonly string[] =>
  [...new Set([...Object.keys(english), ...Object.keys(chinese)])].sort().flatMap((namespace) =>
    namespaceProblems({
      namespace,
      english: english[namespace] ?? {},
      chinese: chinese[namespace] ?? {},
      allowed,
    }).map((problem) => `${namespace}:${problem}`),
  )

/** A source file as text. */
export interface SourceText {
  readonly path: string
  readonly text: string
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const quotedToken = /(?<=['"`])[\w.:-]+(?=['"`])/g
const template = /`([\w.:-]*(?:\$\{[^{}`]*\}[\w.:-]*)+)`/g
const translated = /(?<![\w.])(?:\w+\.)?t\(\s*(['"])([^'"]+)\1/g

const templatePattern = (source: string): RegExp | null => {
  const [start = ''] = source.split('${')
  if (start.replace(/^[\w-]+:/, '').length < 2) return null
  const parts = source.split(/\$\{[^{}]*\}/).map(escape)
  return new RegExp(`^${parts.join('[\\w.-]+')}$`)
}

/**
 * Keys that code asks for and nobody wrote, and keys that nobody asks for.
 *
 * A key counts as used when it stands as a literal in a source file (with or without its
 * namespace), matches a template literal with a fixed beginning (`stages.${stage}`), or starts
 * with one of `dynamic`, the listed prefixes whose keys are put together from data.
 */
export const usageProblems = (
  words: Words,
  sources: readonly SourceText[],
  dynamic: readonly string[],
): readonly string[] => {
  const known = new Set<string>()
  for (const [namespace, texts] of Object.entries(words)) {
    for (const key of Object.keys(texts)) {
      const base = pluralBase(key)
      for (const name of base === null ? [key] : [key, base]) {
        known.add(name).add(`${namespace}:${name}`)
      }
    }
  }
  const tokens = new Set(sources.flatMap(({ text }) => text.match(quotedToken) ?? []))
  const patterns = sources
    .flatMap(({ text }) => [...text.matchAll(template)].map((match) => match[1] ?? ''))
    .map(templatePattern)
    .filter((pattern) => pattern !== null)
  const isUsed = (name: string): boolean =>
    tokens.has(name) || patterns.some((pattern) => pattern.test(name))
  const missing = sources.flatMap(({ path, text }) =>
    [...text.matchAll(translated)]
      .map((match) => match[2] ?? '')
      .filter((key) => !known.has(key) && ![...known].some((one) => one.startsWith(`${key}.`)))
      .map((key) => `${path}: t('${key}') has no words`),
  )
  const unused = Object.entries(words).flatMap(([namespace, texts]) =>
    Object.keys(texts)
      .filter((key) => {
        const name = pluralBase(key) ?? key
        const full = `${namespace}:${name}`
        return !isUsed(name) && !isUsed(full) && !dynamic.some((prefix) => full.startsWith(prefix))
      })
      .map((key) => `${namespace}:${key}: nobody uses it`),
  )
  const full = Object.entries(words).flatMap(([namespace, texts]) =>
    Object.keys(texts).map((key) => `${namespace}:${key}`),
  )
  const idle = dynamic
    .filter((prefix) => !full.some((key) => key.startsWith(prefix)))
    .map((prefix) => `${prefix}: is listed as put together from data, and no key begins so`)
  return [...missing, ...unused, ...idle]
}
