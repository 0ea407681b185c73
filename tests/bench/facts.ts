import DatabaseConstructor from 'better-sqlite3'

/** One contact as brute force sees it, read without the product's code. */
export interface FactRow {
  readonly id: number
  readonly kind: string
  readonly display_name: string
  readonly nickname: string | null
  readonly job_title: string | null
  readonly company_id: number | null
  readonly stage: string | null
  readonly source: string | null
  readonly importance: number | null
  readonly created_at: number
  readonly sort_key: string | null
  readonly company_sort_key: string | null
  readonly stage_rank: number | null
  readonly tag_sort_key: string | null
  readonly email_sort_key: string | null
  readonly phone_sort_key: string | null
  readonly country: string | null
  readonly last_contact_at: number | null
  readonly next_step_due: string | null
  readonly next_step_id: number | null
}

/** Everything the inputs are drawn from and the answers are checked against. */
export interface Facts {
  readonly contacts: readonly FactRow[]
  readonly tagsOf: ReadonlyMap<number, ReadonlySet<number>>
  readonly tagIds: readonly number[]
  readonly countries: readonly string[]
  readonly sources: readonly string[]
  readonly companyIds: readonly number[]
  readonly points: readonly {
    contact_id: number
    kind: string
    raw: string
    normalized: string | null
  }[]
}

const distinct = <T>(values: readonly (T | null)[]): T[] =>
  [...new Set(values)].filter((value): value is T => value !== null)

/** Reads the whole workspace into memory. */
export const readFacts = (file: string): Facts => {
  const database = new DatabaseConstructor(file, { readonly: true })
  const all = <Row>(sql: string): Row[] => database.prepare<[], Row>(sql).all()
  const contacts = all<FactRow>(
    `select id, kind, display_name, nickname, job_title, company_id, stage, source, importance, created_at, sort_key,
      company_sort_key, stage_rank, tag_sort_key, email_sort_key, phone_sort_key, country,
      last_contact_at, next_step_due, next_step_id from contacts`,
  )
  const tagsOf = new Map<number, Set<number>>()
  for (const row of all<{ contact_id: number; tag_id: number }>('select * from contact_tags')) {
    const tags = tagsOf.get(row.contact_id) ?? new Set()
    tagsOf.set(row.contact_id, tags.add(row.tag_id))
  }
  const points = all<Facts['points'][number]>(
    "select contact_id, kind, raw, normalized from contact_points where kind in ('email','phone')",
  )
  const tagIds = all<{ id: number }>('select id from tags').map(({ id }) => id)
  database.close()
  return {
    contacts,
    tagsOf,
    tagIds,
    points,
    countries: distinct(contacts.map((row) => row.country)),
    sources: distinct(contacts.map((row) => row.source)),
    companyIds: distinct(contacts.map((row) => row.company_id)),
  }
}
