/** The attributes of a tag, names without their prefix. */
export type Attributes = Readonly<Record<string, string>>

/** The attributes of every tag of a name, whatever its prefix, in the order of the text. */
export const tagsNamed = (xml: string, name: string): Attributes[] => {
  const tag = new RegExp(`<(?:[\\w.-]+:)?${name}(\\s[^<>]*)?/?>`, 'gu')
  return [...xml.matchAll(tag)].map((found) => attributesOf(found[1] ?? ''))
}

const attribute = /([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu

const attributesOf = (text: string): Attributes => {
  const found = [...text.matchAll(attribute)]
  return Object.fromEntries(
    found.map(([, name = '', double, single]) => [name, unescaped(double ?? single ?? '')]),
  )
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/giu,
        (whole, ...codes) => {
          const [decimal, hex, word] = codes.map((code) => (typeof code === 'string' ? code : ''))
          if (word) return named[word.toLowerCase()] ?? whole
          const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)
          return code <= 0x10ffff ? String.fromCodePoint(code) : whole
        },
      )
    : text
