import type { TextEncoding } from '#shared/domain/text-encodings.ts'

/** How an encoding that is not Unicode is recognised in a text. */
export interface EncodingTraits {
  readonly encoding: TextEncoding
  /** Small letters of each language written in it. */
  readonly languages: readonly string[]
  /** Countries whose programs write it. */
  readonly countries: readonly string[]
  /** Names under which chardet knows it or a close relative. */
  readonly detectedAs: readonly string[]
  /** How much more rarely it is met than the others. */
  readonly rareness: number
}

const western = ['äöüß', 'àâçéèêëîïôùûüÿœ', 'áéíóúñü', 'ãõáàâéêíóôúç', 'àèéìòù', 'åäöæøé', 'ëïéè']

const centralEuropean = [
  'áčďéěíňóřšťúůýž',
  'áäčďéíĺľňóôŕšťúýž',
  'ąćęłńóśźż',
  'áéíóöőúüű',
  'ăâîşţ',
  'čćđšž',
]

/** Alphabets of one byte a letter; earlier ones win where nothing else decides. */
export const alphabets: readonly EncodingTraits[] = [
  {
    encoding: 'windows-1252',
    languages: western,
    countries: [],
    detectedAs: ['ISO-8859-1', 'windows-1252'],
    rareness: 0,
  },
  {
    encoding: 'windows-1250',
    languages: centralEuropean,
    countries: ['CZ', 'SK', 'PL', 'HU', 'RO', 'SI', 'HR', 'BA', 'ME', 'AL'],
    detectedAs: ['ISO-8859-2', 'windows-1250'],
    rareness: 0.05,
  },
  {
    encoding: 'iso-8859-2',
    languages: centralEuropean,
    countries: ['CZ', 'SK', 'PL', 'HU', 'RO', 'SI', 'HR'],
    detectedAs: ['ISO-8859-2'],
    rareness: 0.1,
  },
  {
    encoding: 'windows-1251',
    languages: ['оеаинтсрвлкм', 'абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ'],
    countries: ['RU', 'UA', 'BY', 'BG', 'RS', 'MK', 'KZ', 'KG'],
    detectedAs: ['ISO-8859-5', 'windows-1251'],
    rareness: 0.05,
  },
  {
    encoding: 'macintosh',
    languages: western,
    countries: [],
    detectedAs: [],
    rareness: 0.1,
  },
  {
    encoding: 'windows-1254',
    languages: ['çğıöşüâî'],
    countries: ['TR', 'AZ'],
    detectedAs: ['ISO-8859-9', 'windows-1254'],
    rareness: 0.05,
  },
  {
    encoding: 'windows-1253',
    languages: ['αοιετσνηυρπκ', 'αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ'],
    countries: ['GR', 'CY'],
    detectedAs: ['ISO-8859-7', 'windows-1253'],
    rareness: 0.1,
  },
  {
    encoding: 'windows-1257',
    languages: ['ąčęėįšųūž', 'āčēģīķļņšūž', 'õäöüšž'],
    countries: ['LT', 'LV', 'EE'],
    detectedAs: ['windows-1257'],
    rareness: 0.2,
  },
  {
    encoding: 'koi8-r',
    languages: ['оеаинтсрвлкм', 'абвгдежзийклмнопрстуфхцчшщъыьэюяё'],
    countries: ['RU'],
    detectedAs: ['KOI8-R'],
    rareness: 0.1,
  },
  {
    encoding: 'koi8-u',
    languages: ['абвгдежзийклмнопрстуфхцчшщьюяіїєґ'],
    countries: ['UA'],
    detectedAs: ['KOI8-R'],
    rareness: 0.15,
  },
  {
    encoding: 'windows-1255',
    languages: ['אבגדהוזחטיכלמנסעפצקרשתםןףץך'],
    countries: ['IL'],
    detectedAs: ['ISO-8859-8', 'windows-1255'],
    rareness: 0.25,
  },
  {
    encoding: 'windows-1256',
    languages: ['ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ'],
    countries: ['EG', 'SA', 'AE', 'MA', 'DZ', 'TN', 'JO', 'LB', 'IQ', 'KW', 'QA', 'IR', 'PK'],
    detectedAs: ['ISO-8859-6', 'windows-1256'],
    rareness: 0.25,
  },
  {
    encoding: 'windows-874',
    languages: ['กขคงจฉชซญฎฏฐณดตถทธนบปผฝพฟมยรลวศษสหอฮะาเแโใไิีึืุูัํ็่้๊๋์ๆฯ'],
    countries: ['TH'],
    detectedAs: [],
    rareness: 0.35,
  },
  {
    encoding: 'windows-1258',
    languages: ['ăâđêôơưáàéèíìóòúù'],
    countries: ['VN'],
    detectedAs: ['windows-1258'],
    rareness: 0.35,
  },
]

/** Countries whose programs write an encoding; none for those of everybody. */
export const countriesOfEncoding = (encoding: TextEncoding): readonly string[] =>
  [...alphabets, ...scripts].find((traits) => traits.encoding === encoding)?.countries ?? []

/** Scripts of two bytes a sign, and the first bytes of their everyday signs. */
export interface ScriptTraits extends Omit<EncodingTraits, 'languages'> {
  readonly everyday: readonly (readonly [number, number])[]
  /** Smallest second byte of an everyday sign. */
  readonly second: number
}

/** Chinese, Japanese and Korean. */
export const scripts: readonly ScriptTraits[] = [
  {
    encoding: 'gb18030',
    countries: ['CN', 'SG'],
    detectedAs: ['GB18030'],
    rareness: 0,
    everyday: [
      [0xb0, 0xd7],
      [0xa1, 0xa3],
    ],
    second: 0xa1,
  },
  {
    encoding: 'big5',
    countries: ['TW', 'HK', 'MO'],
    detectedAs: ['Big5'],
    rareness: 0,
    everyday: [[0xa1, 0xc6]],
    second: 0x40,
  },
  {
    encoding: 'shift_jis',
    countries: ['JP'],
    detectedAs: ['Shift_JIS'],
    rareness: 0,
    everyday: [[0x81, 0x97]],
    second: 0x40,
  },
  {
    encoding: 'euc-kr',
    countries: ['KR'],
    detectedAs: ['EUC-KR'],
    rareness: 0,
    everyday: [
      [0xb0, 0xc8],
      [0xa1, 0xa3],
    ],
    second: 0xa1,
  },
  {
    encoding: 'euc-jp',
    countries: ['JP'],
    detectedAs: ['EUC-JP'],
    rareness: 0.05,
    everyday: [
      [0xa1, 0xa5],
      [0xb0, 0xcf],
    ],
    second: 0xa1,
  },
]
