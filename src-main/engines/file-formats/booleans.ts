const words: ReadonlyMap<string, boolean> = new Map([
  ...'yes|y|true|t|on|ja|j|wahr|oui|vrai|sí|si|s|verdadero|sim|是|对|真|√|✓|✔|☑|x'
    .split('|')
    .map((word) => [word, true] as const),
  ...'no|n|false|f|off|nein|falsch|non|faux|falso|não|nao|否|不是|错|假|✗|✘|×|☐'
    .split('|')
    .map((word) => [word, false] as const),
  ['1', true],
  ['0', false],
])

/** Reads yes or no in English, German, French, Spanish, Portuguese and Chinese; null else. */
export const readBoolean = (cell: string): boolean | null =>
  cell.length > 9 ? null : (words.get(cell.trim().toLowerCase()) ?? null)

/** Whether a cell is a word for yes or no; `1` and `0` may be numbers. */
export const isBooleanWord = (cell: string): boolean =>
  cell !== '1' && cell !== '0' && readBoolean(cell) !== null
