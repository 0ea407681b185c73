const maxLines = 5000

/** Lines with which programs begin the mail they quote. */
const attributions: readonly RegExp[] = [
  /^-{2,}\s*(?:original message|original-nachricht|ursprüngliche nachricht|message d'origine|message d’origine|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|forwarded message|weitergeleitete nachricht|原始邮件|原始郵件|转发邮件|元のメッセージ|원본 메시지|исходное сообщение)\s*-*$/iu,
  /^_{20,}$/u,
  /^(?:>\s*)?on\b.{4,250}\bwrote\s*:?$/iu,
  /^am\b.{4,250}\bschrieb\b.{0,200}:?$/iu,
  /^le\b.{4,250}\ba écrit\s*:?$/iu,
  /^el\b.{4,250}\bescribió\s*:?$/iu,
  /^(?:em|no dia|a|on)\b.{4,250}\bescreveu\s*:?$/iu,
  /^il\b.{4,250}\bha scritto\s*:?$/iu,
  /^op\b.{4,250}\bschreef\b.{0,200}:?$/iu,
  /^(?:w dniu|dnia)\b.{4,250}\bnapisał\(?a?\)?.{0,20}:?$/iu,
  /^(?:den|på)\b.{4,250}\bskrev\b.{0,200}:?$/iu,
  /^(?:在|於)?\s*\d{4}[年\-/].{2,250}[:：]$/u,
]
/** These look at the end of a line, and only at lines that end with a colon. */
const attributionEnds: readonly RegExp[] = [
  /(?<=.{3})\s(?:пишет|писал|написал)\(?а?\)?\s*:$/iu,
  /(?<=.{4})(?:写道|寫道|のメール|wrote|님이 작성)\s*[:：]$/iu,
]
const blockBegins =
  /^\*?(?:from|von|de|da|van|od|från|fra|от|发件人|發件人|寄件者|差出人|보낸 사람)\*?\s*[:：]/iu
const blockGoesOn =
  /^\*?(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|date|à|objet|enviado|para|asunto|assunto|inviato|a|oggetto|verzonden|aan|onderwerp|wysłano|do|temat|skickat|till|ämne|sendt|til|emne|отправлено|кому|тема|发送时间|时间|日期|收件人|主题|主旨|寄件日期|日期|收件者|送信日時|宛先|件名|보낸 날짜|받는 사람|제목)\*?\s*[:：]/iu

/**
 * The answer of a mail without what it quotes: above the attribution line, the forwarded block of
 * headers or the last run of `>` lines; answers between quoted lines stay. The signature is cut
 * at `-- `. The whole text when nothing is quoted.
 */
export const replyText = (text: string): string => {
  const lines = text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .slice(0, maxLines)
    .map((line) => line.trimEnd())
  const cut = quoteBegins(lines)
  const own = lines.slice(0, cut)
  const signature = own.findIndex((line, at) => line === '--' && at > 0)
  return own
    .slice(0, signature === -1 ? own.length : signature)
    .filter((line) => !/^\s*>/u.test(line))
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
}

/** Index of the line from which everything is quoted. */
const quoteBegins = (lines: readonly string[]): number => {
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').trim()
    if (line === '' || line.length > 500) continue
    const isBlock = blockBegins.test(line) && isHeaderBlock(lines, at)
    if (
      (isAttribution(line) || isBlock || isSplitAttribution(lines, at)) &&
      !isAnsweredBelow(lines, at)
    ) {
      return at
    }
  }
  return lines.length
}

const isAttribution = (line: string): boolean =>
  attributions.some((form) => form.test(line)) ||
  (/[:：]$/u.test(line) && line.length < 260 && attributionEnds.some((form) => form.test(line)))

/** Programs fold attributions at 72 characters: two or three lines make one. */
const isSplitAttribution = (lines: readonly string[], at: number): boolean => {
  const first = (lines[at] ?? '').trim()
  if (!/^(?:on|am|le|el|em|il|op|w dniu|den)\b/iu.test(first)) return false
  return [2, 3].some(
    (count) =>
      isAttribution(joined(lines, at, count)) && /[:：]$|wrote$/u.test(joined(lines, at, count)),
  )
}

const joined = (lines: readonly string[], at: number, count: number): string =>
  lines
    .slice(at, at + count)
    .map((line) => line.trim())
    .join(' ')

/** A `From:` is a header only among other headers. */
const isHeaderBlock = (lines: readonly string[], at: number): boolean =>
  lines.slice(at + 1, at + 7).filter((line) => blockGoesOn.test(line.trim())).length >= 2

/** Below an attribution, own lines may stand between quoted ones. */
const isAnsweredBelow = (lines: readonly string[], at: number): boolean => {
  const below = lines.slice(at + 1)
  const lastQuoted = below.findLastIndex((line) => /^\s*>/u.test(line))
  if (lastQuoted === -1) return false
  const firstQuoted = below.findIndex((line) => /^\s*>/u.test(line))
  return below
    .slice(firstQuoted)
    .some(
      (line, index) =>
        line.trim() !== '' && !/^\s*>/u.test(line) && isOwnBelow(below, firstQuoted + index),
    )
}

/** Not the signature, and not what a program folded out of a quoted line. */
const isOwnBelow = (below: readonly string[], at: number): boolean => {
  const before = below[at - 1] ?? ''
  const isFolded = /^\s*>/u.test(before) && /^\s*>/u.test(below[at + 1] ?? '')
  const signature = below.findIndex((line) => line === '--' || line === '-- ')
  return !isFolded && (signature === -1 || at < signature)
}
