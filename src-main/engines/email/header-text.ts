/** Signs that change the order of others, and marks of the beginning of a text. */
const unseen = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
const breaks = /[\p{Cc}\u2028\u2029]+/gu

/**
 * Text as a header may carry it: one line, without controls or marks of direction.
 *
 * `=?` is parted: some readers take it for encoded text wherever it stands, and decode line breaks
 * out of it. Longer texts are cut at `longest` characters.
 */
export const headerText = (text: string, longest: number): string => {
  const line = text.toWellFormed().replace(breaks, ' ').replace(unseen, '')
  return [...line.replace(/=(?=\?)/gu, '= ').trim()].slice(0, longest).join('')
}

const longestFileName = 150

/** A file name that is none but a name: no folders, controls or marks of direction. */
export const fileNameText = (name: string): string => {
  const line = headerText(name.replace(/[/\\:*?"<>|;]+/gu, '_'), Number.POSITIVE_INFINITY)
  if (line.length <= longestFileName) return line === '' ? 'file' : line
  // What kind of file it is stands at the end.
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(line)?.[0] ?? ''
  return [...line].slice(0, longestFileName - ending.length).join('') + ending
}

const longestId = 250
const mostIds = 20

/** The Message-IDs in a header of a stranger, in their order: the first and the last 19. */
export const messageIdsIn = (text: string): readonly string[] => {
  const ids = text.slice(0, 20_000).match(/<[\x21-\x3b\x3d\x3f-\x7e]{3,250}>/gu) ?? []
  const good = ids.filter((id) => id.length <= longestId)
  return good.length <= mostIds ? good : [...good.slice(0, 1), ...good.slice(1 - mostIds)]
}
