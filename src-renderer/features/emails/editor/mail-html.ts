import type { JSONContent } from '@tiptap/core'
import { knownField, readParts, writeField } from './field-text.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const escapeText = (text: string): string => text.replace(/[&<>]/gu, (sign) => escapes[sign] ?? '')

const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;')

const markTags: Readonly<Record<string, string>> = { bold: 'strong', italic: 'em', underline: 'u' }

const blockTags: Readonly<Record<string, string>> = {
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
}

const emptyLine = '<p><br></p>'

const textAttribute = (node: JSONContent, name: string): string => {
  const value: unknown = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}

const withMarks = (html: string, node: JSONContent): string =>
  (node.marks ?? []).reduce((inner, mark) => {
    if (mark.type === 'link') {
      const href: unknown = mark.attrs?.href
      return typeof href === 'string' ? `<a href="${escapeAttribute(href)}">${inner}</a>` : inner
    }
    const tag = markTags[mark.type]
    return tag === undefined ? inner : `<${tag}>${inner}</${tag}>`
  }, html)

const fieldOf = (node: JSONContent): string => {
  const field = knownField(textAttribute(node, 'field'))
  return field === undefined ? '' : writeField({ field, fallback: textAttribute(node, 'fallback') })
}

const writeNode = (node: JSONContent): string => {
  const inside = (node.content ?? []).map(writeNode).join('')
  switch (node.type) {
    case 'text':
      return withMarks(escapeText(node.text ?? ''), node)
    case 'mergeField':
      return withMarks(fieldOf(node), node)
    case 'hardBreak':
      return '<br>'
    case 'paragraph':
      // Mail programs let an empty paragraph vanish.
      return inside === '' ? emptyLine : `<p>${inside}</p>`
    case 'picture': {
      const alt = escapeAttribute(textAttribute(node, 'alt'))
      const width: unknown = node.attrs?.width
      const wide = typeof width === 'number' ? ` width="${width}"` : ''
      return `<img src="cid:${escapeAttribute(textAttribute(node, 'cid'))}" alt="${alt}"${wide}>`
    }
    default: {
      const tag = blockTags[node.type ?? '']
      return tag === undefined ? inside : `<${tag}>${inside}</${tag}>`
    }
  }
}

/** What the editor holds, as the limited HTML of a mail; empty when nothing is written. */
export const writeMail = (document: JSONContent): string => {
  const html = writeNode(document)
  return html.replaceAll(emptyLine, '') === '' ? '' : html
}

const partHtml = (text: string): string =>
  readParts(text)
    .map((part) =>
      part.kind === 'words'
        ? part.text
        : `<span data-field="${part.field}" data-fallback="${escapeAttribute(part.fallback)}"></span>`,
    )
    .join('')

/** The page would try to load what is named as a source. */
const withoutSource = (tag: string): string =>
  /^<img\b/iu.test(tag) ? tag.replace(/\ssrc=(["'])cid:/iu, ' data-cid=$1') : tag

/**
 * A mail's HTML for the editor: its fields, outside of tags, become elements of their own, and
 * pictures are named by their content id.
 */
export const readMail = (html: string): string =>
  html
    .replaceAll(emptyLine, '<p></p>')
    .split(/(<[^>]*>)/u)
    .map((piece) => (piece.startsWith('<') ? withoutSource(piece) : partHtml(piece)))
    .join('')

/** A subject line for its editor: one paragraph of words and fields. */
export const readSubject = (subject: string): JSONContent => {
  const content = readParts(subject).map(
    (part): JSONContent =>
      part.kind === 'words'
        ? { type: 'text', text: part.text }
        : { type: 'mergeField', attrs: { field: part.field, fallback: part.fallback } },
  )
  return { type: 'doc', content: [{ type: 'paragraph', content }] }
}

const writeLine = (node: JSONContent): string =>
  node.type === 'text'
    ? (node.text ?? '')
    : node.type === 'mergeField'
      ? fieldOf(node)
      : (node.content ?? []).map(writeLine).join('')

/** What the editor of the subject holds, as the line a mail carries. */
export const writeSubject = (document: JSONContent): string => writeLine(document)

/** Pasted HTML without styles, which a mail does not carry and the page's policy refuses. */
export const withoutStyles = (html: string): string =>
  html
    .replace(/<style[\s\S]*?<\/style>/giu, '')
    .replace(/\s(?:style|class)=(?:"[^"]*"|'[^']*')/giu, '')

/** Pasted HTML with only those pictures that travel with the mail; others would be holes. */
export const withoutStrangers = (html: string, isOwn: (cid: string) => boolean): string =>
  html.replace(/<img\b[^>]*>/giu, (tag) => {
    const [, cid = ''] = /\sdata-cid="([^"]*)"/iu.exec(tag) ?? []
    return isOwn(cid) ? tag : ''
  })

/** A text without its pictures, which belong to one mail. */
export const withoutPictures = (html: string): string => html.replace(/<img\b[^>]*>/giu, '')
