import { type Step, steps } from './matching-step.ts'

/** Whether the owner lifted what the staged `i` says after it was noted. */
export const isLiftedSince = `exists(select 1 from import_suppressed l_
  where l_.address = i.address and l_.contact_uid = '' and l_.lifted_at >= i.at)`

/**
 * What stands about the addresses that rows want no mail for, and whom it binds; under no name what
 * counts for the address. What the owner lifted since is not said again.
 */
export const knownSuppressions: readonly Step[] = steps(
  'delete from import_suppressed',
  `insert into import_suppressed(address, contact_uid, reason, lifted_at)
    select s.address, '', iif(s.action = 'suppress', s.reason, null), iif(s.action = 'lift', s.at, null)
    from suppressions s where exists(select 1 from import_suppressions) and s.address is not null
      and not exists(select 1 from suppressions n indexed by suppressions_hash
        where n.address_hash = s.address_hash and n.id > s.id)`,
  `insert or ignore into import_suppressed(address, contact_uid)
    select s.address, w.contact_uid
    from suppressed_contacts w cross join suppressions s on s.id = w.suppression_id
    where exists(select 1 from import_suppressions) and s.address is not null
      and not exists(select 1 from suppressions n indexed by suppressions_hash
        where n.address_hash = s.address_hash and n.id > s.id and n.action = 'lift')`,
  `update import_suppressions as i set fresh = 0 where ${isLiftedSince}`,
)
