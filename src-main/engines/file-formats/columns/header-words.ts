/** Letters that Unicode does not take apart and keyboards often do not have. */
const plainLetters: Readonly<Record<string, string>> = { ß: 'ss', ı: 'i', ł: 'l', ø: 'o', đ: 'd' }

/** The words of a header, folded: lower case, no accents, no punctuation. */
export const wordsOf = (header: string): string[] =>
  header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßıłøđ]/gu, (sign) => plainLetters[sign] ?? sign)
    .replace(/['’]s\b/gu, 's')
    .replace(/\be[\s_-]*mail/gu, 'email')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** How a column is called; one without a name is `#3`. */
export const nameOf = (headers: readonly string[], index: number): string => {
  const name = (headers[index] ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return name === '' ? `#${index + 1}` : name
}
