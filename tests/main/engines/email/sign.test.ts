import { expect, test } from 'vitest'
import { sign } from '#main/engines/email/sign.ts'
import { usualMs } from '#tests/support/machine-pace.ts'

const nora = '<p>Nora Hale<br />Porto</p>'
const wei = '<p>王伟<br />上海</p>'

test.each([
  ['<p>Kind regards,<br />Nora Hale</p>', nora, '<p>Kind regards,</p>'],
  ['<p>Kind regards,</p><p>Nora Hale</p>', nora, '<p>Kind regards,</p>'],
  [
    '<p>Kind regards,<br /><strong>Nora Hale</strong></p><p><br /></p>',
    nora,
    '<p>Kind regards,</p>',
  ],
  ['<p>祝商祺<br />王伟</p>', wei, '<p>祝商祺</p>'],
  ['<p>祝商祺</p><p>王伟</p>', '<p>王伟，陶艺师</p>', '<p>祝商祺</p>'],
  ['<p>Nora Hale</p>', '<p>Nora Hale, potter</p>', ''],
])('%s is signed once', (body, signature, before) => {
  const writer = signature.includes('王') ? '王伟' : 'Nora Hale'
  expect(sign(body, signature, writer)).toBe(before + signature)
})

test.each([
  ['<p>Kind regards,<br />Nora</p>', nora],
  ['<p>I am Nora Hale</p>', nora],
  ['<p>Nora Hale</p><p>was here.</p>', nora],
  ['<ul><li>Nora Hale</li></ul>', nora],
  ['<p>Kind regards,<br />Nora Hale</p>', '<p>+351 912 345 678</p>'],
  ['<p>Kind regards,<br />Nora Hale</p>', '<p>Nora Halesworth</p>'],
  ['<p>Kind regards,<br />Nora Hale</p>', ''],
])('%s above %s stays as it is', (body, signature) => {
  expect(sign(body, signature, 'Nora Hale')).toBe(body + signature)
})

test('takes no time over a long text without an end', async () => {
  const ms = await usualMs(500, () => {
    sign('<p>'.repeat(60_000), nora, 'Nora Hale')
    sign('<p></p>'.repeat(30_000), nora, 'Nora Hale')
    sign(`<p>${'<br /> '.repeat(30_000)}</p>`, nora, 'Nora Hale')
  })
  expect(ms).toBeLessThan(500)
})
