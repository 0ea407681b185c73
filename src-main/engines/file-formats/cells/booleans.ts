const words: ReadonlyMap<string, boolean> = new Map([
  ...'yes|y|true|t|on|ja|j|wahr|oui|vrai|sí|si|s|verdadero|sim|да|так|tak|evet|ano|áno|igen|kyllä|ναι|はい|예|네|כן|نعم|ใช่|có|是|对|對|真|√|✓|✔|☑|x'
    .split('|')
    .map((word) => [word, true] as const),
  ...'no|n|false|f|off|nein|falsch|non|faux|falso|não|nao|нет|ні|nie|nee|hayır|nej|nei|nem|ei|nu|όχι|いいえ|아니요|아니오|לא|لا|ไม่|không|否|不是|错|錯|假|✗|✘|×|☐'
    .split('|')
    .map((word) => [word, false] as const),
  ['1', true],
  ['0', false],
])

/** Reads yes or no in about twenty languages; null else. */
export const readBoolean = (cell: string): boolean | null =>
  cell.length > 9 ? null : (words.get(cell.trim().toLowerCase()) ?? null)

/** Whether a cell is a word for yes or no; `1` and `0` may be numbers. */
export const isBooleanWord = (cell: string): boolean =>
  cell !== '1' && cell !== '0' && readBoolean(cell) !== null
