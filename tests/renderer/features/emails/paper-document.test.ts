import { expect, it } from 'vitest'
import { paperDocument } from '#renderer/features/emails/paper-document.ts'

const paper = (html: string): string => paperDocument(html, { nonce: 'n1', language: 'en' })

it('carries the nonce of this load and nothing that runs or leads away', () => {
  const text = paper(
    '<p style="color:red">a</p><script>alert(1)</script><a title="x" href="https://a.example">b</a>',
  )
  expect(text).toContain('<style nonce="n1">')
  expect(text).toContain('<body><p>a</p><a title="x" class="link">b</a></body>')
})

it('asks for no picture that only the mail knows', () => {
  expect(paper('<img src="cid:1@kith" alt="Boats"><img alt="Sign" src="cid:2@kith">')).toContain(
    '<body><img alt="Boats"><img alt="Sign"></body>',
  )
  expect(paper('<img src="data:image/png;base64,AA==">')).toContain('src="data:')
})
