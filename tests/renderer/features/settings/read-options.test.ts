import { describe, expect, it } from 'vitest'
import { readOptions } from '#renderer/features/settings/read-options.ts'

describe('readOptions', () => {
  it.each([
    ['A1, A2,B1', ['A1', 'A2', 'B1']],
    ['大，中、小', ['大', '中', '小']],
    ['red; red ;blue,,', ['red', 'blue']],
    ['  ', []],
  ])('%s gives %j', (text, options) => {
    expect(readOptions(text)).toEqual(options)
  })
})
