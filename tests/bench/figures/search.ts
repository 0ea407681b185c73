import type { SeededRandom } from '#tests/support/seeded-random.ts'
import type { Facts } from '../facts.ts'
import { type Report, spreadOf } from '../figure.ts'
import { type Target, timeOf } from '../targets.ts'

/** What search is measured on. */
export interface SearchParts {
  readonly target: Target
  readonly facts: Facts
  readonly report: Report
  readonly random: SeededRandom
  readonly inputs: number
}

const fold = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
// A word ends where Han characters begin or end: 上海21 is two.
const wordsOf = (text: string): string[] =>
  fold(text)
    .replaceAll(/\p{Script=Han}+/gu, ' $& ')
    .split(/[^\p{L}\p{N}]+/u)

type Point = Facts['points'][number]

const drawName = (facts: Facts, random: SeededRandom): string =>
  random.pick(random.pick(facts.contacts).display_name.split(/\s+/).filter(Boolean))

const inside = (text: string, length: number, random: SeededRandom): string => {
  const start = random.integer(Math.max(1, text.length - length))
  return text.slice(start, start + length)
}

const drawPoint = (facts: Facts, random: SeededRandom, kind: string): Point => {
  for (;;) {
    const point = random.pick(facts.points)
    if (point.kind === kind && (point.normalized ?? '').length > 8) return point
  }
}

const digits = (text: string): string => text.replaceAll(/\D/g, '')

const letters = (text: string): string => fold(text).replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Whether every word typed begins a word of the contact's texts or stands inside a point. */
const matchesDirectly = (facts: Facts, text: string, id: number): boolean => {
  const byId = (wanted: number | null) => facts.contacts.find((row) => row.id === wanted)
  const contact = byId(id)
  if (!contact) return false
  const company = byId(contact.company_id)?.display_name
  const texts = [contact.display_name, contact.nickname, contact.job_title, company]
  const words = texts.flatMap((words) => wordsOf(words ?? ''))
  const points = facts.points.filter((point) => point.contact_id === id)
  const isHit = (typed: string): boolean =>
    words.some((word) => word.startsWith(typed)) ||
    (/\p{Script=Han}/u.test(typed) && texts.some((words) => words?.includes(typed))) ||
    points.some((point) => pointMatches(point, typed))
  return (
    wordsOf(text).filter(Boolean).every(isHit) || points.some((point) => pointMatches(point, text))
  )
}

const pointMatches = (point: Point, typed: string): boolean => {
  const typedDigits = digits(typed)
  return (
    letters(point.raw).includes(letters(typed)) ||
    (typedDigits.length >= 4 && digits(point.normalized ?? point.raw).includes(typedDigits))
  )
}

/** Found by reading everything: who must be among the hits of a typed name. */
const bruteForceNames = (facts: Facts, text: string): number[] => {
  const typed = fold(text)
  const isHan = /\p{Script=Han}/u.test(text)
  return facts.contacts
    .filter((row) =>
      isHan
        ? row.display_name.includes(text)
        : wordsOf(row.display_name).some((word) => word.startsWith(typed)),
    )
    .map((row) => row.id)
}

interface SearchFigure {
  readonly id: string
  readonly draw: () => string
  /** Complete lists of hits are compared where there are few enough. */
  readonly expected?: (text: string) => readonly number[]
}

const check = async (parts: SearchParts, figure: SearchFigure, text: string): Promise<void> => {
  const { target, facts, report } = parts
  const { contacts, hasMore } = await target.call('search.everywhere', { text, limit: 50 })
  const found = new Set<number>(contacts.map(({ contact }) => contact.id))
  for (const { contact, match } of contacts) {
    // Of several words one may be pinyin: brute force cannot read it.
    const isHan = /\p{Script=Han}/u.test(contact.displayName)
    const isChecked = !isHan && match.field !== 'pinyin' && match.field !== 'company'
    if (!isChecked || matchesDirectly(facts, text, contact.id)) continue
    return report.fail(`${figure.id}.${target.name}`, `wrong hit ${contact.id} for ${text}`)
  }
  const expected = figure.expected?.(text) ?? []
  const missing = hasMore ? [] : expected.filter((id) => !found.has(id))
  if (missing.length > 0) {
    report.fail(`${figure.id}.${target.name}`, `${missing.length} missing for ${text}`)
  }
}

const measure = async (parts: SearchParts, figure: SearchFigure): Promise<void> => {
  const { target, report, inputs } = parts
  const times: number[] = []
  for (let n = 0; n < inputs; n += 1) {
    const text = figure.draw()
    times.push(await timeOf(() => target.call('search.everywhere', { text, limit: 20 })))
    if (n < 20) await check(parts, figure, text)
  }
  const { p95, n, median, max } = spreadOf(times)
  const more = { n, median, max }
  const common = { unit: 'ms p95', reference: null, ratio: null, must: 16, aim: 2, more }
  report.add({ id: `${figure.id}.${target.name}`, value: p95, ...common })
}

/** Names at every prefix length, two words, Han, pinyin, and insides of e-mails and phones. */
export const measureSearch = async (parts: SearchParts): Promise<void> => {
  const { facts, random } = parts
  const names = (text: string) => bruteForceNames(facts, text)
  for (const length of [1, 2, 3, 4, 5, 6, 8]) {
    const draw = () => [...drawName(facts, random)].slice(0, length).join('')
    await measure(parts, { id: `search.prefix-${length}`, draw, expected: names })
  }
  const han = facts.contacts.filter((row) => /^\p{Script=Han}{2,4}$/u.test(row.display_name))
  if (han.length > 0) {
    const draw = () => random.pick([...random.pick(han).display_name])
    await measure(parts, { id: 'search.han', draw, expected: names })
  }
  await measure(parts, {
    id: 'search.initials',
    draw: () => random.pick(['zs', 'lw', 'wx', 'chm']),
  })
  const two = () => {
    const words = random.pick(facts.contacts).display_name.split(/\s+/)
    return words.map((word) => [...word].slice(0, 3).join('')).join(' ')
  }
  await measure(parts, { id: 'search.two-words', draw: two })
  const email = () => inside(drawPoint(facts, random, 'email').raw, 4 + random.integer(4), random)
  await measure(parts, { id: 'search.inside-email', draw: email })
  const phone = () => {
    const number = digits(drawPoint(facts, random, 'phone').normalized ?? '')
    return inside(number, 4 + random.integer(4), random)
  }
  await measure(parts, { id: 'search.inside-phone', draw: phone })
}
