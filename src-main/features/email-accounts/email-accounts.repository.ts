import type { Insertable, Selectable, Updateable } from 'kysely'
import { finding, findings } from '#main/db/account-findings.ts'
import type { EmailAccountStatesTable, EmailAccountsTable } from '#main/db/email-schema.ts'
import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import { lastSyncAt, ofMailbox } from '#main/db/mailbox-name.ts'
import type { EmailAccountId } from '#shared/domain/ids.ts'

/** A row of `email_accounts`. */
export type AccountRow = Selectable<EmailAccountsTable>

/** A row of `email_accounts` beside what its servers were seen to do. */
export interface StoredAccount extends AccountRow {
  /** Null before anything was seen. */
  readonly state: AccountState | null
}

type AccountState = Pick<
  EmailAccountStatesTable,
  'account_uid' | (typeof findings)[number] | 'last_sync_at' | 'last_sync_error'
>

/** What an owner sets of an account, as columns. */
export type AccountColumns = Omit<
  Insertable<EmailAccountsTable>,
  'id' | 'uid' | 'created_at' | 'is_default'
>

/** The columns that a change names. */
export type AccountChanges = Updateable<AccountColumns>

/** States of accounts as they are now: neither of another mailbox nor of another sign-in. */
const statesNow = `select s.account_uid,
    ${findings.map((name) => `${finding(name)} as ${name}`).join()},
    ${lastSyncAt} as last_sync_at, ${ofMailbox('last_sync_error')} as last_sync_error
  from email_account_states s cross join email_accounts a on a.uid = s.account_uid`

/** SQL of mail accounts; their states are in `account-states.repository.ts`. */
export class EmailAccountsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** All accounts in the order they were made. */
  list(): StoredAccount[] {
    const states = new Map(
      this.reader.allSql<AccountState>(statesNow).map((state) => [state.account_uid, state]),
    )
    return this.reader
      .all(sqlBuilder.selectFrom('email_accounts').selectAll().orderBy('id'))
      .map((row) => ({ ...row, state: states.get(row.uid) ?? null }))
  }

  find(id: EmailAccountId): AccountRow | undefined {
    return this.reader.first(
      sqlBuilder.selectFrom('email_accounts').selectAll().where('id', '=', id),
    )
  }

  insert(tx: Transaction, row: Insertable<EmailAccountsTable>): EmailAccountId {
    const { insertId } = tx.run(sqlBuilder.insertInto('email_accounts').values(row))
    // SQLite just made the id of this row.
    return insertId as EmailAccountId
  }

  update(tx: Transaction, id: EmailAccountId, changes: AccountChanges): void {
    if (Object.keys(changes).length === 0) return
    tx.run(sqlBuilder.updateTable('email_accounts').set(changes).where('id', '=', id))
  }

  delete(tx: Transaction, id: EmailAccountId): void {
    tx.run(sqlBuilder.deleteFrom('email_accounts').where('id', '=', id))
  }

  /**
   * Leaves exactly one default: the wanted one, else the one there is, else the oldest. Acts undone
   * out of order may have left two, or none.
   */
  setDefault(tx: Transaction, wanted: EmailAccountId | null): void {
    const best = tx.firstSql<{ id: EmailAccountId }>(
      'select id from email_accounts order by id is ? desc, is_default desc, id limit 1',
      wanted,
    )
    if (!best) return
    tx.runSql('update email_accounts set is_default = 0 where is_default = 1 and id <> ?', best.id)
    tx.runSql('update email_accounts set is_default = 1 where is_default = 0 and id = ?', best.id)
  }

  /** Accounts that were deleted before an instant and did not come back. */
  deletedBefore(at: number): string[] {
    return this.reader
      .allSql<{ uid: string }>(
        `select distinct json_extract(numbers, '$.account') as uid from operations
          where code = 'emailAccounts.delete' and at < ?
            and json_extract(numbers, '$.account') not in (select uid from email_accounts)`,
        at,
      )
      .map(({ uid }) => uid)
  }
}
