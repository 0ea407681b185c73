/** A text as SQLite's `lower` and `nocase` compare it: of letters only A to Z have two cases. */
export const lowerAscii = (text: string): string =>
  /[A-Z]/u.test(text) ? text.replace(/[A-Z]+/gu, (letters) => letters.toLowerCase()) : text
