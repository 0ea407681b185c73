const shownLines = 3
const shownLetters = 320

/** A line with which mail programs begin the text that is answered. */
const quoteHead =
  /^(?:(?:on|am|le|el|em|il|op) .{6,200}(?:wrote|schrieb.*|écrit|escribió|escreveu|scritto|schreef)\s*:|.{4,200}写道[:：]|-{2,} ?(?:original message|ursprüngliche nachricht|原始邮件|forwarded message).*)$/iu

/** The writer's own lines: without what is quoted, and without what follows a line "-- ". */
const ownLines = (text: string): readonly string[] => {
  const lines = text.split(/\r?\n/)
  const end = lines.findIndex((line) => line === '-- ' || quoteHead.test(line.trim()))
  return (end < 0 ? lines : lines.slice(0, end)).filter((line) => !line.trimStart().startsWith('>'))
}

/** How a mail begins, as a few lines: for a line of the timeline. */
export const firstLines = (text: string): string => {
  const own = ownLines(text)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const first = own.slice(0, shownLines).join('\n')
  if (first.length <= shownLetters) return first
  return `${first.slice(0, shownLetters).replace(/\s+\S*$/u, '')}…`
}
