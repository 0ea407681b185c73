import type { Bindable, WriteOutcome } from './executor.ts'

/**
 * By what name and way an account signs in, and where, in SQL; `a` names a row of `email_accounts`.
 * With another it is another one to its servers.
 */
const nameOfSignIn = `lower(a.address || ' ' || a.smtp_host || ' ' || coalesce(a.imap_host, ''))
  || ' ' || a.user_name || ' ' || a.auth`

/** What servers were seen to do with a sign-in, and why none of its mail leaves. */
export const findings = [
  'tested_at',
  'keeps_message_id',
  'files_sent',
  'has_plus_addresses',
  'max_bytes',
  'paused_reason',
] as const

type Finding = (typeof findings)[number]

/**
 * What was found of an account as it is now, in SQL; `a` names its row and `s` its state, which may
 * be that of another sign-in. So an undone change brings back what was found before it.
 */
export const finding = (name: Finding): string =>
  `case when coalesce(s.sign_in, ${nameOfSignIn}) = ${nameOfSignIn} then s.${name} end`

/** Notes what was found of an account as it is now; what another sign-in showed is forgotten. */
export const noteFindings = (
  database: { runSql(sql: string, ...parameters: Bindable[]): WriteOutcome },
  accountUid: string,
  found: Readonly<Partial<Record<Finding, string | number | null>>>,
): void => {
  const insert = 'insert into email_account_states(account_uid) values(?) on conflict do nothing'
  database.runSql(insert, accountUid)
  const values = findings.map((name) => (name in found ? '?' : finding(name)))
  database.runSql(
    `update email_account_states as s set (sign_in, ${findings.join()}) =
        (select ${nameOfSignIn}, ${values.join()} from email_accounts a where a.uid = s.account_uid)
      where account_uid = ? and exists (select 1 from email_accounts a where a.uid = s.account_uid)`,
    ...findings.filter((name) => name in found).map((name) => found[name] ?? null),
    accountUid,
  )
}
