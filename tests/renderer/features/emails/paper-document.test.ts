import { expect, it } from 'vitest'
import { paperDocument } from '#renderer/features/emails/editor/paper-document.ts'

const page = (body: string): string =>
  `<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n</head>\n<body style="margin:0">\n${body}\n</body>\n</html>\n`

const paper = (body: string): string => paperDocument(page(body), 'n1')

it('is the page that leaves, in its language and form', () => {
  const shown = new DOMParser().parseFromString(
    paper('<p style="color:red;font-family:\'Segoe UI\'">a</p><i style="margin:0">b</i>'),
    'text/html',
  )
  expect(shown.documentElement.lang).toBe('zh-CN')
  // The page's policy refuses styles on elements, and takes this one for its nonce.
  expect(shown.querySelectorAll('[style]')).toHaveLength(0)
  const style = shown.querySelector('style')
  expect(style?.getAttribute('nonce')).toBe('n1')
  const formOf = (tag: string): string | undefined => {
    const name = shown.querySelector(tag)?.getAttribute('data-form')
    return style?.textContent.split('\n').find((rule) => rule.includes(`[data-form="${name}"]`))
  }
  expect(formOf('p')).toContain("{color:red;font-family:'Segoe UI'}")
  expect(formOf('i')).toContain('{margin:0}')
  expect(formOf('body')).toContain('{margin:0}')
})

it('has nothing that runs or leads away', () => {
  const shown = paper('<script>alert(1)</script><a title="x" href="https://a.example">b</a>')
  expect(shown).toContain('<body data-form="0">\n<a title="x" class="link">b</a>\n</body>')
})

it('asks for no picture that only the mail knows', () => {
  expect(paper('<img src="cid:1@kith" alt="Boats"><img alt="Sign" src="cid:2@kith">')).toContain(
    '<img alt="Boats"><img alt="Sign">',
  )
  expect(paper('<img src="data:image/png;base64,AA==">')).toContain('src="data:')
})
