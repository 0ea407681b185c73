import fc from 'fast-check'

/** What is wrong with a generated file; each class is in about half of them. */
export const defects = [
  'encoding',
  'dialect',
  'quoting',
  'shape',
  'dirty-values',
  'controls',
  'several-values',
  'repeated-people',
] as const
export type Defect = (typeof defects)[number]

/** A cell as the file has it, and texts of which one must be found again after the import. */
export interface MessyCell {
  readonly raw: string
  /** Empty when the cell says nothing. */
  readonly witnesses: readonly string[]
}

/** A generated file that knows what it says. */
export interface MessyTable {
  readonly fileName: string
  readonly bytes: Uint8Array
  /** How to read it; what a reader is expected to find out by itself is left out. */
  readonly options: {
    readonly encoding?: 'windows-1252' | 'gb18030' | 'shift_jis'
    readonly delimiter?: ',' | ';' | '\t' | '|'
    readonly headerRow?: number
    readonly dayOrder?: 'day-first'
  }
  readonly header: readonly string[]
  /** Rows that are not blank, in their order. */
  readonly rows: readonly (readonly MessyCell[])[]
  readonly defects: ReadonlySet<Defect>
  /** The text before it was encoded, for a message. */
  readonly text: string
}

type Language = 'en' | 'de' | 'zh'

interface Column {
  readonly headers: Readonly<Record<Language, string>>
  cell(random: Row): MessyCell
}

/** What the cells of one row are made from: small numbers, so that a case shrinks well. */
interface Row {
  readonly n: number
  readonly person: number
  readonly language: Language
  readonly has: (defect: Defect) => boolean
  /** A number below `limit` that belongs to the row and to the place that asks. */
  readonly draw: (place: string, limit: number) => number
}

const cell = (raw: string, ...witnesses: string[]): MessyCell => ({
  raw,
  witnesses: raw.trim() === '' ? [] : [raw, ...witnesses],
})
const silent = (raw: string): MessyCell => ({ raw, witnesses: [] })

const given = {
  en: ['Ana', 'Tom', 'Claire', 'Rita', 'Anna-Maria', 'Liam', 'Zoe', 'Mark'],
  de: ['Jürgen', 'Käthe', 'Björn', 'Élodie', 'Søren', 'Zoë', 'Anna', 'Peter'],
  zh: ['伟', '芳', '秀英', '敏', '静', '丽', '强', '磊'],
} as const
const family = {
  en: ['Ferreira', 'Weber', 'Dubois', "O'Neil", 'Smith-Jones', 'van Dyk', 'Lopez', 'Khan'],
  de: ['Müller', 'Weiß', 'Kovács', 'Großmann', 'Lindqvist', 'Åberg', 'Schmidt', 'Yıldız'],
  zh: ['王', '李', '张', '刘', '陈', '杨', '赵', '欧阳'],
} as const

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index % list.length]
  if (found === undefined) throw new Error('an empty list')
  return found
}

const blankWords = ['N/A', '-', 'n/a', '无', '']

/** Latin digits in words of the row's own, so that a lost cell cannot hide behind another. */
const word = (row: Row, place: string): string => `${place}${row.n}q${row.draw(place, 9973)}`

const dirty = (row: Row, place: string, clean: MessyCell, bad: string): MessyCell => {
  if (!row.has('dirty-values')) return clean
  const kind = row.draw(`dirty-${place}`, 6)
  if (kind === 0) return silent(at(blankWords, row.draw(`blank-${place}`, 97)))
  return kind === 1 ? cell(bad) : clean
}

const two = (number: number): string => String(number).padStart(2, '0')

const birthday = { en: 'Birthday', de: 'Geburtstag', zh: '生日' } as const

const columns: readonly Column[] = [
  {
    headers: { en: 'Name', de: 'Name', zh: '姓名' },
    cell: (row) => {
      const first = at(given[row.language], row.person)
      const last = at(family[row.language], Math.floor(row.person / 8))
      const full =
        row.language === 'zh' ? `${last}${first}${row.person}` : `${first} ${last} ${row.person}`
      return cell(full)
    },
  },
  {
    headers: { en: 'E-mail', de: 'E-Mail', zh: '邮箱' },
    cell: (row) => {
      const own = `p${row.person}@mail${row.person % 7}.example`
      if (row.has('several-values') && row.draw('mails', 3) === 0) {
        const other = `second${row.person}@other.example`
        return { raw: `${own}; ${other}`, witnesses: [`${own}\n${other}`] }
      }
      return dirty(row, 'mail', cell(own), `not-an-address-${row.n}@`)
    },
  },
  {
    headers: { en: 'Phone', de: 'Telefon', zh: '手机' },
    cell: (row) => {
      const digits = String(100_000 + row.person * 7)
      const number = at(
        [`+49 30 ${digits}`, `0049 30 ${digits}`, `+49-30-${digits}`],
        row.draw('phone', 97),
      )
      return dirty(row, 'phone', cell(number, `4930${digits}`), `12${row.n % 10}`)
    },
  },
  {
    headers: { en: 'Company', de: 'Firma', zh: '公司' },
    cell: (row) =>
      cell(row.draw('company', 4) === 0 ? '' : `Firm ${row.person % 11} ${row.language}`),
  },
  {
    headers: birthday,
    cell: (row) => {
      const [day, month, year] = [
        13 + (row.person % 15),
        1 + (row.person % 12),
        1950 + (row.person % 50),
      ]
      const date = `${year}-${two(month)}-${two(day)}`
      // A day of its own, or beside another one a note under the column's name.
      const ways = [`date:${date}`, `${birthday[row.language]}: ${date}`]
      const raw =
        row.language === 'zh' ? `${year}年${month}月${day}日` : `${two(day)}.${two(month)}.${year}`
      return dirty(row, 'birthday', cell(raw, ...ways), `31.02.${1990 + (row.n % 9)}`)
    },
  },
  {
    headers: { en: 'Tags', de: 'Tags', zh: '标签' },
    cell: (row) => {
      if (!row.has('several-values')) return cell(`Tag${row.person % 5}`)
      const [one, other] = [`Tag${row.person % 5}`, `Tag${5 + (row.person % 3)}`]
      return { raw: `${one}, ${other}`, witnesses: [`${one}\n${other}`] }
    },
  },
  {
    headers: { en: 'Notes', de: 'Bemerkung', zh: '备注' },
    cell: (row) => {
      const text = word(row, 'note')
      if (!row.has('quoting')) return cell(text)
      return cell(
        at(
          [
            text,
            `${text}\nnext ${text}`,
            `says "${text}"`,
            `${text}, and; more\tof | it`,
            `"${text}"`,
          ],
          row.draw('quoting', 97),
        ),
      )
    },
  },
]

/** Columns nobody knows; only files of bad shape have them. */
const strange: readonly Column[] = [
  {
    headers: { en: 'Shoe', de: 'Schuhgröße', zh: '鞋码' },
    cell: (row) => cell(word(row, 'shoe')),
  },
  { headers: { en: 'Name', de: 'Name', zh: '姓名' }, cell: (row) => cell(word(row, 'alias')) },
  { headers: { en: '', de: '', zh: '' }, cell: (row) => cell(word(row, 'unnamed')) },
]

const drawer = (seed: number, n: number) => (place: string, limit: number) => {
  let hash = 2_166_136_261 ^ seed ^ (n * 2_654_435_761)
  for (const character of place)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507)
  return ((hash ^ (hash >>> 13)) >>> 0) % limit
}

interface Recipe {
  readonly seed: number
  readonly rows: number
  readonly language: Language
  readonly wrong: readonly Defect[]
}

const recipe: fc.Arbitrary<Recipe> = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  rows: fc.integer({ min: 1, max: 40 }),
  language: fc.constantFrom('en' as const, 'de' as const, 'zh' as const),
  wrong: fc
    .tuple(...defects.map(() => fc.boolean()))
    .map((flags) => defects.filter((_, index) => flags[index] === true)),
})

/** Files as owners have them, each with what it says. */
export const messyTable: fc.Arbitrary<MessyTable> = recipe.map((made) => makeTable(made))

const makeTable = ({ seed, rows, language, wrong }: Recipe): MessyTable => {
  const has = (defect: Defect): boolean => wrong.includes(defect)
  const draw = drawer(seed, -1)
  const used = has('shape') ? shuffled([...columns, ...strange], draw) : columns
  const header = used.map((column) => column.headers[language])
  const table = Array.from({ length: rows }, (_, n): readonly MessyCell[] => {
    const drawRow = drawer(seed, n)
    const isRepeat = has('repeated-people') && n > 0 && drawRow('repeat', 4) === 0
    const person = (seed % 1000) + (isRepeat ? drawRow('whom', n) : n)
    const row: Row = { n, person, language, has, draw: drawRow }
    const cells = used.map((column) => column.cell(row))
    return has('shape') && drawRow('short', 5) === 0
      ? cells.slice(0, 1 + drawRow('width', used.length))
      : cells
  })
  const told = table.filter((cells) => cells.some(({ raw }) => raw.trim() !== ''))
  const written = writeTable({ header, table, has, draw, language })
  return { ...written, header, rows: told, defects: new Set(wrong) }
}

const shuffled = <T>(list: readonly T[], draw: (place: string, limit: number) => number): T[] =>
  list
    .map((value, index) => ({ value, key: draw(`place${index}`, 1_000_003) }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value)

interface Writing {
  readonly header: readonly string[]
  readonly table: readonly (readonly MessyCell[])[]
  readonly has: (defect: Defect) => boolean
  readonly draw: (place: string, limit: number) => number
  readonly language: Language
}

const writeTable = ({ header, table, has, draw, language }: Writing) => {
  const delimiter = has('dialect')
    ? at([';', '\t', '|'] as const, draw('delimiter', 97))
    : (',' as const)
  const newline = has('dialect') ? at(['\r\n', '\r', '\n'] as const, draw('newline', 97)) : '\n'
  const quoted = (raw: string): string =>
    /["\r\n]/u.test(raw) || raw.includes(delimiter) || draw(`quote${raw}`, 5) === 0
      ? `"${raw.replaceAll('"', '""')}"`
      : raw
  const line = (cells: readonly string[]): string => cells.map(quoted).join(delimiter)
  const lines = [line(header), ...table.map((cells) => line(cells.map(({ raw }) => raw)))]
  const isPrefaced = has('dialect') && draw('sep', 3) === 0
  if (isPrefaced) lines.unshift(`sep=${delimiter}`)
  if (has('shape')) lines.push('', header.map(() => '').join(delimiter))
  let text = lines.join(newline) + newline
  if (has('controls')) text = withControls(text, draw)
  return { ...encode(text, { has, draw, language }), text, ...naming(delimiter) }
}

const naming = (delimiter: ',' | ';' | '\t' | '|') => ({
  fileName: delimiter === '\t' ? 'people.tsv' : 'people.csv',
})

/** NULs where cells meet, which no reader may stumble over. */
const withControls = (text: string, draw: Writing['draw']): string =>
  text
    .split('\n')
    .map((part, index) => (draw(`nul${index}`, 4) === 0 ? `${part}\0` : part))
    .join('\n')

const encode = (
  text: string,
  { has, draw, language }: Pick<Writing, 'has' | 'draw' | 'language'>,
) => {
  const utf8 = (mark: string) => ({ bytes: new TextEncoder().encode(mark + text), options: {} })
  if (!has('encoding')) return utf8('')
  switch (draw('encoding', 3)) {
    case 0:
      return utf8('\uFEFF')
    case 1:
      return { bytes: new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le')), options: {} }
    default: {
      const encoding = language === 'zh' ? ('gb18030' as const) : ('windows-1252' as const)
      const bytes = encodeLegacy(text, encoding)
      // Too short a text for a guess to be fair: the owner says what it is.
      return bytes === null ? utf8('\uFEFF') : { bytes, options: { encoding } }
    }
  }
}

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>()

/** The reverse of a decoder, by trying every one- and two-byte code. */
const codesOf = (encoding: string): ReadonlyMap<string, readonly number[]> => {
  const known = tables.get(encoding)
  if (known !== undefined) return known
  const decoder = new TextDecoder(encoding)
  const codes = new Map<string, readonly number[]>()
  const learn = (bytes: readonly number[]): void => {
    const text = decoder.decode(new Uint8Array(bytes))
    if ([...text].length === 1 && text !== '\uFFFD' && !codes.has(text)) codes.set(text, bytes)
  }
  for (let lead = 0; lead < 256; lead += 1) learn([lead])
  if (encoding !== 'windows-1252') {
    for (let lead = 0x81; lead < 0xff; lead += 1) {
      for (let trail = 0x40; trail < 0xff; trail += 1) learn([lead, trail])
    }
  }
  tables.set(encoding, codes)
  return codes
}

const encodeLegacy = (text: string, encoding: string): Uint8Array | null => {
  const codes = codesOf(encoding)
  const bytes: number[] = []
  for (const character of text) {
    const code = codes.get(character)
    if (code === undefined) return null
    bytes.push(...code)
  }
  return new Uint8Array(bytes)
}
