import { rmSync } from 'node:fs'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { StoredFile } from '#main/platform/file-store.ts'
import { importPlanOutcome } from '#shared/contract/import-outcomes.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'

/** One plan: its staging file, and the jobs that worked on it. */
export interface ImportPlan {
  readonly stage: string
  readonly file: StoredFile
  /** The rehearsal, or the last revision. */
  job: JobId
  /** The last commit, if there was one. */
  commitJob: JobId | null
}

/** A plan whose rehearsal is done, with what it found. */
export interface ReadyPlan {
  readonly plan: ImportPlan
  readonly outcome: Extract<ReturnType<typeof importPlanOutcome.parse>, { code: 'planned' }>
}

export type NotFound = Failure<'not-found', { readonly what: string }>
export type NotReady = Failure<'not-ready', Readonly<Record<never, never>>>

const keptPlans = 4

/** The plans of this run by the jobs that made, revised or applied them. */
export class ImportPlans {
  private readonly jobs: Pick<JobsService, 'get'>
  private readonly plans = new Map<JobId, ImportPlan>()

  constructor(jobs: Pick<JobsService, 'get'>) {
    this.jobs = jobs
  }

  add(job: JobId, plan: Omit<ImportPlan, 'job' | 'commitJob'>): void {
    this.plans.set(job, { ...plan, job, commitJob: null })
  }

  /** The plan is known by this job as well. */
  addJob(plan: ImportPlan, job: JobId): void {
    this.plans.set(job, plan)
  }

  find(job: JobId): ImportPlan | undefined {
    return this.plans.get(job)
  }

  /** A plan whose last rehearsal has ended well and on which nothing works at present. */
  ready(job: JobId): Result<ReadyPlan, NotFound | NotReady> {
    const plan = this.plans.get(job)
    if (plan === undefined) return fail('not-found', { what: 'plan' })
    if (this.isRunning(plan)) return fail('not-ready', {})
    const found = this.jobs.get(plan.job)
    const outcome = importPlanOutcome.safeParse(found.ok ? found.value.outcome : null)
    if (!outcome.success || outcome.data.code !== 'planned') return fail('not-ready', {})
    return ok({ plan, outcome: outcome.data })
  }

  /** Removes the staging files of all but the newest plans. */
  forgetOld(): void {
    const known = [...new Set(this.plans.values())]
    for (const plan of known.slice(0, Math.max(0, known.length - keptPlans + 1))) {
      if (this.isRunning(plan)) continue
      rmSync(plan.stage, { force: true })
      for (const [job, other] of this.plans) if (other === plan) this.plans.delete(job)
    }
  }

  private isRunning({ job, commitJob }: ImportPlan): boolean {
    return [job, commitJob].some((id) => {
      const found = id === null ? undefined : this.jobs.get(id)
      return found?.ok === true && found.value.endedAt === null
    })
  }
}
