import type { MatchingPlan, RuledFact } from './matching-plan.ts'
import { type Step, stepsWith } from './matching-step.ts'
import { identity } from './undecided-rows.ts'

/** Facts of which a contact gets all that the file has, unless a column says otherwise. */
const growing: ReadonlySet<RuledFact> = new Set([
  'email',
  'phone',
  'messenger',
  'link',
  'address',
  'tags',
])

/** Whether a contact may end up without what its row says, so that the row does not find it again. */
const losesSome = ({ rules }: MatchingPlan): boolean =>
  // The keys of the table are facts.
  (Object.entries(rules) as [RuledFact, string][]).some(
    ([fact, rule]) => rule === 'overwrite' || (rule === 'fill-blanks' && growing.has(fact)),
  )

/** Whether an operation was undone, and that was not undone. */
export const isTakenBack = (operation: string): string => `${operation} in (
  select u.undoes from operations u where u.undoes is not null
    and not exists(select 1 from operations v where v.undoes = u.id))`

/**
 * A row that came before is about whom it was about then, although the rules of its columns kept
 * out or overwrote what it was found by, or although the owner alone knew. Only rows named as one
 * of those are looked at.
 */
export const recallRows = (sql: { readonly isOpen: string; readonly agrees: string }): Step[] =>
  stepsWith(
    'memory',
    `insert into import_recalled(n, identity) select r.n, ${identity} from import_rows r
    where r.is_in and exists(
      select 1 from import_matches m where m.name_hash = coalesce(r.name_hash, 0))`,
    `update import_recalled as i set place = x.place from (
      select n, row_number() over (partition by identity order by n) as place
      from import_recalled) x where x.n = i.n and x.place > 1`,
    `update import_rows as r set contact_id = m.contact_id, matched_by = m.reason
    from import_recalled i cross join import_matches m on m.identity = i.identity and m.place = (
        select max(place) from import_matches l where l.identity = i.identity and l.place <= i.place)
      cross join contacts c on c.id = m.contact_id
    where r.n = i.n and ${sql.isOpen} and not ${isTakenBack('m.operation_id')} ${sql.agrees}`,
  )

/** Ends a matching: which rows are to be remembered when they come in. */
export const memorableRows = (plan: MatchingPlan): string => `
  insert into import_memorable(n, identity) select r.n, ${identity} from import_rows r
  where r.outcome in ('new', 'changed', 'unchanged')
    and ${losesSome(plan) ? 'exists(select 1 from contacts)' : `r.matched_by = 'owner'`}`

/** Takes back what was recalled, and what was to be remembered. */
export const forgetRemembered: readonly string[] = [
  'delete from import_recalled',
  'delete from import_memorable',
]
