/** What the frame adds to a mail: white in every theme, no empty edges, links that look so. */
const style = `
  html { background: #fff; color: #171c1e; }
  body { overflow-wrap: anywhere; }
  tr:first-child > td > :first-child { margin-top: 0; }
  tr:last-child > td > :last-child { margin-bottom: 0; }
  a.link { color: #0f5a66; text-decoration: underline; }
`

const withoutHidden = (html: string): string =>
  html
    .replace(/<script[\s\S]*?<\/script>/giu, '')
    // A picture put in just now may not be known as the mail's yet; its address leads nowhere.
    .replace(/(<img\b[^>]*?)\ssrc="cid:[^"]*"/giu, '$1')
    // Where a link leads is for the reader of the mail; here it would leave the page.
    .replace(/(<a\b[^>]*?)\shref=(?:"[^"]*"|'[^']*')/giu, '$1 class="link"')

/** The same page with the forms of its elements as rules of one style, each of them once. */
const withForms = (html: string): { readonly html: string; readonly rules: string } => {
  const forms: string[] = []
  const named = html.replace(/\sstyle="([^"<{}]*)"/gu, (_, form: string) => {
    if (!forms.includes(form)) forms.push(form)
    return ` data-form="${forms.indexOf(form)}"`
  })
  const rules = forms.map((form, place) => `[data-form="${place}"]{${form}}`).join('\n')
  return { html: named, rules }
}

/**
 * The page of a mail for a frame without scripts, in the form in which it leaves.
 *
 * The frame inherits the policy of the window, which refuses styles on elements: they become one
 * style that carries the nonce of this load.
 */
export const paperDocument = (page: string, nonce: string): string => {
  const { html, rules } = withForms(withoutHidden(page))
  const head = `<title>.</title><style nonce="${nonce}">${style}${rules}</style>`
  return html.replace('</head>', () => `${head}\n</head>`)
}
