import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import DatabaseConstructor from 'better-sqlite3'
import type { Input, Output, ProcedureFailure, ProcedureName } from '#shared/contract/index.ts'
import type {
  ActivityId,
  ContactId,
  FileHandle,
  FollowUpId,
  JobId,
  OperationId,
} from '#shared/domain/ids.ts'
import type { WiredApplication } from './wires.ts'

/** What a case may do before its call. */
export class CaseApp {
  readonly wired: WiredApplication

  constructor(wired: WiredApplication) {
    this.wired = wired
  }

  /** Calls a procedure that must succeed. */
  async call<N extends ProcedureName>(
    name: N,
    input: Input<N>,
    window?: string,
  ): Promise<Output<N>> {
    const reply = await this.wired.reply(name, input, window)
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`)
    // The suite parses outputs of the procedure under test; here the type is enough.
    return reply.value as Output<N>
  }

  /** A person of that name. */
  async person(displayName = 'Ana Ferreira'): Promise<ContactId> {
    return (await this.call('contacts.create', { kind: 'person', displayName })).id
  }

  /** An open next step with a new person. */
  async followUp(): Promise<FollowUpId> {
    const contactId = await this.person()
    const input = { contactId, title: 'Call', dueDay: this.day('2026-11-24') }
    return (await this.call('followUps.create', input)).id
  }

  /** A logged call with a new person. */
  async activity(): Promise<ActivityId> {
    const contactId = await this.person()
    return (await this.call('activities.log', { contactId, kind: 'call', body: 'Hello' })).id
  }

  /** A day as the contract writes it. */
  day(text: string): Input<'followUps.create'>['dueDay'] {
    // Written as the contract's pattern asks for.
    return text as Input<'followUps.create'>['dueDay']
  }

  /** A file of that text. */
  upload(text: string | Uint8Array, name = 'people.csv'): Promise<FileHandle> {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
    return this.wired.upload(name, bytes)
  }

  /** Waits for a job to end and returns its outcome. */
  async finished(id: number): Promise<unknown> {
    // A job's id, whatever slice started it.
    const input = { id: id as JobId }
    for (;;) {
      const job = await this.call('jobs.get', input)
      if (job.status === 'done') return job.outcome
      if (job.status === 'failed' || job.status === 'cancelled') throw new Error(job.status)
      await pause(10)
    }
  }

  /** The entry on a timeline of a mail that came. */
  async receivedMail(): Promise<ActivityId> {
    const contactId = await this.person()
    const database = new DatabaseConstructor(join(this.wired.application.folder, 'workspace.db'))
    const activity = database
      .prepare(
        `insert into activities(uid, contact_id, kind, at, day, direction)
          values (?, ?, 'mail-received', 1795165920000, '2026-11-20', 'in')`,
      )
      .run(`received-${contactId}`, contactId)
    database
      .prepare(
        `insert into messages(uid, contact_id, activity_id, direction, from_address, to_address,
            subject, body, at)
          values (?, ?, ?, 'in', 'ana@lumen.example', 'nora@hale.example', 'January', 'Yes.',
            1795165920000)`,
      )
      .run(`received-${contactId}`, contactId, activity.lastInsertRowid)
    database.close()
    // The id of the row above.
    return Number(activity.lastInsertRowid) as ActivityId
  }

  /** An operation as it would be after a migration that is not additive. */
  makeOld(id: OperationId): void {
    const database = new DatabaseConstructor(join(this.wired.application.folder, 'workspace.db'))
    database.prepare('update operations set schema_version = 0 where id = ?').run(id)
    database.close()
  }

  /** Waits until the workspace is open again after a rebuild. */
  rebuilt(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.wired.application.events.subscribe((event) => {
        if (event.type !== 'rebuilt') return
        stop()
        resolve()
      })
    })
  }
}

/** Makes what a call needs and returns the call's input. */
export type Arrange<N extends ProcedureName> = (app: CaseApp) => Input<N> | Promise<Input<N>>

/** A case that cannot be arranged on every machine; the reason is reported. */
export interface Unarrangeable {
  readonly skip: string
}

/** At least one success, and one case per declared failure. */
export interface ProcedureCases<N extends ProcedureName> {
  readonly success: Arrange<N> | Unarrangeable
  /** The window of the call, when it matters. */
  readonly window?: string
  readonly failures: {
    readonly [Code in ProcedureFailure<N>['code']]: Arrange<N> | Unarrangeable
  }
}

/** Cases of one slice: a procedure without a row does not compile. */
export type SliceCases<Slice extends string> = {
  readonly [N in Extract<ProcedureName, `${Slice}.${string}`>]: ProcedureCases<N>
}

/** An id no row has. */
export const nobody = 999_999 as ContactId & FollowUpId & ActivityId & JobId
