import { useViewLocale } from './view-locale.ts'

/** The parts of a name as far as they are certain. */
export interface NameParts {
  /** The whole name as it was typed. */
  readonly displayName: string
  readonly givenName?: string | null
  readonly familyName?: string | null
}

const han = /\p{Script=Han}/u

/**
 * The name in the order of its own script.
 *
 * Names written in Han put the family name first and take no blank; others keep what was typed.
 */
export const orderedName = (name: NameParts): string => {
  const { givenName, familyName, displayName } = name
  if (!givenName || !familyName) return displayName
  return han.test(familyName) && han.test(givenName) ? `${familyName}${givenName}` : displayName
}

/** The letters of an avatar: two initials, or one Han character (the family name's). */
export const initialsOf = (displayName: string): string => {
  const trimmed = displayName.trim()
  const first = [...trimmed][0] ?? ''
  if (han.test(first)) return first
  const words = trimmed.split(/[\s·.,&/()-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const letters =
    words.length > 1 ? [words[0], words[words.length - 1]] : [words[0], words[0]?.slice(1)]
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase()
}

/** A person's or company's name, in the right order and with the right language for its glyphs. */
export const PersonName = (name: NameParts) => {
  const language = useViewLocale((locale) => locale.language)
  const text = orderedName(name)
  return <span lang={language !== 'zh-CN' && han.test(text) ? 'zh-CN' : undefined}>{text}</span>
}
