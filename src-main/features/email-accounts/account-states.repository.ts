import { type Executor, sqlBuilder } from '#main/db/executor.ts'

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
    const values = {
      tested_at: seen.testedAt,
      keeps_message_id: flag(seen.keepsMessageId),
      files_sent: flag(seen.filesSent),
      has_plus_addresses: flag(seen.hasPlusAddresses),
      max_bytes: seen.maxBytes,
    }
    this.write(uid, values)
  }

  /** What was seen of other servers, or of another sign-in, says nothing any more. */
  forgetTest(uid: string): void {
    this.write(uid, {
      tested_at: null,
      keeps_message_id: null,
      files_sent: null,
      has_plus_addresses: null,
      max_bytes: null,
    })
  }

  /** Lets mail leave again; when it was paused is remembered, for what counts anew since. */
  resume(uid: string): void {
    this.write(uid, { paused_reason: null })
  }

  private write(uid: string, values: Readonly<Record<string, number | null>>): void {
    this.executor.run(
      sqlBuilder
        .insertInto('email_account_states')
        .values({ account_uid: uid, ...values })
        .onConflict((conflict) => conflict.column('account_uid').doUpdateSet(values)),
    )
  }
}
