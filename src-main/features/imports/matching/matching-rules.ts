import type { MatchingPlan } from './matching-plan.ts'

/** A contact that has something of that kind keeps what it has. */
const fillPoints = (kind: string): string => `
  update import_points as i set fresh = 0, target_id = -1 from import_rows r
  where r.n = i.n and i.fresh = 1 and i.kind = '${kind}' and r.contact_id is not null
    and exists(select 1 from contact_points c where c.contact_id = r.contact_id and c.kind = '${kind}')`

const fillAddresses = `
  update import_addresses as i set fresh = 0, target_id = -1 from import_rows r
  where r.n = i.n and i.fresh = 1 and r.contact_id is not null
    and exists(select 1 from addresses a where a.contact_id = r.contact_id)`

const fillTags = `
  update import_tags as i set fresh = 0 from import_rows r
  where r.n = i.n and i.fresh = 1 and not i.is_added and r.contact_id is not null
    and exists(select 1 from contact_tags m where m.contact_id = r.contact_id)`

/** The rows about the person of `r`, itself included. */
const rowsOfPerson = `(select m.n from import_multi m where m.person = r.person union select r.n)`

/** The first fact of a list that the file has of each known contact. */
const firstOfPerson = (list: string, where: string): string =>
  `select min(i.id) as id from import_rows r cross join import_${list} i on i.n = r.n
    where r.contact_id is not null and r.is_in and ${where} group by r.person`

/**
 * The first point of a kind that the file has takes the place of the contact's first that the
 * file does not have; so a second run finds all of them there. A point that was opted out keeps
 * its place, and the file's stands beside it.
 */
const overwritePoints = (kind: string): string => `
  update import_points as p set fresh = 2, target_id = x.target from (
    select i.id, (select c.id from contact_points c
      where c.contact_id = r.contact_id and c.kind = '${kind}' and not c.opted_out
        and not exists(select 1 from import_points q where q.kind = '${kind}'
          and q.key = coalesce(c.normalized, lower(c.raw)) and q.n in ${rowsOfPerson})
      order by c.position, c.id limit 1) as target
    from (${firstOfPerson('points', `i.kind = '${kind}'`)}) f
      cross join import_points i on i.id = f.id cross join import_rows r on r.n = i.n
    where i.fresh = 1) x
  where p.id = x.id and x.target is not null`

const addressParts = ['street', 'extended', 'city', 'region', 'postal_code', 'country']

const overwriteAddresses = `
  update import_addresses as p set fresh = 2, target_id = x.target from (
    select i.id, (select a.id from addresses a where a.contact_id = r.contact_id
      and not exists(select 1 from import_addresses q where q.n in ${rowsOfPerson} and ${addressParts
        .map((part) => `(q.${part} is null or lower(a.${part}) = lower(q.${part}))`)
        .join(' and ')})
      order by a.position, a.id limit 1) as target
    from (${firstOfPerson('addresses', '1')}) f
      cross join import_addresses i on i.id = f.id cross join import_rows r on r.n = i.n
    where i.fresh = 1) x
  where p.id = x.id and x.target is not null`

/** Somebody has one birthday; a file without the year says nothing against one with it. */
const overwriteDates = (kind: string): string => `
  update import_dates as p set fresh = 2, target_id = x.target from (
    select i.id, (select d.id from important_dates d where d.contact_id = r.contact_id
        and d.kind = '${kind}' order by d.id limit 1) as target
    from (${firstOfPerson('dates', `i.kind = '${kind}'`)}) f
      cross join import_dates i on i.id = f.id cross join import_rows r on r.n = i.n
    where not exists(select 1 from important_dates d where d.contact_id = r.contact_id
      and d.kind = '${kind}' and d.month = i.month and d.day = i.day
      and (i.year is null or i.year is d.year))) x
  where p.id = x.id and x.target is not null`

/** A contact has one value of a field: another one is replaced where the column says so. */
const settleValues = `
  update import_values as i set fresh = iif(f.rule = 'overwrite', 2, 0), target_id = v.id
  from import_rows r, import_fields f, custom_values v
  where r.n = i.n and r.contact_id is not null and i.fresh = 1 and f.ref = i.ref
    and v.contact_id = r.contact_id and v.field_id = f.field_id`

const pointKinds = ['email', 'phone', 'messenger', 'link'] as const

/** What the rules of the columns make of facts that a contact lacks: 0 stays, 1 adds, 2 replaces. */
export const ruleSteps = ({ rules }: MatchingPlan): readonly string[] => [
  ...pointKinds.flatMap((kind) => {
    if (rules[kind] === 'fill-blanks') return [fillPoints(kind)]
    return rules[kind] === 'overwrite' ? [overwritePoints(kind)] : []
  }),
  ...(rules.address === 'fill-blanks' ? [fillAddresses] : []),
  ...(rules.address === 'overwrite' ? [overwriteAddresses] : []),
  ...(['birthday', 'anniversary'] as const).flatMap((kind) =>
    rules[kind] === 'overwrite' ? [overwriteDates(kind)] : [],
  ),
  ...(rules.tags === 'fill-blanks' ? [fillTags] : []),
  settleValues,
]
