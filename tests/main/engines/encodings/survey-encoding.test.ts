import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEncodingSurvey } from '#main/engines/encodings/survey-encoding.ts'
import { encodeText } from '#tests/fixtures/imports/encode-text.ts'
import { encodedTexts } from '#tests/fixtures/imports/encoded-texts.ts'

const survey = (bytes: Uint8Array, country: string | null = null, chunk = 1000) => {
  const found = createEncodingSurvey()
  for (let at = 0; at < bytes.length; at += chunk) {
    if (!found.push(bytes.subarray(at, at + chunk))) break
  }
  return found.conclude(country)
}

describe('createEncodingSurvey', () => {
  it('finds every encoding of the fixtures, however the file is cut', () => {
    for (const { encoding, hasByteMark = false, text } of encodedTexts) {
      const bytes = encodeText(hasByteMark ? `\uFEFF${text}` : text, encoding)
      for (const chunk of [7, 33, 1000]) {
        expect(survey(bytes, null, chunk)).toMatchObject({ encoding, hasByteMark, isBinary: false })
      }
    }
  })

  it('takes any UTF-8 for UTF-8, cut anywhere', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (whole, chunk) => {
        const bytes = new TextEncoder().encode(`${whole}\nA`)
        expect(survey(bytes, null, chunk)).toMatchObject({ encoding: 'utf-8', firstNotUtf8: null })
      }),
      { numRuns: 500, seed: 20_261_120 },
    )
  })

  it('says where UTF-8 ends, and keeps it when nearly all of it is', () => {
    const latin = encodeText('Name\nJürgen\n', 'windows-1252')
    expect(survey(latin, null, 3)).toMatchObject({ encoding: 'windows-1252', firstNotUtf8: 6 })
    const glued = Buffer.concat([Buffer.from('Zoë\nKöln\nMüller\nGroß\nFürth\n'), latin])
    expect(survey(glued)).toMatchObject({ encoding: 'utf-8', firstNotUtf8: 38 })
  })

  it('tells text from noise', () => {
    const noise = Uint8Array.from({ length: 3000 }, (_, at) => (at * 7919) % 31)
    expect(survey(noise).isBinary).toBe(true)
    expect(survey(new TextEncoder().encode('Name,City\nAn\0a,Porto\n'.repeat(20))).isBinary).toBe(
      false,
    )
  })
})
