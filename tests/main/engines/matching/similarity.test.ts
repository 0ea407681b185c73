import { describe, expect, it } from 'vitest'
import { Blocks, blockKeys, largestBlock } from '#main/engines/matching/blocking.ts'
import { companyCore, isSameCompany } from '#main/engines/matching/company-names.ts'
import { companyDomain } from '#main/engines/matching/email-domains.ts'
import { jaroWinkler } from '#main/engines/matching/jaro-winkler.ts'
import { exactNameKey } from '#main/engines/matching/name-keys.ts'
import { type Comparable, compare } from '#main/engines/matching/similarity.ts'
import { spellName } from '#main/engines/search/spelled-name.ts'

const person = (name: string, more: Partial<Comparable> = {}): Comparable => ({
  kind: 'person',
  name,
  company: '',
  emails: [],
  phones: [],
  domains: [],
  birthday: null,
  pinyin: spellName(name),
  ...more,
})
const at = (name: string, company: string, more: Partial<Comparable> = {}) =>
  person(name, { company, ...more })
const company = (name: string, more: Partial<Comparable> = {}) =>
  person(name, { kind: 'company', pinyin: null, ...more })

describe('jaroWinkler', () => {
  // Winkler (1990), table of the Census Bureau.
  it.each([
    ['martha', 'marhta', 0.961],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.813],
    ['abc', 'xyz', 0],
    ['', 'a', 0],
    ['ana', 'ana', 1],
  ])('%s and %s: %d', (one, other, score) => {
    expect(jaroWinkler(one, other)).toBeCloseTo(score, 3)
    expect(jaroWinkler(other, one)).toBeCloseTo(score, 3)
  })
})

describe('companyCore', () => {
  it.each([
    ['Ek Ceramics AB', 'ek ceramics'],
    ['Weber & Sohn GmbH & Co. KG', 'weber sohn'],
    ['Lumen Studio, S.A.', 'lumen studio'],
    ['Azulejo Lda', 'azulejo'],
    ['Nowak Logistik Sp. z o.o.', 'nowak logistik'],
    ['The Bakery Ltd.', 'bakery'],
    ['北京华信科技有限公司', '北京华信科技'],
    ['株式会社青空', '青空'],
    ['AB', ''],
  ])('%s: %s', (name, core) => {
    expect(companyCore(name)).toBe(core)
  })
})

describe('isSameCompany', () => {
  it.each([
    ['Weber', 'Weber GmbH', true],
    ['Weber G.m.b.H.', 'WEBER GmbH', true],
    ['Lumen Ltd', 'Lumen Limited', true],
    ['Weber GmbH', 'Weber AG', false],
    ['Weber', 'Weber & Sohn', false],
    ['华信科技', '华信科技有限公司', true],
    ['华信科技有限责任公司', '华信科技有限公司', true],
    ['华信科技股份有限公司', '华信科技有限公司', false],
    ['AB', 'GmbH', false],
  ])('%s and %s: %s', (one, other, isSame) => {
    expect(isSameCompany(one, other)).toBe(isSame)
    expect(isSameCompany(other, one)).toBe(isSame)
  })
})

it('knows the domains of providers', () => {
  expect(companyDomain('ana@lumen.studio')).toBe('lumen.studio')
  expect(companyDomain('ana@GMAIL.com')).toBeNull()
  expect(companyDomain('wang@qq.com')).toBeNull()
})

it('tells names that are written the same', () => {
  expect(exactNameKey('Ferreira, Ana')).toBe(exactNameKey('ANA  ferreira'))
  expect(exactNameKey('João')).not.toBe(exactNameKey('Joao'))
  expect(exactNameKey('Wang Wei')).not.toBe(exactNameKey('Wei Wang'))
  expect(exactNameKey('王 伟')).toBe(exactNameKey('王伟'))
})

describe('compare', () => {
  const lumen = 'Lumen Studio'
  it.each([
    [at('João Antunes', lumen), at('Joao Antunes', lumen), 'same-company accents-differ'],
    [at('Marie Dupont', lumen), at('Marie Dupont-Lang', lumen), 'same-company one-name-longer'],
    [at('K. Lindqvist', lumen), at('Karin Lindqvist', lumen), 'same-company initial-fits'],
    [at('Wang Wei', lumen), at('Wei Wang', lumen), 'same-company swapped-names'],
    [at('Anna Ferreira', lumen), at('Ana Ferreira', lumen), 'same-company similar-spelling'],
    [at('王小明', '华信'), at('Wang Xiaoming', '华信'), 'same-company same-in-pinyin'],
    [at('王小明', '华信'), at('Xiaoming Wang', '华信'), 'same-company same-in-pinyin'],
    [at('单晓彤', '华信'), at('Shan Xiaotong', '华信'), 'same-company same-in-pinyin'],
    [at('Ana Silva', 'Ek AB'), at('Ana Silva', 'Ek'), 'same-name-and-company'],
    [company('Ek Ceramics'), company('Ek Ceramics AB'), 'company-suffix'],
    [company('华信科技'), company('华信科技有限公司'), 'company-suffix'],
    [company('Okafor Imports'), company('Okafor Import'), 'similar-spelling'],
    [
      at('Maria Weber', 'Weber & Sohn', { phones: ['+491715543210'] }),
      at('Jonas Weber', 'Weber & Sohn', { phones: ['+491715543210'] }),
      'same-phone same-company other-name shared-point',
    ],
    [
      at('张三', '华信', { phones: ['+8657188881234'] }),
      at('张珊', '华信', { phones: ['+8657188881234'] }),
      'same-phone same-company other-name shared-point',
    ],
    [
      at('欧阳 晴', '华信', { phones: ['+8657188881234'] }),
      at('欧阳雨桐', '华信有限公司', { phones: ['+8657188881234'] }),
      'same-phone same-company other-name shared-point',
    ],
    [
      person('Ana Ferreira', { domains: ['lumen.studio'] }),
      person('A. Ferreira', { domains: ['lumen.studio'] }),
      'same-domain initial-fits',
    ],
    [
      person('Ana Ferreira', { birthday: '03-14-1984' }),
      person('Ana Fereira', { birthday: '03-14-1984' }),
      'same-birthday similar-spelling',
    ],
    [at('Ana Ferreira', lumen), person('Ana Ferreira', { emails: ['ana@x.pt'] }), 'same-name'],
  ])('%o and %o: %s', (one, other, reasons) => {
    expect(compare(one, other)?.reasons.join(' ')).toBe(reasons)
    expect(compare(other, one)?.reasons.join(' ')).toBe(reasons)
    const keys = new Set(blockKeys(one))
    expect(blockKeys(other).some((key) => keys.has(key))).toBe(true)
  })

  it.each([
    [at('Ana Silva', lumen), at('Rui Silva', lumen)],
    [at('Ana Silva', lumen), at('Ana Silva', 'Weber')],
    [at('王伟', '华信'), at('王芳', '华信')],
    [at('王伟', '华信'), at('汪伟', '华信')],
    [
      at('王伟', '华信', { phones: ['+8657188881234'] }),
      at('李芳', '华信', { phones: ['+8657188881234'] }),
    ],
    [
      person('张三', { phones: ['+8657188881234'] }),
      person('张珊', { phones: ['+8657188881234'] }),
    ],
    [
      at('欧阳晴', '华信', { phones: ['+8657188881234'] }),
      at('欧晴', '华信', { phones: ['+8657188881234'] }),
    ],
    [person('Ana', { emails: ['a@x.pt'] }), person('Ana', { emails: ['b@x.pt'] })],
    [at('A. F.', lumen), at('Ana Ferreira', lumen)],
    [at('Ana', lumen), at('Ana Ferreira', lumen)],
    [company('Ek Ceramics'), company('Ek Consulting')],
    [company('AB'), company('GmbH')],
    [at('Ek', lumen), company('Ek')],
    [
      at('Rui Silva', 'Weber', { phones: ['+351213456789'] }),
      at('Ana Costa', 'Weber', { phones: ['+351213456789'] }),
    ],
  ])('%o and %o are not alike', (one, other) => {
    expect(compare(one, other)).toBeNull()
  })

  it('scores what is more alike higher', () => {
    const scores = ['Joao Antunes', 'J. Antunes'].map(
      (name) => compare(at('João Antunes', lumen), at(name, lumen))?.score ?? 0,
    )
    expect(scores.toSorted((a, b) => b - a)).toEqual(scores)
    expect(scores.every((score) => score > 0.5 && score <= 1)).toBe(true)
  })
})

describe('Blocks', () => {
  it('gives each block that is neither single nor too large', () => {
    const blocks = new Blocks()
    for (let member = 0; member < 5000; member += 1) {
      blocks.add(member, 2 * Math.floor(member / 2) + 1)
      blocks.add(member, 999_999_999)
    }
    const found = [...blocks.blocks()]
    expect(found).toHaveLength(2500)
    expect(found[7]).toEqual([14, 15])
    expect(largestBlock).toBeLessThan(5000)
  })

  it('gives many blocks in the order of their keys, whenever they were added', () => {
    const blocks = new Blocks()
    const keys = Array.from(
      { length: 60_000 },
      (_, at) => (Math.imul(at + 1, 0x9e3779b1) | 1) >>> 0,
    )
    const kept = [...new Set(keys)]
    for (const [member, key] of kept.entries()) blocks.add(member, key)
    for (const [member, key] of kept.entries()) blocks.add(member + kept.length, key)
    const members = [...kept.entries()].toSorted(([, a], [, b]) => a - b).map(([member]) => member)
    expect([...blocks.blocks()]).toEqual(members.map((one) => [one, one + kept.length]))
  })

  it('gives nothing where nobody was added', () => {
    expect([...new Blocks().blocks()]).toEqual([])
  })
})
