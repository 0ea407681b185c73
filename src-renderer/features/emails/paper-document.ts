const style = `
  html { background: #fff; color: #171c1e; }
  body { margin: 0; font: 15px/26px system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC",
    "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
  p { margin: 0 0 14px; } ul, ol { margin: 0 0 14px; padding-inline-start: 24px; } li p { margin: 0; }
  blockquote { margin: 0 0 14px; padding-inline-start: 14px; border-inline-start: 2px solid #d6dbdc; }
  a.link { color: #0f5a66; text-decoration: underline; } img { max-width: 100%; height: auto; }
  body > :last-child { margin-bottom: 0; }
  :lang(zh) em { font-style: normal; }
`

const withoutHidden = (html: string): string =>
  html
    .replace(/<script[\s\S]*?<\/script>/giu, '')
    // A picture put in just now may not be known as the mail's yet; its address leads nowhere.
    .replace(/(<img\b[^>]*?)\ssrc="cid:[^"]*"/giu, '$1')
    .replace(/\sstyle=(?:"[^"]*"|'[^']*')/giu, '')
    // Where a link leads is for the reader of the mail; here it would leave the page.
    .replace(/(<a\b[^>]*?)\shref=(?:"[^"]*"|'[^']*')/giu, '$1 class="link"')

/**
 * A mail as a document of its own for a frame without scripts.
 *
 * The frame inherits the page's policy, so that its one style carries the nonce of this load and
 * what a mail program would refuse or follow is left out.
 */
export const paperDocument = (
  html: string,
  { nonce, language }: { readonly nonce: string; readonly language: string },
): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>.</title>` +
  `<style nonce="${nonce}">${style}</style></head><body>${withoutHidden(html)}</body></html>`
