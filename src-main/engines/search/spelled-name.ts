import { remember } from '#shared/domain/remember.ts'
import { spellLikeliest } from './pinyin.ts'

const hanName = /^[\p{Script=Han}\s]+$/u

/**
 * A person's name in Han characters as people type it in letters, one word a syllable, the
 * surname first; null for any other name.
 */
export const spellName = (name: string): string | null => {
  if (!hanName.test(name)) return null
  const run = name.replace(/\s+/gu, '')
  return run === '' ? null : spelled(run)
}

const spelled = remember((run) => spellLikeliest(run).join(' '))
