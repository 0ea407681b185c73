/** A link that opens a mail in the machine's own mail program (RFC 6068). */
export const mailtoLink = ({
  to,
  subject,
  text,
}: {
  /** Null while nobody is chosen. */
  readonly to: string | null
  readonly subject: string
  readonly text: string
}): string => {
  // The sign between name and domain stands as it is, and lines end with both characters.
  const address = encodeURIComponent((to ?? '').replace(/^mailto:/iu, '')).replaceAll('%40', '@')
  const body = encodeURIComponent(text.replaceAll(/\r?\n/gu, '\r\n'))
  return `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${body}`
}
