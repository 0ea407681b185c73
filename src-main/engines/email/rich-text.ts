// oxlint-disable-next-line typescript/triple-slash-reference -- two packages without types; every project that reads this file must find them
/// <reference path="./rich-text-packages.d.ts" />
import { compile } from 'html-to-text'
import sanitizeHtml from 'sanitize-html'

/** Nobody writes lists in lists deeper than this; what would lie deeper is taken out of them. */
const deepest = 50

/**
 * HTML reduced to what mail carries everywhere: paragraphs, breaks, emphasis, links, lists, quotes
 * and pictures that travel with the mail. Everything else, and every style, is taken off.
 */
export const cleanRichText = (html: string): string =>
  sanitizeHtml(html, {
    allowedTags: 'p br strong em u s a ul ol li blockquote img'.split(' '),
    allowedAttributes: { a: ['href'], img: ['src', 'alt', 'width', 'height'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid'] },
    allowProtocolRelative: false,
    nestingLimit: deepest,
    transformTags: { b: 'strong', i: 'em', strike: 's', del: 's', div: 'p' },
    exclusiveFilter: ({ tag, attribs }) =>
      tag === 'img' && !(attribs['src'] ?? '').toLowerCase().startsWith('cid:'),
  })

const toText = compile({
  wordwrap: false,
  limits: { maxDepth: 2 * deepest },
  formatters: {
    words: ({ attribs }, _, builder) => {
      const alt = attribs?.['alt']?.trim() ?? ''
      if (alt !== '') builder.addInline(`[${alt}]`)
    },
  },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
    { selector: 'img', format: 'words' },
    { selector: 'ul', options: { itemPrefix: '- ' } },
  ],
})

/** The plain text of rich text, for readers without HTML; what a picture shows stands in brackets. */
export const plainTextOf = (html: string): string => toText(html)

/** Plain text as HTML: the signs of HTML escaped, each line a paragraph. */
export const paragraphsOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('')

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const escapeHtml = (text: string): string => text.replace(/[&<>"]/gu, (sign) => escapes[sign] ?? '')
