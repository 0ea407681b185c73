import { ok, type Result } from '#shared/domain/result.ts'
import { type BrokenTemplate, type MergeValues, merge } from './merge.ts'
import { cleanRichText, paragraphsOf, plainTextOf } from './rich-text.ts'
import { sign } from './sign.ts'

/** A mail as it was written, with the fields of its recipient. */
export interface WrittenMail {
  /** Plain text with fields. */
  readonly subject: string
  /** Rich text with fields. */
  readonly body: string
  /** Rich text without fields; null for none. */
  readonly signature: string | null
  /** A line of small print under all, for example how to leave the list; null for none. */
  readonly closing: string | null
  /** Of the text, as BCP 47. */
  readonly language: string
  /** The name of whoever writes; empty for none. */
  readonly writer: string
  readonly values: MergeValues
}

/** What the recipient will see. */
export interface RenderedMail {
  readonly subject: string
  /** A whole page. */
  readonly html: string
  readonly text: string
  /** Fields that have neither value nor fallback; a mail with such is not to be sent. */
  readonly missing: readonly string[]
  /** Fields that have no value, so that their fallback is read. */
  readonly fellBack: readonly string[]
}

/** Renders a mail for one recipient: subject, HTML and plain text say the same. */
export const renderMail = (mail: WrittenMail): Result<RenderedMail, BrokenTemplate> => {
  const subject = merge(mail.subject, mail.values, 'text')
  if (!subject.ok) return subject
  const body = merge(mail.body, mail.values, 'html')
  if (!body.ok) return body
  const missing = new Set([...subject.value.missing, ...body.value.missing])
  const fellBack = new Set([...subject.value.fellBack, ...body.value.fellBack])
  return ok({
    subject: subject.value.text.trim(),
    ...layOut(mail, body.value.text),
    missing: [...missing],
    fellBack: [...fellBack].filter((field) => !missing.has(field)),
  })
}

/** A mail whose fields cannot be read, as it was written. */
export const renderUnread = (mail: WrittenMail): RenderedMail => ({
  subject: mail.subject.trim(),
  ...layOut(mail, mail.body),
  missing: [],
  fellBack: [],
})

const layOut = (
  { signature, closing, language, writer }: WrittenMail,
  body: string,
): Pick<RenderedMail, 'html' | 'text'> => {
  const text = cleanRichText(body)
  const signed = sign(text, cleanRichText(signature ?? ''), writer)
  const small = closing === null ? '' : paragraphsOf(closing)
  const texts = [signed, small].map(plainTextOf).filter((part) => part.trim() !== '')
  return { html: page(fitted(signed), small, language), text: `${texts.join('\n\n')}\n` }
}

/** Pictures no wider than what they are read on. */
const fitted = (rich: string): string =>
  rich.replaceAll('<img ', '<img style="max-width:100%;height:auto" ')

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const width = 'width="100%" cellpadding="0" cellspacing="0" border="0"'

/** One column, at most 600 points wide, as a person writes; light or dark is the reader's choice. */
const page = (rich: string, closing: string, language: string): string => {
  const lang = /^[A-Za-z][A-Za-z0-9-]{1,34}$/u.test(language) ? language : 'en'
  const small =
    closing === ''
      ? ''
      : `<tr><td style="${font};font-size:12px;line-height:1.5;padding-top:24px;opacity:0.7">${closing}</td></tr>`
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
</head>
<body style="margin:0;padding:0">
<table role="presentation" ${width} style="max-width:600px">
<tr><td style="${font};font-size:15px;line-height:1.5">${rich}</td></tr>
${small}</table>
</body>
</html>
`
}
