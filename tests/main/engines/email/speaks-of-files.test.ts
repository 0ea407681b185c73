import { expect, test } from 'vitest'
import { mailSpeaksOfFiles, speaksOfFiles } from '#main/engines/email/speaks-of-files.ts'

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
  'PFA the minutes.',
  'pfa',
  'See attachement.',
  'I have attched the plan.',
  'Please find atached the quote',
  'The file is attatched',
  'Im Anhang finden Sie das Angebot',
  'Ich hänge die Rechnung an',
  'Das Angebot ist beigefügt.',
  'Vous trouverez ci-joint le devis',
  'Je vous envoie la facture en pièce jointe',
  'Le adjunto el presupuesto',
  'Segue em anexo a fatura',
  'In allegato trova il preventivo',
  '附：报价单',
  '附:合同',
  '合同一并发给您',
  '报价单也一并发您了',
  '照片一起发给你',
  '图纸一併寄給您',
  '请看随附的图',
  '资料打包发您',
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
  'I am attached to this idea.',
  'She got attached to the place',
  'The attaché of the embassy called.',
  'No attachment needed',
  '> PFA\n> 附：报价单\n\n好的，谢谢！',
  'Er ist sehr anhänglich',
  '附近有家店',
  '他附和了我的看法',
  '我们一起发展得很好',
  '一并谢谢大家',
  '照片我下周一起床就发',
])('nothing goes along: %s', (text) => {
  expect(speaksOfFiles(text)).toBe(false)
})

test.each([
  ['Your quotation is attached', 'Dear Ana,', true],
  ['报价单（见附件）', '您好', true],
  ['Hello', 'I attach the plan.', true],
  ['Re: Your quotation is attached', 'Thank you!', false],
  ['RE: AW: PFA', 'Thank you!', false],
  ['回复：报价单见附件', '收到，谢谢！', false],
  ['Fwd: attached offer', 'What do you think?', false],
  ['Rebecca attached it', 'Hello', true],
  ['Hello', 'How are you?', false],
])('subject %s above %s', (subject, text, isForgotten) => {
  expect(mailSpeaksOfFiles({ subject, text })).toBe(isForgotten)
})
