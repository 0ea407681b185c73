import { keptGroup } from './kept-sources.ts'

/** Kept columns of contacts that are computed together, and how. */
export interface KeptColumns {
  readonly group: number
  /** Column → SQL expression over the row `c` of contacts and the joins. */
  readonly columns: Readonly<Record<string, string>>
  /**
   * The same for contacts that came in the same unit: over `c` alone, and independent of what is
   * kept elsewhere. True where `columns` is that already; missing where nothing is.
   */
  readonly fresh?: true | Readonly<Record<string, string>>
  /** Joins after `contacts c`. New values of an earlier group stand in its staging table only. */
  readonly joins?: string
  /** Common tables before the select; they may read `temp.touched`. */
  readonly with?: string
}

/** The temporary table in which a group's new values wait until all groups are computed. */
export const keptStaging = (group: number): string => `temp.kept_${group}`

/**
 * A real contact: call, meeting, message, mail received, or a sent mail that was answered.
 *
 * The text must stay that of the partial index `activities_contact_day`.
 */
export const isRealContact = `(kind in ('call','meeting','message','mail-received') or (kind = 'mail-sent' and is_answered = 1))`

/** Going cold: silence over 1.5 times the median gap, from three contact days on. */
const minimumContactDays = 3
const coldFactor = 1.5

const pointKey = (kind: 'email' | 'phone'): string =>
  `(select lower(coalesce(p.normalized, p.raw)) from contact_points p
    where p.contact_id = c.id and p.kind = '${kind}'
    order by p.is_primary desc, p.position, p.id limit 1)`

const rhythmDays = 'coalesce(own.every_days, tag.every_days, level.every_days)'

/** The new day where it is about to change. */
const lastContactDay = 'iif(seen.contact_id is null, c.last_contact_day, seen.last_contact_day)'

const weekMs = 7 * 86_400_000

/**
 * Who wrote and waits: the newest mail of a contact, as long as the owner was not in touch since,
 * planned nothing since and did not say that no answer is needed.
 *
 * What lay in the mailbox before its account was set up is no news, nor what was written long before
 * its writer became a contact.
 */
const waitingMail = `w.id = (select m.id from messages m indexed by messages_answers
    where m.contact_id = c.id and m.direction = 'in' and m.kind = 'personal'
    order by m.at desc, m.id desc limit 1)
  and w.at >= coalesce((select e.created_at from email_accounts e where e.id = w.account_id), 0)
  and w.at >= c.created_at - ${weekMs}
  and not exists (select 1 from activities a where a.id = w.activity_id and a.is_answered = 1)
  and not exists (select 1 from activities o indexed by activities_contact
    where o.contact_id = c.id and o.at > w.at
      and o.kind in ('call', 'meeting', 'message', 'mail-sent'))
  and not exists (select 1 from follow_ups f indexed by follow_ups_planned
    where f.contact_id = c.id and f.created_at > w.at)`

const sortKeyOf = (row: string): string =>
  `kith_sort_key(${row}.display_name, ${row}.given_name, ${row}.family_name, ${row}.kind)`

/** All kept columns, in the order in which they build on each other. */
export const keptColumns: readonly KeptColumns[] = [
  {
    group: keptGroup.name,
    columns: { sort_key: sortKeyOf('c') },
    fresh: true,
  },
  {
    group: keptGroup.company,
    columns: {
      company_sort_key: `(select coalesce(n.sort_key, k.sort_key) from contacts k
        left join ${keptStaging(keptGroup.name)} n on n.contact_id = k.id where k.id = c.company_id)`,
    },
    fresh: {
      company_sort_key: `(select ${sortKeyOf('k')} from contacts k where k.id = c.company_id)`,
    },
  },
  {
    group: keptGroup.stage,
    columns: {
      stage_rank: `case c.stage when 'attract' then 1 when 'convert' then 2 when 'retain' then 3
        when 'grow' then 4 end`,
    },
    fresh: true,
  },
  {
    group: keptGroup.tags,
    columns: {
      tag_sort_key: `(select min(kith_fold(g.name)) from contact_tags m
        cross join tags g on g.id = m.tag_id where m.contact_id = c.id)`,
    },
    fresh: true,
  },
  {
    group: keptGroup.points,
    columns: { email_sort_key: pointKey('email'), phone_sort_key: pointKey('phone') },
    fresh: true,
  },
  {
    group: keptGroup.country,
    columns: {
      country: `(select a.country from addresses a where a.contact_id = c.id and a.country is not null
        order by a.is_primary desc, a.position, a.id limit 1)`,
    },
    fresh: true,
  },
  {
    group: keptGroup.contact,
    with: `
      days as materialized (select t.contact_id, count(distinct a.day) as days, max(a.day) as last,
          group_concat(distinct unixepoch(a.day) / 86400) as list
        from temp.touched t
          cross join activities a indexed by activities_contact_day on a.contact_id = t.contact_id
        where t.mask & ${keptGroup.contact} and ${isRealContact} group by t.contact_id),
      counts as materialized (select contact_id, days, last,
          iif(days >= ${minimumContactDays}, kith_median_gap(list), null) as median from days)`,
    joins: 'left join counts n on n.contact_id = c.id',
    columns: {
      last_contact_at: `(select at from activities where contact_id = c.id and ${isRealContact}
        order by at desc limit 1)`,
      last_contact_day: 'n.last',
      contact_day_count: 'coalesce(n.days, 0)',
      median_gap_days: 'n.median',
      cold_from: `date(n.last, '+' || (cast(n.median * ${coldFactor} as integer) + 1) || ' days')`,
    },
  },
  {
    group: keptGroup.rhythm,
    joins: `
      left join ${keptStaging(keptGroup.contact)} seen on seen.contact_id = c.id
      left join rhythms own on own.contact_id = c.id
      left join rhythms tag on tag.id = (select r.id from contact_tags m
        cross join rhythms r on r.tag_id = m.tag_id where m.contact_id = c.id
        order by r.every_days, r.tag_id limit 1)
      left join rhythms level on level.importance = c.importance`,
    columns: {
      rhythm_days: rhythmDays,
      rhythm_source: `case when own.id is not null then 'contact' when tag.id is not null then 'tag'
        when level.id is not null then 'importance' end`,
      rhythm_source_id: `case when own.id is not null then null when tag.id is not null then tag.tag_id
        when level.id is not null then level.importance end`,
      rhythm_due: `date(coalesce(${lastContactDay}, date(c.created_at / 1000, 'unixepoch')),
        '+' || ${rhythmDays} || ' days')`,
    },
  },
  {
    group: keptGroup.nextStep,
    joins: `left join follow_ups f on f.id = (select s.id from follow_ups s
      where s.contact_id = c.id and s.status = 'open'
      order by s.due_day, s.due_time nulls last, s.id limit 1)`,
    columns: {
      next_step_id: 'f.id',
      next_step_due: `f.due_day || coalesce('T' || f.due_time, '')`,
    },
  },
  {
    group: keptGroup.waiting,
    joins: `left join messages w on ${waitingMail}`,
    columns: { waiting_since: 'w.at', waiting_message_id: 'w.id' },
  },
]
