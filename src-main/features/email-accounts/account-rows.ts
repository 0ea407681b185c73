import type { Input, Output } from '#shared/contract/index.ts'
import type { AccountChanges, AccountColumns, StoredAccount } from './email-accounts.repository.ts'
import { presetOfAccount } from './presets.ts'

type Account = Output<'emailAccounts.list'>['accounts'][number]
type Settings = Input<'emailAccounts.create'>
type Changes = Omit<Input<'emailAccounts.update'>, 'id'>

const imapColumns = (imap: Settings['imap']) => ({
  imap_host: imap?.host ?? null,
  imap_port: imap?.port ?? null,
  imap_security: imap?.security ?? null,
})

const smtpColumns = (smtp: Settings['smtp']) => ({
  smtp_host: smtp.host,
  smtp_port: smtp.port,
  smtp_security: smtp.security,
})

/** The columns of a new account. */
export const columnsOf = (settings: Settings): AccountColumns => ({
  address: settings.address,
  from_name: settings.fromName,
  provider: settings.provider,
  ...smtpColumns(settings.smtp),
  ...imapColumns(settings.imap),
  user_name: settings.userName,
  auth: settings.auth ?? 'password',
  signature: settings.signature,
  daily_limit: settings.dailyLimit,
})

/** The columns that a change names; absent is not blank. */
export const changedColumns = (changes: Changes): AccountChanges => {
  const plain: AccountChanges = {
    address: changes.address,
    from_name: changes.fromName,
    provider: changes.provider,
    user_name: changes.userName,
    signature: changes.signature,
    daily_limit: changes.dailyLimit,
    ...(changes.smtp ? smtpColumns(changes.smtp) : {}),
    ...(changes.imap === undefined ? {} : imapColumns(changes.imap)),
  }
  return Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
}

const yesOrNo = (flag: number | null): boolean | null => (flag === null ? null : flag === 1)

const pauses = ['auth', 'tls', 'policy', 'no-secret'] as const
const syncErrors = ['auth', 'tls', 'connect', 'cut', 'protocol', 'no-secret'] as const

const known = <Code extends string>(codes: readonly Code[], stored: string | null): Code | null =>
  codes.find((code) => code === stored) ?? null

const probeOf = ({ state }: StoredAccount): Account['probe'] =>
  state === null || state.tested_at === null
    ? null
    : {
        testedAt: state.tested_at,
        keepsMessageId: yesOrNo(state.keeps_message_id),
        filesSent: yesOrNo(state.files_sent),
        hasPlusAddresses: yesOrNo(state.has_plus_addresses),
        maxBytes: state.max_bytes,
      }

const imapOf = (row: StoredAccount): Account['imap'] => {
  const { imap_host: host, imap_port: port, imap_security: security } = row
  return host === null || port === null || security === null ? null : { host, port, security }
}

/** An account as the contract shows it. */
export const accountOf = (
  row: StoredAccount,
  facts: Pick<Account, 'isDefault' | 'hasSecret' | 'signInWith'>,
): Account => ({
  id: row.id,
  auth: row.auth,
  address: row.address,
  fromName: row.from_name,
  provider: presetOfAccount(row)?.id ?? null,
  smtp: { host: row.smtp_host, port: row.smtp_port, security: row.smtp_security },
  imap: imapOf(row),
  userName: row.user_name,
  signature: row.signature,
  dailyLimit: row.daily_limit,
  ...facts,
  pausedReason: known(pauses, row.state?.paused_reason ?? null),
  probe: probeOf(row),
  createdAt: row.created_at,
  lastSyncAt: row.state?.last_sync_at ?? null,
  lastSyncError: known(syncErrors, row.state?.last_sync_error ?? null),
})
