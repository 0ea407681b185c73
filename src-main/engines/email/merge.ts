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

/** No loops, no files, no filter that takes escaping off; values of prototypes are not seen. */
const createEngine = (outputEscape: 'escape' | undefined): Liquid => {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    parseLimit: longestTemplate,
    renderLimit: 500,
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
    const fields = this.engine.fullVariablesSync(parsed)
    this.latest = { source, parsed, fields, withFallback: fieldsWithFallback(source) }
    return this.latest
  }
}

const readers = { text: new TemplateReader(undefined), html: new TemplateReader('escape') }

/** The fields that a template uses, each once, as `contact.given_name`. */
export const fieldsOf = (template: string): Result<readonly string[], BrokenTemplate> =>
  reading(() => readers.text.engine.fullVariablesSync(plainBraces(template)))

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
    const scope = presentValues(values)
    const missing = new Set(fields.filter((field) => !exists(field, values)))
    const empty = withFallback.filter((field) => !exists(field, scope))
    for (const field of missing) showAsMissing(scope, field)
    for (;;) {
      try {
        const text: unknown = engine.renderSync(parsed, scope)
        const fellBack = empty.filter((field) => !missing.has(field))
        return { text: String(text), missing: [...missing], fellBack }
      } catch (error) {
        const field = undefinedField(error)
        if (field === null || !showAsMissing(scope, field)) throw error
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

const exists = (field: string, values: MergeValues): boolean => {
  const [group = '', name = '', ...rest] = field.split('.')
  const fields = Object.hasOwn(values, group) ? values[group] : undefined
  return fields !== undefined && Object.hasOwn(fields, name) && rest.length === 0
}

type Scope = Record<string, Record<string, string>>

const presentValues = (values: MergeValues): Scope => {
  // Whatever a template calls its fields, they are none of prototypes.
  const scope: Scope = Object.create(null) as Scope
  for (const [group, fields] of Object.entries(values)) {
    const present = Object.entries(fields).flatMap(([name, value]) =>
      value === null || value.trim() === '' ? [] : [[name, value] as const],
    )
    scope[group] = Object.fromEntries(present)
  }
  return scope
}

const undefinedField = (error: unknown): string | null =>
  error instanceof UndefinedVariableError
    ? (/^undefined variable: ([^,]+)/u.exec(error.message)?.[1] ?? null)
    : null

/** Puts the field's name in brackets in its place; false when that is not possible. */
const showAsMissing = (scope: Scope, field: string): boolean => {
  const [group = '', name, ...rest] = field.split('.')
  const fields = scope[group] ?? {}
  if (name === undefined || rest.length > 0 || Object.hasOwn(fields, name)) return false
  scope[group] = { ...fields, [name]: `[${field}]` }
  return true
}

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
  '\u201c': '"',
  '\u201d': '"',
}

/** Editors of HTML write quotes inside of braces as entities, or as curly ones. */
const plainBraces = (template: string): string =>
  template.replace(/\{\{[^{}]{0,500}\}\}|\{%[^{}%]{0,500}%\}/gu, (braces) =>
    braces.replace(
      /&(?:quot|#34|#39|apos|amp|lt|gt|nbsp);|[\u00a0\u201c\u201d]/gu,
      (sign) => entities[sign] ?? sign,
    ),
  )
