import type { AnswerPage } from './sign-in-flow.ts'

const style = `
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 30em; margin: 18vh auto; padding: 0 1.5em }
h1 { font-size: 1.3em; margin: 0 0 0.4em }
p { margin: 0 }
`

const escaped = (text: string): string =>
  text.replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`)

/** The page in the owner's browser after they signed in, or did not: plain words and nothing else. */
export const answerPage = (
  language: string,
  { title, text }: { readonly title: string; readonly text: string },
): AnswerPage => ({
  style,
  html: `<!doctype html>
<html lang="${escaped(language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)} · Kith</title>
<style>${style}</style>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
</html>
`,
})
