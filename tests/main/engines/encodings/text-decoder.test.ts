import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createChunkDecoder } from '#main/engines/encodings/text-decoder.ts'
import type { TextEncoding } from '#shared/domain/text-encodings.ts'
import { encodeText } from '#tests/fixtures/imports/encode-text.ts'

const decode = (bytes: Uint8Array, encoding: TextEncoding, chunk = bytes.length) => {
  const decoder = createChunkDecoder(encoding)
  let text = ''
  for (let at = 0; at < bytes.length; at += Math.max(1, chunk)) {
    text += decoder.push(bytes.subarray(at, at + Math.max(1, chunk)))
  }
  return { text: text + decoder.end(), doubtful: decoder.doubtful }
}

describe('createChunkDecoder', () => {
  it.each<[TextEncoding, readonly number[], string]>([
    ['utf-8', [0xc3, 0xa9, 0xe7, 0x8e, 0x8b, 0xf0, 0x9f, 0x98, 0x80], 'é王😀'],
    ['utf-16le', [0xe9, 0, 0x8b, 0x73], 'é王'],
    ['utf-16be', [0, 0xe9, 0x73, 0x8b], 'é王'],
    ['windows-1250', [0xf8, 0xb3, 0x9c, 0xf5], 'řłśő'],
    ['windows-1251', [0xc6, 0xb8, 0xbf], 'Жёї'],
    ['windows-1252', [0x80, 0x93, 0xe9, 0x9f], '€“éŸ'],
    ['windows-1253', [0xc1, 0xe8, 0xde], 'Αθή'],
    ['windows-1254', [0xd0, 0xfd, 0xfe], 'Ğış'],
    ['windows-1255', [0xf9, 0xe5], 'שו'],
    ['windows-1256', [0xc7, 0xe1], 'ال'],
    ['windows-1257', [0xe0, 0xe6, 0xeb], 'ąęė'],
    ['windows-1258', [0xfe, 0xf0], '₫đ'],
    ['windows-874', [0xa1, 0xb9], 'กน'],
    ['macintosh', [0x8a, 0x9f, 0xa7, 0xdb], 'äüß€'],
    ['gb18030', [0xcd, 0xf5, 0x81, 0x30, 0x81, 0x30], '王\u0080'],
    ['big5', [0xb3, 0xaf], '陳'],
    ['shift_jis', [0x93, 0xfa, 0xd4], '日ﾔ'],
    ['euc-jp', [0xc6, 0xfc, 0x8e, 0xd4], '日ﾔ'],
    ['euc-kr', [0xb1, 0xe8], '김'],
    // Syllables that only Windows has: the first, one between, the last, and one before a line break.
    ['euc-kr', [0x81, 0x41, 0x94, 0xee, 0xb1, 0xe8, 0xc6, 0x52, 0x0a], '갂뷁김힣\n'],
    ['koi8-r', [0xf6, 0xa3], 'Жё'],
  ])('reads %s', (encoding, bytes, text) => {
    for (const chunk of [1, 2, 3, 100]) {
      expect(decode(Uint8Array.from(bytes), encoding, chunk)).toEqual({ text, doubtful: 0 })
    }
  })

  it.each<[TextEncoding, readonly number[]]>([
    ['utf-8', [0xef, 0xbb, 0xbf, 0x41]],
    ['utf-16le', [0xff, 0xfe, 0x41, 0]],
    ['utf-16be', [0xfe, 0xff, 0, 0x41]],
    ['gb18030', [0x84, 0x31, 0x95, 0x33, 0x41]],
  ])('skips the byte mark of %s, once', (encoding, bytes) => {
    for (const chunk of [1, 2, 100]) {
      expect(decode(Uint8Array.from(bytes), encoding, chunk).text).toBe('A')
    }
    expect(decode(new TextEncoder().encode('\uFEFFa\uFEFFb'), 'utf-8').text).toBe('a\uFEFFb')
  })

  it('drops NULs and counts them', () => {
    const found = decode(new TextEncoder().encode('A\0na\0'), 'utf-8', 2)
    expect(found).toEqual({ text: 'Ana', doubtful: 2 })
  })

  it('reads what is no UTF-8 as Windows-1252 and counts it', () => {
    const bytes = Uint8Array.from([
      0x4d, 0xfc, 0x6c, 0xc3, 0xbc, 0xe4, 0xb8, 0x0a, 0xed, 0xa0, 0x80,
    ])
    for (const chunk of [1, 2, 3, 100]) {
      expect(decode(bytes, 'utf-8', chunk)).toEqual({ text: 'Mülüä¸\ní\u00a0€', doubtful: 6 })
    }
  })

  it('decodes any chunks of two bytes a sign', () => {
    const signs = fc.constantFrom('a', ',', '日', '本', 'ー', '中', '文', '。', '\n')
    const text = fc.array(signs, { maxLength: 20 }).map((list) => list.join(''))
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (whole, chunk) => {
        for (const encoding of ['gb18030', 'shift_jis', 'euc-jp'] as const) {
          const bytes = encodeText(whole, encoding)
          expect(decode(bytes, encoding, chunk)).toEqual({ text: whole, doubtful: 0 })
        }
      }),
      { numRuns: 300, seed: 20_261_120 },
    )
  })

  it('decodes any chunks as the whole', () => {
    const text = fc
      .string({ unit: 'binary', maxLength: 30 })
      .map((s) => s.replaceAll(/[\0\uFEFF]/gu, ''))
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (whole, chunk) => {
        for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const) {
          expect(decode(encodeText(whole, encoding), encoding, chunk).text).toBe(whole)
        }
      }),
      { numRuns: 150, seed: 20_261_120 },
    )
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (bytes, chunk) => {
          for (const encoding of ['utf-8', 'windows-1252', 'macintosh'] as const) {
            expect(decode(bytes, encoding, chunk)).toEqual(decode(bytes, encoding))
          }
        },
      ),
      { numRuns: 150, seed: 20_261_120 },
    )
  })
})
