import { Liquid, type Template, UndefinedVariableError } from 'liquidjs'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'

/** What the fields of a template stand for: `{ contact: { given_name: 'Ada' } }`. */
export type MergeValues = Readonly<Record<string, Readonly<Record<string, string | null>>>>

/** A template that cannot be read, in words of the template language (line and place). */
export type BrokenTemplate = Failure<'template-broken', { readonly detail: string }>

/** A template with its fields filled in. */
export interface Merged {
  readonly text: string
  /** Fields without a value and without a fallback, as `contact.given_name`; shown in brackets. */
  readonly missing: readonly string[]
  /** Fields without a value in whose place the template's other word stands. */
  readonly fellBack: readonly string[]
}

const longestTemplate = 200_000
const usedTags = ['if', 'unless', 'case', 'comment']
const usedFilters = ['default', 'upcase', 'downcase', 'capitalize', 'strip']

/**
 * No loops, no files, no filter that takes escaping off; values of prototypes are not seen.
 *
 * Without loops a template takes as long as it is long. A limit of time would call one broken on a
 * machine that is busy, or slept meanwhile.
 */
const createEngine = (outputEscape: 'escape' | undefined): Liquid => {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    parseLimit: longestTemplate,
    memoryLimit: 2_000_000,
    templates: {},
    ...(outputEscape && { outputEscape }),
  })
  keepOnly(engine.tags, usedTags)
  keepOnly(engine.filters, [...usedFilters, ...(outputEscape ? [outputEscape] : [])])
  return engine
}

const keepOnly = (registry: Record<string, unknown>, names: readonly string[]): void => {
  for (const name of Object.keys(registry)) if (!names.includes(name)) delete registry[name]
}

interface ReadTemplate {
  readonly source: string
  readonly parsed: Template[]
  readonly fields: readonly string[]
  readonly withFallback: readonly string[]
}

/** Reads templates; one that goes to a thousand people is read once. */
class TemplateReader {
  readonly engine: Liquid
  private latest: ReadTemplate | null = null

  constructor(outputEscape: 'escape' | undefined) {
    this.engine = createEngine(outputEscape)
  }

  read(source: string): ReadTemplate {
    if (this.latest?.source === source) return this.latest
    const parsed = this.engine.parse(source)
    if (source.match(inBraces)?.some((braces) => secondWord.test(braces)) === true) {
      throw new Error('a field is one word')
    }
    const fields = this.engine.fullVariablesSync(parsed)
    this.latest = { source, parsed, fields, withFallback: fieldsWithFallback(source) }
    return this.latest
  }
}

const readers = { text: new TemplateReader(undefined), html: new TemplateReader('escape') }

/** The fields that a template uses, each once, as `contact.given_name`. */
export const fieldsOf = (template: string): Result<readonly string[], BrokenTemplate> =>
  reading(() => readers.text.read(plainBraces(template)).fields)

/**
 * Fills in the fields of a template. In `html` the values are escaped.
 *
 * A value that is null or blank is missing unless the template has a fallback:
 * `{{ contact.given_name | default: "there" }}`. A field that does not exist is always missing.
 */
export const merge = (
  template: string,
  values: MergeValues,
  kind: 'text' | 'html',
): Result<Merged, BrokenTemplate> =>
  reading(() => {
    const { engine } = readers[kind]
    const { parsed, fields, withFallback } = readers[kind].read(plainBraces(template))
    const present = presentValues(values)
    const missing = new Set(fields.filter((field) => !exists(field, values)))
    const empty = withFallback.filter((field) => !exists(field, present))
    let scope = [...missing].reduce<Scope>(
      (all, field) => showingMissing(all, field) ?? all,
      present,
    )
    for (;;) {
      try {
        const text: unknown = engine.renderSync(parsed, scope)
        const fellBack = empty.filter((field) => !missing.has(field))
        return { text: String(text), missing: [...missing], fellBack }
      } catch (error) {
        const field = undefinedField(error)
        const shown = field === null ? null : showingMissing(scope, field)
        if (field === null || shown === null) throw error
        scope = shown
        missing.add(field)
      }
    }
  })

/** Each once, as the composer writes them: `{{ contact.city | default: "town" }}`. */
const fieldsWithFallback = (source: string): readonly string[] => {
  const found = source.matchAll(/\{\{-?\s*(\w+\.\w+)\s*\|\s*default\s*:/gu)
  return [...new Set([...found].map(([, field = '']) => field))]
}

const reading = <T>(work: () => T): Result<T, BrokenTemplate> => {
  try {
    return ok(work())
  } catch (error) {
    return fail('template-broken', { detail: error instanceof Error ? error.message : '' })
  }
}

const exists = (field: string, values: MergeValues | Scope): boolean => {
  const [group = '', name = '', ...rest] = field.split('.')
  const fields = Object.hasOwn(values, group) ? values[group] : undefined
  return typeof fields === 'object' && Object.hasOwn(fields, name) && rest.length === 0
}

interface Scope {
  readonly [name: string]: string | Scope
}

const presentValues = (values: MergeValues): Scope =>
  Object.fromEntries(
    Object.entries(values).map(([group, fields]) => [group, Object.fromEntries(presentOf(fields))]),
  )

const presentOf = (fields: MergeValues[string]): (readonly [string, string])[] =>
  Object.entries(fields).flatMap(([name, value]) =>
    value === null || value.trim() === '' ? [] : [[name, value] as const],
  )

const undefinedField = (error: unknown): string | null =>
  error instanceof UndefinedVariableError
    ? (/^undefined variable: ([^,]+)/u.exec(error.message)?.[1] ?? null)
    : null

/** The scope with the field's name in brackets in its place; null where something else stands. */
const showingMissing = (scope: Scope, field: string): Scope | null =>
  withWord(scope, field.split('.'), `[${field}]`)

const withWord = (
  scope: Scope,
  [name = '', ...rest]: readonly string[],
  word: string,
): Scope | null => {
  const inner = Object.hasOwn(scope, name) ? scope[name] : undefined
  if (rest.length === 0) return inner === undefined ? { ...scope, [name]: word } : null
  if (typeof inner === 'string') return null
  const made = withWord(inner ?? {}, rest, word)
  return made && { ...scope, [name]: made }
}

/** The engine would read the first word and say nothing of the others. */
const secondWord = /^\{\{-?\s*[^\s"'|{}]{1,200}\s+[^\s|}-]/u

const entities: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '\u00a0': ' ',
}

const entity = /&(?:quot|#34|#39|apos|amp|lt|gt|nbsp);/gu

const inBraces = /\{\{[^{}]{0,1000}\}\}|\{%[^{}%]{0,1000}%\}/gu

/** Quoted words, in quotes of any kind, and what stands between them. */
const quotedOrNot = new RegExp(
  [
    String.raw`"((?:[^"\\]|\\.){0,1000})"`,
    String.raw`'((?:[^'\\]|\\.){0,1000})'`,
    '&(?:quot|#34);(.{0,1000}?)&(?:quot|#34);',
    '[\u201c-\u201e]([^\u201c-\u201e]{0,1000})[\u201c\u201d]',
    entity.source,
    '\u00a0',
  ].join('|'),
  'gu',
)

/**
 * Editors of HTML write quotes inside of braces as entities, or as curly ones. Inside of straight
 * quotes every sign stands for itself.
 */
const plainBraces = (template: string): string =>
  template.replace(inBraces, (braces) =>
    braces.replace(quotedOrNot, (piece, straight?: string, ...others: (string | undefined)[]) => {
      if (straight !== undefined) return piece.replace(entity, quotableSign)
      const word = others.slice(0, 3).find((other) => other !== undefined)
      if (word !== undefined) return `"${word.replace(entity, signOf).replaceAll('"', quoteSign)}"`
      return signOf(piece)
    }),
  )

const quoteSign = String.raw`\u0022`

const signOf = (written: string): string => entities[written] ?? written

const quotableSign = (written: string): string => signOf(written).replace('"', quoteSign)

const longestQuote = 60

/** What stands in the first braces that cannot be read as a field, cut short; null for none. */
export const unreadableField = (template: string): string | null => {
  const pieces = plainBraces(template).match(inBraces) ?? []
  const broken = pieces.find((piece) => !isReadable(piece))
  if (broken === undefined) return null
  const words = broken.replace(/^.{2}-?|-?.{2}$/gu, '').trim()
  return words.length < longestQuote ? words : `${words.slice(0, longestQuote - 1).trim()}…`
}

/** What opens or goes on with a block is readable although its end stands elsewhere. */
const isReadable = (piece: string): boolean => {
  const block = /^\{%-?\s*(?:end)?(if|unless|case|comment)\b/u.exec(piece)
  const whole =
    block !== null && !/^\{%-?\s*end/u.test(piece) ? `${piece}{% end${block[1]} %}` : piece
  if (/^\{%-?\s*(?:end|else|elsif|when)/u.test(piece)) return true
  return reading(() => readers.text.read(whole)).ok
}
