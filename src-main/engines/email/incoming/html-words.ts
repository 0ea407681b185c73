const maxHtml = 100_000

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  zwnj: '',
  zwj: '',
  shy: '',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  euro: '€',
  pound: '£',
  copy: '©',
  reg: '®',
  szlig: 'ß',
  agrave: 'à',
  aacute: 'á',
  acirc: 'â',
  atilde: 'ã',
  auml: 'ä',
  ccedil: 'ç',
  egrave: 'è',
  eacute: 'é',
  ecirc: 'ê',
  euml: 'ë',
  iacute: 'í',
  ntilde: 'ñ',
  oacute: 'ó',
  ocirc: 'ô',
  otilde: 'õ',
  ouml: 'ö',
  uacute: 'ú',
  ucirc: 'û',
  uuml: 'ü',
}

const character = (point: number): string =>
  point > 0 && point <= 0x10_ff_ff && (point < 0xd800 || point > 0xdfff)
    ? String.fromCodePoint(point)
    : ''

const decode = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/giu, (whole, name: string) => {
    if (/^#x/iu.test(name)) return character(Number.parseInt(name.slice(2), 16))
    if (name.startsWith('#')) return character(Number(name.slice(1)))
    const known = entities[name] ?? entities[name.toLowerCase()]
    if (known === undefined) return whole
    return name === name.toLowerCase() ? known : known.toUpperCase()
  })

const silent = new Set(['head', 'style', 'script', 'title', 'template', 'svg'])
const blocks = new Set('p div table tr ul ol h1 h2 h3 h4 pre hr'.split(' '))

/** Text as it grows, line by line. */
class Page {
  private readonly lines: string[] = []
  private line = ''
  private depth = 0
  private silencedBy = ''

  addText(text: string): void {
    if (this.silencedBy === '') this.line += decode(text).replace(/\s+/gu, ' ')
  }

  addTag(name: string, isEnd: boolean): void {
    if (this.silencedBy !== '') {
      if (isEnd && name === this.silencedBy) this.silencedBy = ''
    } else if (silent.has(name)) {
      if (!isEnd) this.silencedBy = name
    } else if (name === 'br') this.breakLine()
    else if (name === 'td' || name === 'th') this.line += ' '
    else if (blocks.has(name)) this.endLine()
    else if (name === 'li') {
      this.endLine()
      if (!isEnd) this.line = '- '
    } else if (name === 'blockquote') {
      this.endLine()
      this.depth = Math.min(Math.max(this.depth + (isEnd ? -1 : 1), 0), 20)
    }
  }

  text(): string {
    this.endLine()
    return this.lines.join('\n').trim()
  }

  private breakLine(): void {
    const words = this.line.replace(/[ \t\f\v\u00a0]+/gu, ' ').trim()
    const quote = '> '.repeat(this.depth)
    if (words !== '' || this.lines.at(-1) !== '') this.lines.push(`${quote}${words}`.trimEnd())
    this.line = ''
  }

  private endLine(): void {
    if (this.line.trim() !== '') this.breakLine()
  }
}

/** Comments end where they end, or take the rest with them. */
const withoutComments = (html: string): string => {
  const kept: string[] = []
  let at = 0
  for (;;) {
    const start = html.indexOf('<!--', at)
    if (start === -1) return [...kept, html.slice(at)].join(' ')
    kept.push(html.slice(at, start))
    const end = html.indexOf('-->', start)
    if (end === -1) return kept.join(' ')
    at = end + 3
  }
}

/**
 * The words of an HTML mail, line by line, quotes with `> ` in front; nothing is loaded or run, and
 * the result is text: it must be escaped wherever it is shown.
 *
 * One pass over the first 100,000 characters, so that no HTML takes long.
 */
export const htmlWords = (html: string): string => {
  const page = new Page()
  const text = withoutComments(html.slice(0, maxHtml))
  for (const [token] of text.matchAll(/<[^<>]{1,5000}>|[^<]+|</gu)) {
    const tag = /^<(\/?)([a-z][a-z0-9]*)/iu.exec(token)
    if (tag !== null && token.endsWith('>'))
      page.addTag((tag[2] ?? '').toLowerCase(), tag[1] === '/')
    else if (!token.startsWith('<!')) page.addText(token)
  }
  return page.text()
}
