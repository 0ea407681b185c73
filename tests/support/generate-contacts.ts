import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

/** A seeded stream of numbers from 0 up to, not including, 1 (mulberry32). */
export const seededNumbers = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Region {
  readonly country: string
  readonly given: readonly string[]
  readonly family: readonly string[]
  readonly cities: readonly (readonly [city: string, postalCode: string])[]
  readonly streets: readonly string[]
  readonly companies: readonly string[]
  readonly suffixes: readonly string[]
  readonly phone: (digits: (count: number) => string) => string
  readonly isFamilyFirst?: boolean
}

const list = (text: string): readonly string[] => text.split(' ')
const cities = (text: string) => text.split(', ').map((pair) => pair.split('/') as [string, string])

const regions: readonly Region[] = [
  {
    country: 'United States',
    given: list(
      'James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Charles Karen Daniel Lisa Matthew Nancy Anthony Betty Mark Sandra Emily Steven Ashley Paul Kimberly Andrew Donna Joshua Carol Kenneth Michelle Kevin Amanda',
    ),
    family: list(
      "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores O'Brien O'Neill",
    ),
    cities: cities('Portland/97201, Austin/78701, Denver/80202, Boston/02108, Seattle/98101'),
    streets: list('Main Oak Maple Cedar Elm Washington Lake Hill Park Pine'),
    companies: list(
      'Summit Harbor Cascade Northwind Bluebird Ironwood Clearwater Redwood Beacon Pioneer',
    ),
    suffixes: ['LLC', 'Inc.', 'Studio', 'Consulting', 'Partners'],
    phone: (digits) =>
      `+1 ${503 + Number(digits(1))} ${2 + (Number(digits(1)) % 8)}${digits(2)} ${digits(4)}`,
  },
  {
    country: 'Germany',
    given: list(
      'Jonas Maria Lukas Anna Finn Emma Paul Hannah Leon Mia Felix Sophie Maximilian Lena Moritz Marie Jürgen Käthe Günther Björn Renate Ursula Klaus Heike Stefan Birgit Uwe Sabine Jörg Anke',
    ),
    family: list(
      'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Lehmann Köhler Strauß Großmann',
    ),
    cities: cities('Berlin/10115, Hamburg/20095, München/80331, Köln/50667, Leipzig/04109'),
    streets: list(
      'Hauptstraße Bahnhofstraße Gartenweg Lindenallee Schulstraße Bergstraße Kirchplatz',
    ),
    companies: list(
      'Weber Nordlicht Spreewerk Alpenblick Rheingold Hanse Elbtal Blaufuchs Morgenrot Sonnenhof',
    ),
    suffixes: ['GmbH', '& Sohn', 'KG', 'AG', 'Atelier'],
    phone: (digits) =>
      `0${['171', '160', '151', '30', '89', '40'][Number(digits(1)) % 6]} ${1 + (Number(digits(1)) % 9)}${digits(6)}`,
  },
  {
    country: 'China',
    given: list(
      '伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 子轩 浩然 欣怡 梓涵 宇航 诗涵 雨桐 思远 佳怡 俊杰 晓彤 建国',
    ),
    family: list(
      '王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 欧阳 司马 诸葛 上官',
    ),
    cities: cities('上海/200001, 北京/100010, 杭州/310000, 深圳/518000, 成都/610000'),
    streets: list('中山路 人民路 解放街 建设路 西湖大道 南京东路 和平里'),
    companies: list('清和 一叶 溪边 远山 明德 瑞丰 华信 天成 云帆 锦程'),
    suffixes: ['书店', '茶馆', '科技有限公司', '贸易有限公司', '工作室'],
    phone: (digits) =>
      `1${['38', '39', '50', '86', '77'][Number(digits(1)) % 5]} ${digits(4)} ${digits(4)}`.replace(
        ' ',
        '',
      ),
    isFamilyFirst: true,
  },
  {
    country: 'Portugal',
    given: list(
      'João Ana Rui Sofia Tomás Inês Miguel Beatriz Luís Mariana Pedro Catarina Zé Lúcia Gonçalo Conceição André Joana Nuno Leonor',
    ),
    family: list(
      'Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves Gomes Lopes Marques Alves Almeida Ribeiro Pinto Carvalho Antunes Teles Araújo Simões',
    ),
    cities: cities(
      'Lisboa/1100-148, Porto/4000-001, Braga/4700-001, Coimbra/3000-001, Faro/8000-001',
    ),
    streets: list('Augusta Garrett Liberdade Flores Bonfim Alfama Cedofeita'),
    companies: list('Lumen Ribeira Atlântico Saudade Cortiça Azulejo Douro Mondego Sintra Tejo'),
    suffixes: ['Lda', 'Studio', 'Legal', 'Design', 'S.A.'],
    phone: (digits) => `+351 9${1 + (Number(digits(1)) % 3)}${digits(1)} ${digits(3)} ${digits(3)}`,
  },
  {
    country: 'France',
    given: list(
      'Élodie Claire Jean Hélène François Camille Théo Léa Hugo Chloé Louis Manon Gaël Zoé Noël Inès Rémi Aurélie Benoît Margaux',
    ),
    family: list(
      'Martin Bernard Dubois Thomas Robert Petit Durand Leroy Moreau Simon Laurent Lefèvre Michel Garnier Roux Fontaine Chevalier Gauthier Lemaître Béranger Marchand',
    ),
    cities: cities('Paris/75001, Lyon/69001, Nantes/44000, Lille/59000, Bordeaux/33000'),
    streets: ['de la Paix', 'Victor Hugo', 'du Moulin', 'des Lilas', 'Pasteur', 'de la Gare'],
    companies: list(
      'Dubois Lumière Rivage Montagne Belleville Mistral Provence Étoile Cigale Azur',
    ),
    suffixes: ['SARL', 'SAS', 'Atelier', 'et Fils', 'Conseil'],
    phone: (digits) =>
      `+33 ${6 + (Number(digits(1)) % 2)} ${digits(2)} ${digits(2)} ${digits(2)} ${digits(2)}`,
  },
]

/** The columns of a generated file: twelve, as a small business keeps them. */
export const generatedHeader = [
  'Name',
  'Company',
  'Job title',
  'E-mail',
  'Phone',
  'Street',
  'Postal code',
  'City',
  'Country',
  'Birthday',
  'Tags',
  'Notes',
] as const

const jobs = list(
  'Owner Manager Designer Teacher Engineer Assistant Buyer Director Consultant Architect',
)
const tags = list('Regular VIP Newsletter Wholesale Workshop 常客 Stammkunde Amigo Berlin Online')
const remarks = [
  'prefers evenings',
  'vegetarian',
  'met at the fair in March',
  'ruft lieber abends an',
  '喜欢晚上联系',
  'recommended by Claire; pays late, but always pays',
  'asked for the "blue" catalogue',
]
const latin: Readonly<Record<string, string>> = {
  王: 'wang',
  李: 'li',
  张: 'zhang',
  刘: 'liu',
  陈: 'chen',
  杨: 'yang',
  黄: 'huang',
  赵: 'zhao',
}

/** How many people and from which seed; the same numbers give the same people for ever. */
export interface GenerateOptions {
  readonly rows: number
  readonly seed: number
  /** Number of the first person, so that two files can overlap or not. Default 0. */
  readonly from?: number
}

/** One invented person: the cells of a row, in the order of `generatedHeader`. */
export const generatePerson = (seed: number, number: number): string[] => {
  const random = seededNumbers(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b))
  const integer = (limit: number) => Math.floor(random() * limit)
  const pick = <T>(values: readonly T[]): T => values[integer(values.length)]!
  const digits = (count: number) => Array.from({ length: count }, () => integer(10)).join('')
  const chance = (share: number) => random() < share
  const region = pick(regions)
  const given = pick(region.given)
  const family = pick(region.family)
  const name = region.isFamilyFirst ? `${family}${given}` : `${given} ${family}`
  const hasCompany = chance(0.55)
  const space = region.isFamilyFirst ? '' : ' '
  const company = hasCompany
    ? [pick(region.companies), pick(region.companies), pick(region.suffixes)].join(space)
    : ''
  const [city, postalCode] = pick(region.cities)
  const user = `${latin[family] ?? fold(family)}.${fold(given)}${number.toString(36)}`
  const year = 1945 + integer(60)
  const hasAddress = chance(0.6)
  const hasEmail = chance(0.85)
  return [
    name,
    company,
    hasCompany && chance(0.7) ? pick(jobs) : '',
    hasEmail ? `${user}@${pick(['mail', 'posta', 'inbox', 'atelier'])}.example` : '',
    chance(hasEmail ? 0.8 : 0.97) ? region.phone(digits) : '',
    hasAddress ? `${pick(region.streets)} ${integer(180) + 1}` : '',
    hasAddress ? postalCode : '',
    hasAddress ? city : '',
    region.country,
    chance(0.4) ? `${year}-${pad(integer(12) + 1)}-${pad(integer(28) + 1)}` : '',
    chance(0.5) ? [...new Set([pick(tags), pick(tags)])].join('; ') : '',
    chance(0.3) ? pick(remarks) : '',
  ]
}

const pad = (value: number): string => String(value).padStart(2, '0')
const fold = (text: string): string => {
  const bare = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
  return bare === '' ? [...text].map((sign) => sign.codePointAt(0)!.toString(36)).join('') : bare
}
const quoted = (cell: string): string =>
  /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

/** The text of a CSV file with so many people, piece by piece. */
export function* generateCsv(options: GenerateOptions): Generator<string> {
  yield `${generatedHeader.join(',')}\n`
  const from = options.from ?? 0
  let piece: string[] = []
  for (let number = from; number < from + options.rows; number += 1) {
    piece.push(generatePerson(options.seed, number).map(quoted).join(','))
    if (piece.length === 1000) {
      yield `${piece.join('\n')}\n`
      piece = []
    }
  }
  if (piece.length > 0) yield `${piece.join('\n')}\n`
}

/** Writes such a file; resolves to its size in bytes. */
export const writeGeneratedCsv = async (
  path: string,
  options: GenerateOptions,
): Promise<number> => {
  const stream = createWriteStream(path)
  for (const piece of generateCsv(options)) {
    if (!stream.write(piece)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
  return stream.bytesWritten
}
