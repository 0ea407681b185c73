import { expect, onTestFinished, test, vi } from 'vitest'
import { fieldsOf, merge, unreadableField } from '#main/engines/email/merge.ts'
import { usualMs } from '#tests/support/machine-pace.ts'

const values = {
  contact: {
    given_name: 'Ada',
    company: null,
    title: '  ',
    evil: '<b>"x"</b> {{ contact.company }}',
  },
  owner: { name: 'Eve' },
}
const html = (template: string) => merge(template, values, 'html')
const good = (text: string, ...missing: readonly string[]) => ({
  ok: true,
  value: { text, missing },
})

test.each([
  ['Hello {{ contact.given_name }}, {{owner.name}} here', good('Hello Ada, Eve here')],
  ['{{ contact.company | default: "your company" }}', good('your company')],
  ['{{ contact.title | default: "friend" }}', good('friend')],
  ['{{ contact.title | default: &quot;a &amp; b&quot; }}', good('a &amp; b')],
  ['{{ contact.title | default: “friend” }}', good('friend')],
  ['{{ contact.title | default: "“friend”" }}', good('“friend”')],
  ['{{ contact.given_name | default: "“friend”" }}', good('Ada')],
  ['{{ contact.title | default: „friend” }}', good('friend')],
  ['{{ contact.title | default: "&quot;a&quot;\u00a0b" }}', good('&#34;a&#34;\u00a0b')],
  ['{{ contact.title | default: "\\u0022\\u007b\\u007b\\u005c" }}', good('&#34;{{\\')],
  ['{{&nbsp;contact.given_name&nbsp;|&nbsp;upcase }}', good('ADA')],
  ['{{ contact.company }}!', good('[contact.company]!', 'contact.company')],
  [
    '{{ contact.title }} {{ contact.company }} {{ contact.title }}',
    good('[contact.title] [contact.company] [contact.title]', 'contact.title', 'contact.company'),
  ],
  ['{{ contact.typo | default: "x" }}', good('[contact.typo]', 'contact.typo')],
  ['{{ contact.typo }}', good('[contact.typo]', 'contact.typo')],
  ['{{ nobody.name }}', good('[nobody.name]', 'nobody.name')],
  ['Dear {{first_name}}', good('Dear [first_name]', 'first_name')],
  ['{{ first_name | default: "you" }}', good('[first_name]', 'first_name')],
  ['{{ contact.home.city }}', good('[contact.home.city]', 'contact.home.city')],
  ['{% if contact.company %}at {{ contact.company }}{% else %}alone{% endif %}', good('alone')],
  ['{{ contact.evil }}', good('&lt;b&gt;&#34;x&#34;&lt;/b&gt; {{ contact.company }}')],
  ['{{ contact.constructor }}', good('[contact.constructor]', 'contact.constructor')],
  ['{{ contact.__proto__ }}', good('[contact.__proto__]', 'contact.__proto__')],
  ['{{ __proto__.name }}', good('[__proto__.name]', '__proto__.name')],
  ['no fields', good('no fields')],
])('%s', (template, merged) => {
  expect(html(template)).toMatchObject(merged)
})

test('fields whose other word is read are told, each once', () => {
  const template = `{{ contact.title | default: &quot;friend&quot; }} {{ contact.title | default: "x" }}
    {{ contact.given_name | default: "there" }} {{ contact.company | default: "" }}
    {{ contact.typo | default: "y" }} {{ contact.company }}`
  const merged = html(template)
  // A field that also stands without another word is missing, and told as that alone.
  expect(merged.ok && merged.value.fellBack).toEqual(['contact.title'])
})

test('plain text stays as it is', () => {
  expect(merge('{{ contact.evil }}', values, 'text')).toMatchObject(good(values.contact.evil))
})

test.each([
  '{{ contact.given_name',
  '{% include "/etc/passwd" %}',
  '{% render "x" %}',
  '{% for a in (1..1000000000) %}x{% endfor %}',
  '{{ First Name }}',
  '{{ contact.given_name | raw }}',
  '{{ contact.given_name | nothing }}',
  '{% if contact.given_name %}',
  '{{ contact }}'.repeat(20_000),
])('%.40s is broken', (template) => {
  expect(html(template)).toMatchObject({ ok: false, error: { code: 'template-broken' } })
})

test.each([
  ['Dear {{ First Name }}, {{ contact.given_name }}', 'First Name'],
  ['a {{ contact.given_name | nothing }}', 'contact.given_name | nothing'],
  ['{{ contact.given_name }} {% if %}', 'if'],
  ['{{ contact.given_name', null],
  [`{{ ${'x '.repeat(60)} }}`, `${'x '.repeat(29)}x…`],
])('of %.40s the unreadable field is told', (template, field) => {
  expect(unreadableField(template)).toBe(field)
})

test('lists the fields of a template, each once', () => {
  const template =
    '{{ contact.a }} {{ contact.b | default: owner.c }}{% if contact.a %}{{ contact.d }}{% endif %}'
  expect(fieldsOf(template)).toEqual({
    ok: true,
    value: ['contact.a', 'contact.b', 'contact.d', 'owner.c'],
  })
  expect(fieldsOf('{{ contact.')).toMatchObject({ ok: false })
})

test('a machine that slept meanwhile breaks no template', () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 60_000))
  onTestFinished(() => void vi.restoreAllMocks())
  const template = 'Dear {{ contact.a }},{% if contact.b %} {{ contact.b }}{% endif %}'
  expect(merge(template, { contact: { a: 'Ana', b: 'hello' } }, 'html')).toMatchObject({
    value: { text: 'Dear Ana, hello' },
  })
})

test('a long run of open braces takes no time', async () => {
  const ms = await usualMs(500, () => {
    merge('{{'.repeat(50_000), values, 'html')
    merge(`{{ ${'&quot;'.repeat(20_000)}`, values, 'html')
  })
  expect(ms).toBeLessThan(500)
})
