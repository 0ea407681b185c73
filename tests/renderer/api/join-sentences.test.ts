import { expect, it } from 'vitest'
import { joinSentences } from '#renderer/api/join-sentences.ts'

it('leaves a blank between English sentences and none between Chinese ones', () => {
  expect(joinSentences(['Kept here.', null, '', 'As typed.'])).toBe('Kept here. As typed.')
  expect(joinSentences(['保存在这台电脑上。', '包括空格。'])).toBe('保存在这台电脑上。包括空格。')
})
