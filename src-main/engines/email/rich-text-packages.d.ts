/** What is used of two packages that bring no types. */
declare module 'sanitize-html' {
  interface Frame {
    readonly tag: string
    readonly attribs: Readonly<Record<string, string>>
  }
  interface Options {
    readonly allowedTags: readonly string[]
    readonly allowedAttributes: Readonly<Record<string, readonly string[]>>
    readonly allowedSchemes: readonly string[]
    readonly allowedSchemesByTag: Readonly<Record<string, readonly string[]>>
    readonly allowProtocolRelative: boolean
    readonly nestingLimit: number
    readonly transformTags: Readonly<Record<string, string>>
    readonly exclusiveFilter: (frame: Frame) => boolean
  }
  const sanitizeHtml: (html: string, options: Options) => string
  export default sanitizeHtml
}

declare module 'html-to-text' {
  interface Selector {
    readonly selector: string
    readonly format?: string
    readonly options?: Readonly<Record<string, unknown>>
  }
  type Formatter = (
    element: { readonly attribs?: Readonly<Record<string, string>> },
    walk: unknown,
    builder: { addInline(text: string): void },
  ) => void
  interface Options {
    readonly wordwrap: false
    readonly formatters: Readonly<Record<string, Formatter>>
    readonly limits: { readonly maxDepth: number }
    readonly selectors: readonly Selector[]
  }
  export const compile: (options: Options) => (html: string) => string
}
