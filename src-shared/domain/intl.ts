/** Each is made once: making one takes as long as printing with it a thousand times. */
const madeOnce = <Options, Format>(
  make: (locale: string, options: Options) => Format,
): ((locale: string, options: Options) => Format) => {
  const made = new Map<string, Format>()
  return (locale, options) => {
    const key = `${locale} ${JSON.stringify(options)}`
    const known = made.get(key)
    if (known !== undefined) return known
    const format = make(locale, options)
    made.set(key, format)
    return format
  }
}

/** Prints days and times. */
export const dateFormat = madeOnce(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
)

/** Prints numbers and amounts. */
export const numberFormat = madeOnce(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
)

/** Prints lists in words: A, B and C. */
export const listFormat = madeOnce(
  (locale, options: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options),
)

/** Names regions, languages and currencies; asked for what is no code it throws. */
export const displayNames = madeOnce(
  (locale, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames([locale], options),
)
