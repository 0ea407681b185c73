/** Letters that Unicode takes apart into nothing simpler, by how they are written without them. */
const simpler: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ŧ: 't',
  ĸ: 'k',
  ſ: 's',
  ς: 'σ',
  ƒ: 'f',
}

/** How a letter in lower case is written in plain ones: `ß` as `ss`; any other as it is. */
export const simplerLetter = (letter: string): string => simpler[letter] ?? letter
