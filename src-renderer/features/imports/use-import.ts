import { useCallback, useState } from 'react'
import { attempt } from '#renderer/api/client.ts'
import type { JobId } from '#shared/domain/ids.ts'
import type { ImportResult, Refusal, Rehearsal, Target, Unreadable } from './import-types.ts'
import { readOutcome } from './read-outcome.ts'
import { type Job, useJob } from './use-job.ts'
import { type OpenedFile, useOpenedFile } from './use-opened-file.ts'

/** The four steps, in their order. */
export const steps = ['read', 'columns', 'rehearsal', 'result'] as const
/** Where the import stands. */
export type Step = (typeof steps)[number]

/** Everything the import page shows and does. */
export interface ImportFlow {
  readonly step: Step
  readonly file: OpenedFile | null
  readonly isReading: boolean
  readonly targets: readonly Target[]
  readonly unreadable: Unreadable
  readonly refusal: Refusal | null
  /** The rehearsal or the import that is running. */
  readonly job: Job | undefined
  readonly isWorking: boolean
  readonly rehearsal: Rehearsal | null
  readonly result: ImportResult | null
  goTo(step: Step): void
  open(file: File): Promise<void>
  setTarget(index: number, target: Target): void
  setUnreadable(unreadable: Unreadable): void
  rehearse(unreadable?: Unreadable): Promise<void>
  commit(): Promise<void>
  cancel(): void
}

type Setters = {
  readonly setStep: (change: (now: Step) => Step) => void
  readonly setRefusal: (refusal: Refusal | null) => void
}

/** The jobs of an import and what they found. */
const useImportJobs = ({ setStep, setRefusal }: Setters) => {
  const [jobId, setJobId] = useState<JobId | null>(null)
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null)
  const [result, setResult] = useState<ImportResult | null>(null)
  const handleEnd = useCallback(
    (job: Job): void => {
      setJobId(null)
      if (job.status === 'failed') return setRefusal({ code: 'bug', data: {} })
      const outcome = readOutcome(job.outcome)
      if (job.status !== 'done') return
      switch (outcome.kind) {
        case 'planned':
          return setRehearsal({ planId: job.id, counts: outcome.counts, hasMoved: false })
        case 'data-moved':
          return setRehearsal((now) =>
            now === null ? null : { ...now, counts: outcome.counts, hasMoved: true },
          )
        case 'applied':
          setResult({ ...outcome, at: job.endedAt ?? 0 })
          return setStep(() => 'result')
        case 'refused':
          return setRefusal(outcome.refusal)
      }
    },
    [setRefusal, setStep],
  )
  const job = useJob(jobId, handleEnd)
  const cancel = (): void => {
    if (jobId === null) return
    // A rehearsal that is stopped leaves nothing to see.
    if (rehearsal === null) setStep((now) => (now === 'rehearsal' ? 'columns' : now))
    void attempt('jobs.cancel', { id: jobId })
  }
  return {
    job,
    isWorking: jobId !== null,
    follow: setJobId,
    rehearsal,
    setRehearsal,
    result,
    cancel,
  }
}

/** Brings one file in, step by step. */
export const useImport = (): ImportFlow => {
  const [step, setStep] = useState<Step>('read')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [unreadable, setUnreadable] = useState<Unreadable>('set-aside')
  const opened = useOpenedFile(setRefusal)
  const jobs = useImportJobs({ setStep, setRefusal })
  const { file, targets } = opened

  const goTo = (next: Step): void => {
    setRefusal(null)
    setStep(next)
  }
  const rehearse = async (how: Unreadable = unreadable): Promise<void> => {
    if (file === null) return
    jobs.setRehearsal(null)
    setUnreadable(how)
    goTo('rehearsal')
    const columns = [...targets]
    const started = await attempt('imports.plan', { file: file.handle, columns, unreadable: how })
    if (started.ok) jobs.follow(started.value.jobId)
    else setRefusal(started.error)
  }
  const commit = async (): Promise<void> => {
    if (jobs.rehearsal === null) return
    setRefusal(null)
    const started = await attempt('imports.commit', { planId: jobs.rehearsal.planId })
    if (started.ok) jobs.follow(started.value.jobId)
    else setRefusal(started.error)
  }
  return {
    step,
    refusal,
    unreadable,
    setUnreadable,
    file,
    targets,
    isReading: opened.isReading,
    setTarget: opened.setTarget,
    open: (chosen) => {
      goTo('read')
      return opened.open(chosen)
    },
    job: jobs.job,
    isWorking: jobs.isWorking,
    rehearsal: jobs.rehearsal,
    result: jobs.result,
    cancel: jobs.cancel,
    goTo,
    rehearse,
    commit,
  }
}
