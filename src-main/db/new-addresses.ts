/**
 * Changes by which contact points were made or got another address; `change` names a row of them.
 *
 * The text must stay that of the partial index `changes_new_address`.
 */
export const isNewAddress = (change: string): string =>
  `${change}.table_id = 2 and (${change}.action = 1
    or ${change}.action = 2 and json_type(${change}.before, '$.normalized') is not null)`
