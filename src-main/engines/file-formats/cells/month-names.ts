/** Where two give one name to different months, the earlier has it. */
const languages =
  'en de fr es pt it nl ru uk pl cs tr sv da nb fi el hu ro id hr sk lt lv et vi th'.split(' ')
/** Short forms that people write and `Intl` does not. */
const others: readonly (readonly [string, number])[] = [
  ['sept', 9],
  ['mrz', 3],
  ['mär', 3],
  ['jän', 1],
  ['jänner', 1],
  ['jaen', 1],
  ['maerz', 3],
  ['janv', 1],
  ['févr', 2],
  ['fev', 2],
  ['avr', 4],
  ['juil', 7],
  ['aout', 8],
  ['ene', 1],
  ['abr', 4],
  ['ago', 8],
  ['dic', 12],
  ['setiembre', 9],
  ['gener', 1],
  ['febrer', 2],
  ['març', 3],
  ['maig', 5],
  ['juny', 6],
  ['juliol', 7],
  ['agost', 8],
  ['setembre', 9],
  ['novembre', 11],
  ['desembre', 12],
  ...['มค', 'กพ', 'มีค', 'เมย', 'พค', 'มิย', 'กค', 'สค', 'กย', 'ตค', 'พย', 'ธค'].map(
    (name, index) => [name, index + 1] as const,
  ),
]

/** Small letters without accents and dots, as month names are looked up; Thai needs its vowels. */
export const foldMonth = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/(?!\p{Script=Thai})\p{M}|\./gu, '')
    .toLowerCase()

let known: ReadonlyMap<string, number> | undefined

/** The month (1-12) that a word names in English or another European language; null when it names none. */
export const monthOf = (word: string): number | null => {
  known ??= readNames()
  return known.get(foldMonth(word)) ?? null
}

const readNames = (): ReadonlyMap<string, number> => {
  const names = new Map(others.map(([name, month]) => [foldMonth(name), month]))
  for (const language of languages) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, {
        month: style,
        day: 'numeric',
        timeZone: 'UTC',
      })
      for (let month = 1; month <= 12; month += 1) {
        const parts = format.formatToParts(Date.UTC(2000, month - 1, 1))
        const name = foldMonth(parts.find(({ type }) => type === 'month')?.value ?? '')
        if (/^\p{L}{3,}$/u.test(name) && !names.has(name)) names.set(name, month)
      }
    }
  }
  return names
}
