import { noteFindings } from '#main/db/account-findings.ts'
import type { Executor } from '#main/db/executor.ts'

/** What the set-up test saw; null where it could not tell. */
export interface SeenByTest {
  readonly testedAt: number
  readonly keepsMessageId: boolean | null
  readonly filesSent: boolean | null
  readonly hasPlusAddresses: boolean | null
  readonly maxBytes: number | null
}

const flag = (value: boolean | null): number | null => (value === null ? null : Number(value))

/** States of accounts are machinery: written outside units of work, but only with the gate held. */
export class AccountStatesRepository {
  private readonly executor: Executor

  constructor(executor: Executor) {
    this.executor = executor
  }

  noteTest(uid: string, seen: SeenByTest): void {
    noteFindings(this.executor, uid, {
      tested_at: seen.testedAt,
      keeps_message_id: flag(seen.keepsMessageId),
      files_sent: flag(seen.filesSent),
      has_plus_addresses: flag(seen.hasPlusAddresses),
      max_bytes: seen.maxBytes,
    })
  }

  /** Lets mail of an account that is paused leave again; refusals are counted anew from here on. */
  resume(uid: string): void {
    this.executor.runSql(
      `update email_account_states
        set paused_reason = null, refusals_after = (select max(id) from send_attempts)
        where account_uid = ? and paused_reason is not null`,
      uid,
    )
  }
}
