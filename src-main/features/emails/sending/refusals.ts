/**
 * What servers and receivers said of mails of an account since it was let go on last, in SQL of rows
 * of `send_attempts`; its one value is the account's uid. It goes by the address, as providers do,
 * and by the order in which it came about, which no clock can change.
 */
export const refusalsOfAccount = `send_attempts indexed by send_attempts_refusals
  where address = (select lower(a.address) from email_accounts a where a.uid = ?)
    and outcome in ('sent','failed','policy','bounce-policy')
    and id > coalesce((select max(s.refusals_after) from email_accounts a
      cross join email_account_states s on s.account_uid = a.uid
      where lower(a.address) = send_attempts.address), 0)`
