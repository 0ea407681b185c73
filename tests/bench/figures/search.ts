import type { Input, Output } from '#shared/contract/index.ts'
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
  const number = digits(point.normalized ?? point.raw)
  // At home a number begins with 0 in place of the code of the country, which has up to three digits.
  const forms = [number, ...[1, 2, 3].map((length) => `0${number.slice(length)}`)]
  const bare = letters(typed)
  const isInside =
    bare.length < 4 ? fold(point.raw).includes(typed) : letters(point.raw).includes(bare)
  return isInside || (typedDigits.length >= 4 && forms.some((form) => form.includes(typedDigits)))
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
  /** Asks in the list where it is not the palette. */
  readonly call?: (target: Target, text: string) => Promise<unknown>
  /** Who must be among the hits; compared where there are few enough. */
  readonly expected?: (text: string) => readonly number[]
}

/** Above so many hits a search is no longer promised to be complete. */
const completeBelow = 1000

const palette = (target: Target, text: string): Promise<unknown> =>
  target.call('search.everywhere', { text, limit: 20 })

const list = (target: Target, search: string): Promise<unknown> =>
  target.call('contacts.list', { filter: { search }, limit: 50 })

const check = async (parts: SearchParts, figure: SearchFigure, text: string): Promise<void> => {
  const { target, facts, report } = parts
  const { contacts, hasMore } = await target.call('search.everywhere', { text, limit: 50 })
  for (const { contact, match } of contacts) {
    // Of several words one may be pinyin: brute force cannot read it.
    const isHan = /\p{Script=Han}/u.test(contact.displayName)
    const isChecked = !isHan && match.field !== 'pinyin' && match.field !== 'company'
    if (!isChecked || matchesDirectly(facts, text, contact.id)) continue
    return report.fail(`${figure.id}.${target.name}`, `wrong hit ${contact.id} for ${text}`)
  }
  const listed = new Set(await listAll(target, text))
  if (listed.size >= completeBelow) return
  const shown = new Set<number>(contacts.map(({ contact }) => contact.id))
  const expected = figure.expected?.(text) ?? []
  const missing = expected.filter((id) => !listed.has(id) || (!hasMore && !shown.has(id)))
  if (missing.length === 0) return
  report.fail(`${figure.id}.${target.name}`, `${missing.length} missing for ${text}`)
}

/** Everybody the list finds, however many the palette shows. */
const listAll = async (target: Target, text: string): Promise<number[]> => {
  const ids: number[] = []
  const input: Input<'contacts.list'> = { filter: { search: text }, limit: 200 }
  for (let after: string | null | undefined; after !== null; ) {
    const page: Output<'contacts.list'> = await target.call('contacts.list', {
      ...input,
      ...(after === undefined ? {} : { after }),
    })
    ids.push(...page.rows.map(({ id }) => id))
    after = page.nextCursor
  }
  return ids
}

const measure = async (parts: SearchParts, figure: SearchFigure): Promise<void> => {
  const { target, report, inputs } = parts
  const times: number[] = []
  for (let n = 0; n < inputs; n += 1) {
    const text = figure.draw()
    times.push(await timeOf(() => (figure.call ?? palette)(target, text)))
    if (n < 20) await check(parts, figure, text)
  }
  const { p95, n, median, max } = spreadOf(times)
  const more = { n, median, max }
  const common = { unit: 'ms p95', reference: null, ratio: null, must: 16, aim: 2, more }
  report.add({ id: `${figure.id}.${target.name}`, value: p95, ...common })
}

/** Found by reading everything: whose e-mail or phone holds what was typed. */
const bruteForcePoints = (facts: Facts, text: string): number[] => {
  const holds = ({ kind, raw, normalized }: Point): boolean =>
    kind === 'email'
      ? fold(raw).includes(fold(text))
      : digits(text) === text && digits(normalized ?? raw).includes(text)
  return [...new Set(facts.points.filter(holds).map((point) => point.contact_id))]
}

/** Insides of addresses, from what hardly anybody has to what nearly everybody has. */
const measureAddresses = async (parts: SearchParts): Promise<void> => {
  const { facts, random } = parts
  const expected = (text: string) => bruteForcePoints(facts, text)
  const address = () => drawPoint(facts, random, 'email').raw
  const some = () => inside(address(), 4 + random.integer(4), random)
  await measure(parts, { id: 'search.inside-email', draw: some, expected })
  // A sign in the middle leaves less than four letters in a row.
  const aroundSign = (): string => {
    const text = address()
    const signs = [...text.matchAll(/[^a-z0-9]/gu)].map(({ index }) => index)
    const start = random.pick(signs) - 1 - random.integer(3)
    return start < 0 ? aroundSign() : text.slice(start, start + 4)
  }
  await measure(parts, { id: 'search.inside-around-sign', draw: aroundSign, expected })
  const typed = () => {
    const text = address()
    return text.slice(0, 4 + random.integer(text.length - 3))
  }
  await measure(parts, { id: 'search.typed-email', draw: typed, expected })
  const domain = () => {
    const text = address()
    const end = text.slice(text.indexOf('@'))
    return inside(end, 4 + random.integer(end.length - 3), random)
  }
  await measure(parts, { id: 'search.inside-domain', draw: domain, expected })
}

/** Names at every prefix length, two words, Han, pinyin, and insides of e-mails and phones. */
export const measureSearch = async (parts: SearchParts): Promise<void> => {
  const { facts, random } = parts
  const names = (text: string) => bruteForceNames(facts, text)
  const points = (text: string) => bruteForcePoints(facts, text)
  const prefix = (length: number) => [...drawName(facts, random)].slice(0, length).join('')
  for (const length of [1, 2, 3, 4, 5, 6, 7, 8, 12]) {
    const draw = () => prefix(length)
    await measure(parts, { id: `search.prefix-${length}`, draw, expected: names })
  }
  // The list's own field, at any length.
  const typed = () => prefix(1 + random.integer(8))
  await measure(parts, { id: 'search.in-list', draw: typed, expected: names, call: list })
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
  await measureAddresses(parts)
  const phone = () => {
    const number = digits(drawPoint(facts, random, 'phone').normalized ?? '')
    return inside(number, 4 + random.integer(4), random)
  }
  await measure(parts, { id: 'search.inside-phone', draw: phone, expected: points })
}
