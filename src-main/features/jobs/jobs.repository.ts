import { type Executor, sqlBuilder } from '#main/db/executor.ts'
import type { JobId } from '#shared/domain/ids.ts'

/** A job as it is stored. */
export interface StoredJob {
  readonly id: JobId
  readonly kind: string
  readonly status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly outcome: string | null
  readonly created_at: number
  readonly ended_at: number | null
}

/** How a job ended. */
export type JobEnd = Pick<StoredJob, 'id' | 'status' | 'outcome' | 'ended_at'>

/** Jobs are machinery: written outside units of work, but only with the gate held. */
export class JobsRepository {
  private readonly executor: Executor

  constructor(executor: Executor) {
    this.executor = executor
  }

  insert(kind: string, createdAt: number): JobId {
    const { insertId } = this.executor.run(
      sqlBuilder
        .insertInto('jobs')
        .values({ kind, status: 'running', input: '{}', created_at: createdAt }),
    )
    // The key SQLite has just given to the row.
    return insertId as JobId
  }

  end(end: JobEnd): void {
    this.executor.run(
      sqlBuilder
        .updateTable('jobs')
        .set({ status: end.status, outcome: end.outcome, ended_at: end.ended_at })
        .where('id', '=', end.id),
    )
  }

  /** Jobs of an earlier run that never ended: the process died under them. */
  failOrphans(at: number): void {
    this.executor.run(
      sqlBuilder
        .updateTable('jobs')
        .set({ status: 'failed', ended_at: at })
        .where('status', 'in', ['queued', 'running']),
    )
  }

  find(id: JobId): StoredJob | undefined {
    return this.executor.first(sqlBuilder.selectFrom('jobs').selectAll().where('id', '=', id))
  }

  latest(limit: number): StoredJob[] {
    return this.executor.all(
      sqlBuilder.selectFrom('jobs').selectAll().orderBy('id', 'desc').limit(limit),
    )
  }
}
