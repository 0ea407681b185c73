import { fold } from './fold.ts'
import { spell } from './pinyin.ts'

const hanRuns = /\p{Script=Han}+/gu
const hasHan = /\p{Script=Han}/u
const separators = /[^\p{L}\p{N}]+/gu

/** What a sort key is made of. */
export interface SortableName {
  readonly displayName: string
  readonly isPerson: boolean
}

/**
 * The text by which names are sorted, compared byte by byte.
 *
 * Latin without accents and case, Han characters by pinyin (a person's surname as surnames are
 * read, so 单 stands under S), then tone, then character; signs count as one space. Names of signs
 * only stand as they are. Never empty for a name that is not.
 */
export const sortKey = ({ displayName, isPerson }: SortableName): string => {
  const spelled = hasHan.test(displayName) ? spellHan(displayName, isPerson) : displayName
  const key = fold(spelled).replace(separators, ' ').trim()
  return key === '' ? displayName.trim().toLowerCase() : key
}

const spellHan = (name: string, isPerson: boolean): string => {
  let isHead = true
  return name.replace(hanRuns, (run) => {
    const { readings } = spell(run, isPerson && isHead)
    isHead = false
    return [...run].map((character, index) => `${readings[index]?.[0] ?? ''}${character}`).join('')
  })
}
