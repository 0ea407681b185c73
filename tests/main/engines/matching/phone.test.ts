import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { normalizePhone, toE164 } from '#main/engines/matching/phone.ts'

describe('toE164', () => {
  it.each([
    ['+351 912 345 678', null, '+351912345678'],
    ['912 345 678', 'PT', '+351912345678'],
    ['0171 / 55 43 21 09', 'DE', '+4917155432109'],
    ['+49 (0)171 55432109', null, '+4917155432109'],
    ['+44 (0) 20 7946 0018', null, '+442079460018'],
    ['+39 06 6982', null, '+39066982'],
    ['138 1234 5678', 'CN', '+8613812345678'],
    ['０５７１－８８８８１２３４', 'CN', '+8657188881234'],
    ['0571-88881234', 'CN', '+8657188881234'],
    ['0086 138 1234 5678', 'CN', '+8613812345678'],
    ['0049 171 55432109', 'US', '+4917155432109'],
    ['(212) 555-0100', 'US', '+12125550100'],
    ['+1 212 555 0100 ext. 5', null, '+12125550100'],
    ['tel:+351-912-345-678', null, '+351912345678'],
    ['912 345 678', 'pt', '+351912345678'],
    ['0571-8888 1234 转 801', 'CN', '+8657188881234'],
    ['0571-88881234转801', 'CN', '+8657188881234'],
    ['0221 998877 Durchwahl 12', 'DE', '+49221998877'],
    ['0221-99 88 77 DW 12', 'DE', '+49221998877'],
    ['206-555-0171 x12', 'US', '+12065550171'],
    ['01 42 60 12 34 poste 7', 'FR', '+33142601234'],
    ['01.42.60.12.34 p. 45', 'FR', '+33142601234'],
    ['045-123-4567 内線12', 'JP', '+81451234567'],
    ['02-123-4567 (내선 12)', 'KR', '+8221234567'],
    ['0212 555 66 77 (dahili 104)', 'TR', '+902125556677'],
    ['(+49) 171 55432109', null, '+4917155432109'],
    ['Tel.: 912 345 678', 'PT', '+351912345678'],
    ["'+351912345678", null, '+351912345678'],
    ['\u202a+351 912 345 678\u202c', null, '+351912345678'],
    ['4917155432109', 'DE', '+4917155432109'],
    ['31612345678', 'BE', '+31612345678'],
    ['1.3812345678E+10', 'CN', '+8613812345678'],
    ['๐๘๙ ๘๗๖ ๕๔๓๒', 'TH', '+66898765432'],
    ['۰۹۱۲۳۴۵۶۷۸۹', 'IR', '+989123456789'],
    ['62 811 222 333', 'ID', '+62811222333'],
    ['84 28 3822 1234', 'VN', '+842838221234'],
    ['+52 1 33 1234 5678', null, '+523312345678'],
    ['1-800-FLOWERS', null, '+18003569377'],
    ['1-800-FLOWERS', 'DE', '+18003569377'],
    ['(800) flowers', 'US', '+18003569377'],
    ['+1 800 CONTACTS', null, '+18002668228'],
    ['1-800-55-CAR-GO', 'US', '+18005522746'],
    ['1300 FLOWER', 'AU', '+611300356937'],
    ['0800 FLOWERS', 'GB', '+448003569377'],
  ])('reads %s in %s', (raw, country, e164) => {
    expect(toE164(raw, country)).toEqual({ e164, problem: null })
  })

  it.each([
    ['91 23', 'PT', 'too-short'],
    ['+351 91 23', null, 'too-short'],
    ['912 345 678 901 234 5', 'PT', 'too-long'],
    ['31114630784', 'BE', 'too-long'],
    ['ask Maria', 'PT', 'not-a-number'],
    ['', 'PT', 'not-a-number'],
    ['912 345 678', null, 'no-country'],
    ['912 345 678', 'XX', 'no-country'],
    ['+999 123 456 789', null, 'no-country'],
    ['1.39E+10', 'CN', 'lost-digits'],
    ['138 1234 567', 'CN', 'too-short'],
    // A word behind a number is a label, and what spells no free call is no number.
    ['617-555 CELL', 'US', 'not-a-number'],
    ['800-555-1234 work', 'US', 'not-a-number'],
    ['800-FLOWERS', 'PT', 'not-a-number'],
    ['room 800', 'US', 'not-a-number'],
    ['1-800-NEW', 'US', 'not-a-number'],
  ])('says what is wrong with %s in %s', (raw, country, problem) => {
    expect(toE164(raw, country)).toEqual({ e164: null, problem })
  })

  it('reads international numbers as the library does', () => {
    const numbers = ['+1 202 555 0143', '+7 912 345-67-89', '+39 347 123 4567', '+852 9123 4567']
    numbers.push('+55 11 91234-5678', '+54 9 11 2345-6789', '+52 55 1234 5678', '+350 57123456')
    numbers.push('+800 1234 5678', '+441481960194', '+7 701 234 5678', '+599 9 123 4567')
    for (const number of numbers) {
      expect([number, toE164(number, null).e164]).toEqual([
        number,
        parsePhoneNumberFromString(number)?.number,
      ])
    }
  })
})

describe('normalizePhone', () => {
  it.each([
    ['+351 912 345 678', 'mobile'],
    ['+351 22 345 6789', 'landline'],
    ['+1 212 555 0100', null],
    ['+49 800 1234567', 'other'],
  ])('tells the kind of %s', (raw, kind) => {
    expect(normalizePhone(raw, null).kind).toBe(kind)
  })
})
