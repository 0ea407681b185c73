import { describe, expect, it } from 'vitest'
import { readParts, writeField } from '#renderer/features/emails/editor/field-text.ts'
import {
  readMail,
  readSubject,
  withoutPictures,
  withoutStrangers,
  withoutStyles,
  writeMail,
  writeSubject,
} from '#renderer/features/emails/editor/mail-html.ts'

const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const words = (text: string, ...marks: object[]) => ({ type: 'text', text, marks })
const field = (name: string, fallback = '') => ({
  type: 'mergeField',
  attrs: { field: name, fallback },
})
const document = (...content: object[]) => ({ type: 'doc', content })

describe('fields in a text', () => {
  it('are read with and without another word', () => {
    expect(readParts('Dear {{contact.given_name | default: "there"}}, {{ contact.city }}')).toEqual(
      [
        { kind: 'words', text: 'Dear ' },
        { kind: 'field', field: 'contact.given_name', fallback: 'there' },
        { kind: 'words', text: ', ' },
        { kind: 'field', field: 'contact.city', fallback: '' },
      ],
    )
  })

  it('that Kith does not know stay words', () => {
    expect(readParts('{{ contact.secret }} {% if x %}')).toEqual([
      { kind: 'words', text: '{{ contact.secret }} {% if x %}' },
    ])
  })

  it('come back as they were written', () => {
    const use = { field: 'contact.city', fallback: '本地' } as const
    expect(readParts(writeField(use))).toEqual([{ kind: 'field', ...use }])
  })
})

describe('the text of a mail', () => {
  it('is limited HTML with fields as text', () => {
    const link = { type: 'link', attrs: { href: 'https://a.example/?b=1&c="2"' } }
    const written = writeMail(
      document(
        paragraph(words('Dear '), field('contact.given_name', 'there'), words(' & <all>')),
        { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(words('1'))] }] },
        paragraph(words('bold', { type: 'bold' }), { type: 'hardBreak' }, words('here', link)),
      ),
    )
    expect(written).toBe(
      '<p>Dear {{ contact.given_name | default: "there" }} &amp; &lt;all&gt;</p>' +
        '<ul><li><p>1</p></li></ul>' +
        '<p><strong>bold</strong><br><a href="https://a.example/?b=1&amp;c=&quot;2&quot;">here</a></p>',
    )
  })

  it('is empty when only empty paragraphs are there', () => {
    expect(writeMail(document(paragraph(), paragraph()))).toBe('')
  })

  it('keeps an empty line between others', () => {
    const written = writeMail(document(paragraph(words('a')), paragraph(), paragraph(words('b'))))
    expect(written).toBe('<p>a</p><p><br></p><p>b</p>')
    expect(readMail(written)).toBe('<p>a</p><p></p><p>b</p>')
  })

  it('keeps what it does not know out of the mail', () => {
    expect(
      writeMail(document(paragraph(words('x', { type: 'highlight' }), field('me.iban')))),
    ).toBe('<p>x</p>')
  })

  it('gives its fields to the editor, but not those inside tags', () => {
    expect(
      readMail('<p>{{ me.name }} <a href="https://x.example/{{ me.name }}">{{ a.b }}</a></p>'),
    ).toBe(
      '<p><span data-field="me.name" data-fallback=""></span> ' +
        '<a href="https://x.example/{{ me.name }}">{{ a.b }}</a></p>',
    )
  })

  it('is pasted without styles', () => {
    expect(withoutStyles('<style>p{}</style><p style="color:red" class=\'x\'>a</p>')).toBe(
      '<p>a</p>',
    )
  })
})

it('a subject comes back as it was written', () => {
  for (const subject of ['', 'Plain', '{{ contact.given_name | default: "you" }}, a word']) {
    expect(writeSubject(readSubject(subject))).toBe(subject)
  }
})

describe('pictures in a text', () => {
  const picture = { type: 'picture', attrs: { cid: 'a1@kith', alt: 'A "boat" & oar', width: 560 } }
  const html = '<img src="cid:a1@kith" alt="A &quot;boat&quot; &amp; oar" width="560">'

  it('are named by their content id, in the mail and in the editor', () => {
    expect(writeMail(document(paragraph(words('Look: '), picture)))).toBe(`<p>Look: ${html}</p>`)
    expect(readMail(`<p>${html}</p>`)).toBe(
      '<p><img data-cid="a1@kith" alt="A &quot;boat&quot; &amp; oar" width="560"></p>',
    )
  })

  it('are pasted only where they travel along', () => {
    const pasted =
      '<p>a<img data-cid="a1@kith" alt="">b<img src="https://x.example/t.gif">c<img data-cid="z9"></p>'
    expect(withoutStrangers(pasted, (cid) => cid === 'a1@kith')).toBe(
      '<p>a<img data-cid="a1@kith" alt="">bc</p>',
    )
  })

  it('stay with their mail when the text becomes a template', () => {
    expect(withoutPictures(`<p>Look: ${html}!</p>`)).toBe('<p>Look: !</p>')
  })
})
