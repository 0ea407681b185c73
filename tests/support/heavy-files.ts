/** A file that is hard work for its size. */
export interface HeavyFile {
  readonly name: string
  /** About so many characters of it. */
  readonly text: (length: number) => string
}

const header = 'Name,Company,E-mail,Phone,Birthday,Street,Tags,Notes,Website\n'

/** Repeats a text until it is long enough. */
const fill = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length))

/** Rows made of their number, until they are long enough. */
const rows = (row: (n: number) => string, length: number): string => {
  const lines: string[] = []
  for (let [n, size] = [0, 0]; size < length; n += 1) {
    const line = `${row(n)}\n`
    lines.push(line)
    size += line.length
  }
  return header + lines.join('')
}

/** One cell of that content in a row of one name, again and again: a cell has a cap. */
const cells =
  (column: number, piece: string) =>
  (length: number): string =>
    rows((n) => {
      const before = ','.repeat(column - 1)
      const after = ','.repeat(8 - column)
      return `Ana ${n},${before}"${fill(piece, Math.min(length / 4, 100_000))}"${after}`
    }, length)

/** Shapes in which files were slow somewhere, here or elsewhere. */
export const heavyFiles: readonly HeavyFile[] = [
  {
    name: 'plain people',
    text: (length) =>
      rows(
        (n) =>
          `Person ${n},Company ${n % 500},p${n}@c${n % 500}.example,+351912${String(n).padStart(6, '0')},14.03.1984,Rua ${n},VIP,,`,
        length,
      ),
  },
  {
    name: 'one name again and again',
    text: (length) => rows((n) => `Ana Ferreira,,a${n}@x.example,,,,,,`, length),
  },
  {
    name: 'names that are almost the same',
    text: (length) =>
      rows((n) => `Ana Ferreir${'aeiou'[n % 5]} ${'xyz'[n % 3]},Lumen,,,,,,,`, length),
  },
  {
    name: 'one person of whom each row says something else',
    text: (length) =>
      rows(
        (n) => `Ana Ferreira,Lumen ${n},ana@x.example,,${String(1900 + (n % 99))}-03-14,,,,`,
        length,
      ),
  },
  {
    name: 'one phone for everybody',
    text: (length) => rows((n) => `Person ${n},Lumen,,+351 213 456 789,,,,,`, length),
  },
  {
    name: 'one e-mail for everybody',
    text: (length) => rows((n) => `Person ${n} ${n * 7},,office@lumen.example,,,,,,`, length),
  },
  {
    name: 'colleagues of one company and domain',
    text: (length) =>
      rows(
        (n) => `${'ABCDEFGH'[n % 8]}. Weber${n % 900},Lumen GmbH,w${n}@lumen.example,,,,,,`,
        length,
      ),
  },
  {
    name: 'one birthday',
    text: (length) => rows((n) => `Anna M${n}ller,,,,1900-01-01,,,,`, length),
  },
  { name: 'cells full of addresses', text: cells(2, 'a@x.example; ') },
  { name: 'cells full of digits', text: cells(3, '912 000 111 ') },
  { name: 'digits without end', text: cells(3, '9') },
  {
    name: 'a bracket that never closes',
    text: (length) => rows((n) => `Ana ${n},,,"1 (a${fill('1 ', 30_000)}",,,,,`, length),
  },
  { name: 'dates without end', text: cells(4, '1.') },
  { name: 'commas and spaces', text: cells(5, ' , ') },
  {
    name: 'tags without end',
    text: (length) => rows((n) => `Ana ${n},,,,,,"${fill(`t${n}, `, 5000)}",,`, length),
  },
  { name: 'brackets without end', text: cells(7, '(((') },
  { name: 'links without end', text: cells(8, 'a.') },
  {
    name: 'combining marks',
    text: (length) => rows((n) => `A${'\u0301'.repeat(2000)} ${n},,,,,,,,`, length),
  },
  {
    name: 'quotes and quotes',
    // A cell has a cap.
    text: (length) => rows(() => `"${fill('""', Math.min(length, 1_000_000))}",x`, length),
  },
  {
    name: 'quotes that do not fit',
    text: (length) => rows((n) => `"Ana" ${n}","x"y"z",,,,,,,`, length),
  },
  {
    name: 'a quote that never closes',
    text: (length) => rows((n) => (n === 3 ? '"Ana,' : `Rui ${n},,,,,,,,`), length),
  },
  { name: 'blank lines', text: (length) => `${header}Ana,,,,,,,,\n${fill('\n', length)}` },
  {
    name: 'empty cells',
    text: (length) => rows((n) => (n % 100 === 0 ? `Ana ${n},,,,,,,,` : ',,,,,,,,'), length),
  },
  {
    name: 'as many columns as may be',
    text: (length) =>
      `${Array.from({ length: 512 }, (_, n) => `c${n}`).join(',')}\n${fill(`${Array.from({ length: 512 }, (_, n) => `v${n % 40}`).join(',')}\n`, length)}`,
  },
  {
    name: 'Han names',
    text: (length) =>
      rows(
        (n) =>
          `${'王李张刘陈杨黄赵周吴'[n % 10]}${String.fromCodePoint(0x4e00 + (n % 6000))}${String.fromCodePoint(0x5e00 + (n % 37))},华信科技有限公司,,0571-8888 1234,,,,,`,
        length,
      ),
  },
]
