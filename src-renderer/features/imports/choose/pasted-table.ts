/** The most that may be pasted, in characters; more is brought as a file. */
export const pasteLimit = 20_000_000

/** Whether pasted text is a table: several cells, several lines, or several addresses in one. */
export const isTable = (text: string): boolean =>
  /[\t\n\r]/u.test(text.trim()) || text.indexOf('@') !== text.lastIndexOf('@')

/** What was pasted as a file, as spreadsheets copy it: cells divided by tabs. */
export const fileOfTable = (text: string, name: string): File =>
  new File([text], name, { type: 'text/tab-separated-values' })

/** The table on a clipboard: a file that was copied, or text with cells. Null when it has none. */
export const tableOnClipboard = (
  data: DataTransfer | null,
  name: string,
): { readonly file: File; readonly isPasted: boolean } | null => {
  const copied = data?.files[0]
  if (copied !== undefined) return { file: copied, isPasted: false }
  const text = data?.getData('text/plain') ?? ''
  return isTable(text) && text.length <= pasteLimit
    ? { file: fileOfTable(text, name), isPasted: true }
    : null
}
