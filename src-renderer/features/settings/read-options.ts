/** The choices in a line of text: divided by commas of either script, trimmed, each once. */
export const readOptions = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,，、;；\n]/)
      .map((option) => option.trim())
      .filter((option) => option !== ''),
  ),
]
