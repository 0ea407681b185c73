import { rmSync } from 'node:fs'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { StoredFile } from '#main/platform/file-store.ts'
import { importCommitOutcome, importPlanOutcome } from '#shared/contract/import-outcomes.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import type { PlanCounts } from './rehearsal/plan-counts.ts'

/** One plan: its staging file, and the jobs that worked on it. */
export interface ImportPlan {
  readonly stage: string
  readonly file: StoredFile
  /** The rehearsal, revisions and commits, the first one first. */
  readonly jobs: readonly JobId[]
}

/** A plan that was rehearsed, with what the last rehearsal found. */
export interface ReadyPlan {
  readonly plan: ImportPlan
  readonly counts: PlanCounts
  readonly seconds: number
}

export type NotFound = Failure<'not-found', { readonly what: string }>
export type NotReady = Failure<'not-ready', Readonly<Record<never, never>>>

interface OpenPlan extends ImportPlan {
  readonly jobs: JobId[]
}

const keptPlans = 4

/** The plans of this run by the jobs that made, revised or applied them. */
export class ImportPlans {
  private readonly jobs: Pick<JobsService, 'get'>
  private readonly plans = new Map<JobId, OpenPlan>()

  constructor(jobs: Pick<JobsService, 'get'>) {
    this.jobs = jobs
  }

  add(job: JobId, plan: Omit<ImportPlan, 'jobs'>): void {
    this.plans.set(job, { ...plan, jobs: [job] })
  }

  /** Another job works on the plan; it is known by it as well. */
  addJob(plan: ImportPlan, job: JobId): void {
    const open = this.plans.get(plan.jobs[0] ?? job)
    if (open === undefined) return
    open.jobs.push(job)
    this.plans.set(job, open)
  }

  find(job: JobId): ImportPlan | undefined {
    return this.plans.get(job)
  }

  /** A plan that was rehearsed and on which nothing works at present. */
  ready(job: JobId): Result<ReadyPlan, NotFound | NotReady> {
    const plan = this.plans.get(job)
    if (plan === undefined) return fail('not-found', { what: 'plan' })
    if (this.isRunning(plan)) return fail('not-ready', {})
    for (const id of plan.jobs.toReversed()) {
      const found = this.rehearsed(id)
      if (found !== null) return ok({ plan, ...found })
    }
    return fail('not-ready', {})
  }

  /** Removes the staging files of all but the newest plans. */
  forgetOld(): void {
    const known = [...new Set(this.plans.values())]
    for (const plan of known.slice(0, Math.max(0, known.length - keptPlans + 1))) {
      if (this.isRunning(plan)) continue
      rmSync(plan.stage, { force: true })
      for (const job of plan.jobs) this.plans.delete(job)
    }
  }

  /** What a job found when it matched the rows; null for one that did not. */
  private rehearsed(id: JobId): Omit<ReadyPlan, 'plan'> | null {
    const job = this.jobs.get(id)
    if (!job.ok || job.value.status !== 'done') return null
    const planned = importPlanOutcome.safeParse(job.value.outcome)
    if (planned.success) return planned.data.code === 'planned' ? planned.data : null
    const committed = importCommitOutcome.safeParse(job.value.outcome)
    if (!committed.success || committed.data.code !== 'data-moved') return null
    return { counts: committed.data.counts, seconds: 0 }
  }

  private isRunning({ jobs }: ImportPlan): boolean {
    return jobs.some((id) => {
      const found = this.jobs.get(id)
      return found.ok && found.value.endedAt === null
    })
  }
}
