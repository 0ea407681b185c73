import type { Input, Output } from '#shared/contract/index.ts'
import type { SeededRandom } from '#tests/support/seeded-random.ts'
import type { FactRow, Facts } from '../facts.ts'
import { type Report, spreadOf } from '../figure.ts'
import { type Target, timeOf } from '../targets.ts'

type ListInput = Input<'contacts.list'>
type Filter = NonNullable<ListInput['filter']>
type Sort = NonNullable<ListInput['sort']>

const sortColumns: Readonly<Record<Sort, keyof FactRow>> = {
  name: 'sort_key',
  company: 'company_sort_key',
  stage: 'stage_rank',
  tags: 'tag_sort_key',
  email: 'email_sort_key',
  phone: 'phone_sort_key',
  country: 'country',
  source: 'source',
  importance: 'importance',
  'last-contact': 'last_contact_at',
  'next-step': 'next_step_due',
  created: 'created_at',
}
// Keys of the table above.
const sorts = Object.keys(sortColumns) as Sort[]

interface NamedFilter {
  readonly draw: (random: SeededRandom, facts: Facts) => Filter
  readonly matches: (filter: Filter, row: FactRow, facts: Facts) => boolean
}

// Drawn from the rows themselves, whose values the contract's brands only name.
const drawn = (filter: Readonly<Record<string, unknown>>): Filter => filter as Filter

/** The filters the list offers, each with its own brute force. */
const filters: Readonly<Record<string, NamedFilter>> = {
  tag: {
    draw: (random, facts) => drawn({ tagIds: [random.pick(facts.tagIds)] }),
    matches: (filter, row, facts) =>
      (filter.tagIds ?? []).some((id) => facts.tagsOf.get(row.id)?.has(id)),
  },
  stage: {
    draw: (random) => drawn({ stages: [random.pick(['attract', 'convert', 'retain', 'grow'])] }),
    matches: (filter, row) => (filter.stages ?? []).some((stage) => stage === row.stage),
  },
  company: {
    draw: (random, facts) => drawn({ companyIds: [random.pick(facts.companyIds)] }),
    matches: (filter, row) => (filter.companyIds ?? []).some((id) => id === row.company_id),
  },
  country: {
    draw: (random, facts) => drawn({ countries: [random.pick(facts.countries)] }),
    matches: (filter, row) => (filter.countries ?? []).some((code) => code === row.country),
  },
  source: {
    draw: (random, facts) => drawn({ sources: [random.pick(facts.sources)] }),
    matches: (filter, row) => (filter.sources ?? []).some((source) => source === row.source),
  },
  importance: {
    draw: (random) => drawn({ importances: [random.integer(3) + 1] }),
    matches: (filter, row) => (filter.importances ?? []).some((n) => n === row.importance),
  },
  'no-next-step': {
    draw: () => ({ hasNextStep: false }),
    matches: (_filter, row) => row.next_step_id === null,
  },
}

/** What the list must show, found by sorting everything: blanks last, ties by id. */
const bruteForce = (facts: Facts, input: ListInput, matches: (row: FactRow) => boolean) => {
  const column = sortColumns[input.sort ?? 'name']
  const sign = input.direction === 'desc' ? -1 : 1
  const rows = facts.contacts.filter(matches)
  const compare = (a: FactRow, b: FactRow): number => {
    const [left, right] = [a[column], b[column]]
    if (left === right) return sign * (a.id - b.id)
    if (left === null) return 1
    if (right === null) return -1
    return left < right ? -sign : sign
  }
  return rows.toSorted(compare).map((row) => row.id)
}

const sameValue = (facts: Facts, input: ListInput, ids: readonly number[]): unknown[] => {
  const column = sortColumns[input.sort ?? 'name']
  const byId = new Map(facts.contacts.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id)?.[column] ?? null)
}

interface ListFigure {
  readonly id: string
  readonly must: number
  readonly draw: () => ListInput
  readonly matches: (input: ListInput, row: FactRow) => boolean
}

const measure = async (parts: ListsParts, figure: ListFigure): Promise<void> => {
  const { target, report, inputs } = parts
  const times: number[] = []
  for (let n = 0; times.length < inputs; n += 1) {
    const input = figure.draw()
    const page = (part: ListInput): Promise<Page> => target.call('contacts.list', part)
    let first: Page | null = null
    times.push(await timeOf(async () => (first = await page(input))))
    // What travels over HTTP is the same answer; checking it once is enough.
    const isChecked = n < 20 && target.name === 'dispatch'
    const from = input.offset ?? 0
    const pages: (Page | null)[] = [first]
    const cursor = cursorOf(first)
    if (cursor !== null && times.length < inputs) {
      const { offset: _, ...rest } = input
      let second: Page | null = null
      times.push(await timeOf(async () => (second = await page({ ...rest, after: cursor }))))
      pages.push(second)
    }
    if (isChecked) check(parts, figure, { input, from, ids: pages.flatMap(idsOf) })
  }
  const { p95, n, median, max } = spreadOf(times)
  const more = { n, median, max }
  const common = { unit: 'ms p95', reference: null, ratio: null, aim: 2, more }
  report.add({ id: `${figure.id}.${target.name}`, value: p95, must: figure.must, ...common })
}

type Page = Output<'contacts.list'>

const cursorOf = (page: Page | null): Page['nextCursor'] => page?.nextCursor ?? null
const idsOf = (page: Page | null): number[] => page?.rows.map(({ id }) => id) ?? []

/** Rows that were answered, one page behind the other, and where the first of them stood. */
interface Answered {
  readonly input: ListInput
  readonly from: number
  readonly ids: readonly number[]
}

const check = (
  { target, facts, report }: ListsParts,
  figure: ListFigure,
  { input, from, ids }: Answered,
): void => {
  const all = bruteForce(facts, input, (row) => figure.matches(input, row))
  const pages = Math.max(1, Math.ceil(ids.length / (input.limit ?? 50)))
  const expected = all.slice(from, from + pages * (input.limit ?? 50))
  // Ties may stand in another order than by id; the values in order must be the same.
  const isSame =
    JSON.stringify(sameValue(facts, input, ids)) ===
    JSON.stringify(sameValue(facts, input, expected))
  const known = new Set(all)
  const allMatch = ids.every((id) => known.has(id)) && new Set(ids).size === ids.length
  if (!isSame || !allMatch) report.fail(`${figure.id}.${target.name}`, JSON.stringify(input))
}

/** What the list figures are measured on. */
export interface ListsParts {
  readonly target: Target
  readonly facts: Facts
  readonly report: Report
  readonly random: SeededRandom
  readonly inputs: number
}

/** Every sort without a filter, every filter in its two main orders, all other pairs pooled. */
export const measureLists = async (parts: ListsParts): Promise<void> => {
  const { facts, random } = parts
  const direction = () => random.pick(['asc', 'desc'] as const)
  const total = facts.contacts.length
  for (const sort of sorts) {
    const draw = (): ListInput => ({
      sort,
      direction: direction(),
      limit: 50,
      // A first page, or wherever a dragged thumb lands.
      ...(random.integer(4) === 0 ? {} : { offset: random.integer(total) }),
    })
    await measure(parts, { id: `list.${sort}`, must: 16, draw, matches: () => true })
  }
  for (const [name, filter] of Object.entries(filters)) {
    const matches = (input: ListInput, row: FactRow) =>
      filter.matches(input.filter ?? {}, row, facts)
    const figure = (id: string, must: number, pick: () => Sort): ListFigure => ({
      id,
      must,
      matches,
      draw: () => ({
        sort: pick(),
        direction: direction(),
        limit: 50,
        filter: filter.draw(random, facts),
      }),
    })
    await measure(
      parts,
      figure(`filter.${name}.name`, 16, () => 'name'),
    )
    await measure(
      parts,
      figure(`filter.${name}.last-contact`, 16, () => 'last-contact'),
    )
    const others = sorts.filter((sort) => sort !== 'name' && sort !== 'last-contact')
    await measure(
      parts,
      figure(`filter.${name}.other-sorts`, 50, () => random.pick(others)),
    )
  }
}
