import { expect, test } from 'vitest'
import { speaksOfFiles } from '#main/engines/email/speaks-of-files.ts'

test.each([
  'I attach the offer.',
  'Please find attached our price list.',
  'The offer is attached.',
  'It is attached to this mail.',
  'I am attaching two pictures',
  'See the attachment.',
  'Both attachments are PDF.',
  'I enclose the contract.',
  'Please find\nthe plan\nenclosed.',
  'Anbei das Angebot',
  '请查收附件。',
  '随信附上报价单',
  '合同附后,请过目。',
  '報價單請見附檔',
  '详情见附表',
])('%s', (text) => {
  expect(speaksOfFiles(text)).toBe(true)
})

test.each([
  'I am quite attached to the idea.',
  'She is attached to the embassy.',
  'We attach great importance to quality.',
  'They attach no conditions.',
  'An offer with no strings attached',
  'His attachment to the house',
  'You need no attachment for this.',
  'Unattached',
  'The shop <https://x.example/attach> is open',
  'see https://x.example/attachments/1 for more',
  '> I attach the offer.\n\nThank you!',
  '离地铁站附近不远',
  '附加费用另算',
  '这封信没有附件。',
])('nothing goes along: %s', (text) => {
  expect(speaksOfFiles(text)).toBe(false)
})
