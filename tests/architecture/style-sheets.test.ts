import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { missingClasses } from './style-sheets.ts'

const renderer = resolve(import.meta.dirname, '../../src-renderer')

const missingIn = (code: string, css: string): readonly string[] =>
  missingClasses({ path: 'page.tsx', code, sheet: () => css })

describe('the classes of a component', () => {
  const taken = "import classes from './page.module.css'\n\nconst name = classes.line\n"

  test('have rules in the sheet they are taken from', () => {
    expect(missingIn(taken, '.line:hover > .other { color: red; }')).toEqual([])
    expect(missingIn(taken, '@media (width < 10px) { .line { color: red; } }')).toEqual([])
    expect(missingIn(taken, '.other { color: red; }')).toEqual(['page.tsx: classes.line'])
    expect(missingIn(taken, '/* .line */ .other { background: url(a.line); }')).toEqual([
      'page.tsx: classes.line',
    ])
  })

  test('have them all over the page', () => {
    const files = globSync('**/*.tsx', { cwd: renderer })
    const missing = files.flatMap((path) => {
      const sheet = (from: string): string =>
        readFileSync(
          from.startsWith('#renderer/')
            ? join(renderer, from.slice('#renderer/'.length))
            : join(renderer, dirname(path), from),
          'utf8',
        )
      return missingClasses({ path, code: readFileSync(join(renderer, path), 'utf8'), sheet })
    })
    expect(files.length).toBeGreaterThan(100)
    expect(missing).toEqual([])
  })
})
