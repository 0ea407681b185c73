import { useCallback, useState } from 'react'
import { ApiError } from '#renderer/api/api-error.ts'
import { attempt, currentTransport } from '#renderer/api/client.ts'
import type { FileHandle, JobId } from '#shared/domain/ids.ts'
import type {
  ImportResult,
  Inspection,
  Refusal,
  Rehearsal,
  Target,
  Unreadable,
} from './import-types.ts'
import { readOutcome } from './read-outcome.ts'
import { type Job, useJob } from './use-job.ts'

/** The four steps, in their order. */
export const steps = ['read', 'columns', 'rehearsal', 'result'] as const
/** Where the import stands. */
export type Step = (typeof steps)[number]

interface OpenFile {
  readonly handle: FileHandle
  readonly inspection: Inspection
}

/** Everything the import page shows and does. */
export interface ImportFlow {
  readonly step: Step
  readonly file: OpenFile | null
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
  forget(): void
  setTarget(index: number, target: Target): void
  setUnreadable(unreadable: Unreadable): void
  rehearse(unreadable?: Unreadable): Promise<void>
  commit(): Promise<void>
  cancel(): void
}

const refusalOf = (cause: unknown): Refusal =>
  cause instanceof ApiError ? { code: cause.code, data: cause.data } : { code: 'bug', data: {} }

/** Brings one file in, step by step. */
export const useImport = (): ImportFlow => {
  const [step, setStep] = useState<Step>('read')
  const [file, setFile] = useState<OpenFile | null>(null)
  const [isReading, setReading] = useState(false)
  const [targets, setTargets] = useState<readonly Target[]>([])
  const [unreadable, setUnreadable] = useState<Unreadable>('set-aside')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [jobId, setJobId] = useState<JobId | null>(null)
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null)
  const [result, setResult] = useState<ImportResult | null>(null)

  const handleEnd = useCallback((job: Job): void => {
    setJobId(null)
    if (job.status === 'cancelled') return setStep((now) => (now === 'rehearsal' ? 'columns' : now))
    if (job.status === 'failed') return setRefusal({ code: 'bug', data: {} })
    const outcome = readOutcome(job.outcome)
    switch (outcome.kind) {
      case 'planned':
        return setRehearsal({ planId: job.id, counts: outcome.counts, hasMoved: false })
      case 'data-moved':
        return setRehearsal((now) =>
          now === null ? null : { ...now, counts: outcome.counts, hasMoved: true },
        )
      case 'applied': {
        const { counts, operationId, seconds } = outcome
        setResult({ counts, operationId, seconds, at: job.endedAt ?? 0 })
        return setStep('result')
      }
      case 'refused':
        return setRefusal(outcome.refusal)
    }
  }, [])
  const job = useJob(jobId, handleEnd)

  const open = async (chosen: File): Promise<void> => {
    setRefusal(null)
    setReading(true)
    setStep('read')
    try {
      const handle = await currentTransport().upload(chosen)
      const inspected = await attempt('imports.inspect', { file: handle })
      if (inspected.ok) {
        setFile({ handle, inspection: inspected.value })
        setTargets(inspected.value.columns.map(({ target }) => target))
      } else setRefusal(inspected.error)
    } catch (cause) {
      setRefusal(refusalOf(cause))
    } finally {
      setReading(false)
    }
  }

  const rehearse = async (how: Unreadable = unreadable): Promise<void> => {
    if (file === null) return
    setRefusal(null)
    setRehearsal(null)
    setUnreadable(how)
    setStep('rehearsal')
    const columns = [...targets]
    const started = await attempt('imports.plan', { file: file.handle, columns, unreadable: how })
    if (started.ok) setJobId(started.value.jobId)
    else setRefusal(started.error)
  }

  const commit = async (): Promise<void> => {
    if (rehearsal === null) return
    setRefusal(null)
    const started = await attempt('imports.commit', { planId: rehearsal.planId })
    if (started.ok) setJobId(started.value.jobId)
    else setRefusal(started.error)
  }

  return {
    step,
    file,
    isReading,
    targets,
    unreadable,
    refusal,
    job,
    isWorking: jobId !== null,
    rehearsal,
    result,
    goTo: (next) => {
      setRefusal(null)
      setStep(next)
    },
    open,
    forget: () => {
      setFile(null)
      setRefusal(null)
      setRehearsal(null)
      setStep('read')
    },
    setTarget: (index, target) =>
      setTargets((now) => now.map((one, at) => (at === index ? target : one))),
    setUnreadable,
    rehearse,
    commit,
    cancel: () => {
      if (jobId !== null) void attempt('jobs.cancel', { id: jobId })
    },
  }
}
