import { expect, test } from 'vitest'
import { renderMail, type WrittenMail } from '#main/engines/email/render.ts'
import { cleanRichText, plainTextOf } from '#main/engines/email/rich-text.ts'

const mail: WrittenMail = {
  subject: 'For {{ contact.given_name }}',
  body: '<p>Dear {{ contact.given_name }},</p><p>a <b>b</b> <a href="https://e.com/?a=1&amp;b=2">c</a></p>',
  signature: '<p>Eve<br>+1</p>',
  closing: null,
  language: 'en',
  writer: '',
  values: { contact: { given_name: 'A&B <i>' } },
}

test('subject, page and text say the same', () => {
  const rendered = renderMail(mail)
  if (!rendered.ok) throw new Error(rendered.error.code)
  const { subject, html, text, missing } = rendered.value
  expect({ subject, missing }).toEqual({ subject: 'For A&B <i>', missing: [] })
  expect(html).toContain(
    '<p>Dear A&amp;B &lt;i&gt;,</p><p>a <strong>b</strong> <a href="https://e.com/?a=1&amp;b=2">c</a></p><p>Eve<br />+1</p>',
  )
  expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en">/u)
  expect(text).toBe('Dear A&B <i>,\n\na b c <https://e.com/?a=1&b=2>\n\nEve\n+1\n')
})

test('a closing line stands under all, escaped', () => {
  const rendered = renderMail({ ...mail, closing: 'Answer STOP & <leave>', language: '"><x' })
  if (!rendered.ok) throw new Error(rendered.error.code)
  expect(rendered.value.html).toContain('<p>Answer STOP &amp; &lt;leave&gt;</p>')
  expect(rendered.value.html).toContain('<html lang="en">')
  expect(rendered.value.text).toMatch(/\+1\n\nAnswer STOP & <leave>\n$/u)
})

test('the name that the signature begins with is said once, in page and text alike', () => {
  const writer = 'Eve'
  const body = '<p>Best wishes,<br>{{ me.name }}</p>'
  const values = { me: { name: writer } }
  const rendered = renderMail({ ...mail, body, writer, values, subject: 'x' })
  if (!rendered.ok) throw new Error(rendered.error.code)
  expect(rendered.value.html).toContain('<p>Best wishes,</p><p>Eve<br />+1</p>')
  expect(rendered.value.text).toBe('Best wishes,\n\nEve\n+1\n')
})

test('missing fields of subject and body are told once', () => {
  const rendered = renderMail({ ...mail, values: { contact: { given_name: null } } })
  expect(rendered.ok && rendered.value.missing).toEqual(['contact.given_name'])
})

test('a field that is missing anywhere is not told as one with another word', () => {
  const values = { contact: { given_name: null, city: null } }
  const subject = '{{ contact.given_name | default: "you" }}, {{ contact.city | default: "town" }}'
  const rendered = renderMail({ ...mail, subject, values })
  expect(rendered).toMatchObject({
    value: { missing: ['contact.given_name'], fellBack: ['contact.city'] },
  })
})

test('a broken template is told, in the subject too', () => {
  expect(renderMail({ ...mail, subject: '{{' }).ok).toBe(false)
  expect(renderMail({ ...mail, body: '{% if %}' }).ok).toBe(false)
})

test('a value cannot become a link of another kind', () => {
  const body = '<a href="{{ contact.given_name }}">x</a>'
  const rendered = renderMail({
    ...mail,
    body,
    values: { contact: { given_name: 'javascript:alert(1)' } },
  })
  expect(rendered.ok && rendered.value.html).toContain('<a>x</a>')
})

test.each([
  ['<script>alert(1)</script>a', 'a'],
  ['<style>p{}</style><p style="color:red" onclick="x" class="y">a</p>', '<p>a</p>'],
  ['<img src="https://t.example/pixel.png">', ''],
  ['<img src="cid:logo" onerror="x" width="20">', '<img src="cid:logo" width="20" />'],
  ['<img src="data:image/png;base64,AA">', ''],
  ['<img src="\\\\host\\share">', ''],
  ['<a href="javascript:x">a</a>', '<a>a</a>'],
  ['<a href="//e.com">a</a>', '<a>a</a>'],
  ['<a href="tel:+351912345678">a</a>', '<a href="tel:+351912345678">a</a>'],
  ['<a href="MAILTO:a@b.c">a</a>', '<a href="MAILTO:a@b.c">a</a>'],
  ['<table><tr><td>a</td></tr></table><form action="x"><input></form>', 'a'],
  ['<div>a</div><del>b</del>', '<p>a</p><s>b</s>'],
  ['<iframe src="x"></iframe><svg><image href="x"/></svg><video poster="x"></video>', ''],
])('%s becomes %j', (html, clean) => {
  expect(cleanRichText(html)).toBe(clean)
})

test('plain text keeps what lists and quotes mean', () => {
  const html = '<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol><blockquote><p>d</p></blockquote>'
  expect(plainTextOf(html)).toBe('- a\n- b\n\n 1. c\n\n> d')
  expect(
    plainTextOf('<p>e.com <a href="https://e.com">https://e.com</a><img src="cid:x"></p>'),
  ).toBe('e.com https://e.com')
})
