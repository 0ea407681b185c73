import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { compareLanguages, readWords, usageProblems } from './languages.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'src-shared/i18n')

interface Lists {
  /** Words that stay Latin in a Chinese text: names of products, formats and keys. */
  readonly latinInChinese: Readonly<Record<string, readonly string[]>>
  /** Beginnings of keys whose Chinese text is not shown but typed: pinyin. */
  readonly latinKeys: readonly string[]
  /** Beginnings (`namespace:key.`) of keys that code puts together from data. */
  readonly dynamicKeys: readonly string[]
}

/** Everything that is wrong with the words of the project, and how much was read to say so. */
export const checkLanguages = (): {
  readonly problems: readonly string[]
  readonly keys: number
  readonly files: number
} => {
  const listFile = join(import.meta.dirname, 'languages.json')
  // Our own file, beside this one.
  const lists = JSON.parse(readFileSync(listFile, 'utf8')) as Lists
  const english = readWords(join(folder, 'en'))
  const chinese = readWords(join(folder, 'zh-CN'))
  const sources = globSync('src-*/**/*.{ts,tsx}', { cwd: root })
    .filter((path) => !path.startsWith('src-shared/i18n/'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  const keys = Object.values(english).reduce((sum, one) => sum + Object.keys(one).length, 0)
  return {
    problems: [
      ...compareLanguages(english, chinese, {
        words: new Set(Object.values(lists.latinInChinese).flat()),
        keys: lists.latinKeys,
      }),
      ...usageProblems(english, sources, lists.dynamicKeys),
    ],
    keys,
    files: sources.length,
  }
}
