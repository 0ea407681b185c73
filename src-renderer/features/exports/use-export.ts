import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt, currentTransport } from '#renderer/api/client.ts'
import { failureCodeOf, useFailureWords } from '#renderer/ui/failure-words.ts'
import { exportOutcome, type exportWritten } from '#shared/contract/exports.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import type { JobId } from '#shared/domain/ids.ts'

type Written = ReturnType<typeof exportWritten.parse>

/** An export from asking to the file in hand. */
export interface Export {
  /** The job at work; null before and after. */
  readonly jobId: JobId | null
  readonly written: Written | null
  /** What went wrong, in words. */
  readonly problem: string | null
  start(input: Input<'exports.create'>): Promise<void>
  /** Takes what the job came to, and hands the file over. */
  end(job: Output<'jobs.get'>): void
  cancel(): void
  /** Hands the file over once more. */
  save(): void
}

interface State {
  readonly jobId: JobId | null
  readonly written: Written | null
  readonly problem: string | null
}

const nothing: State = { jobId: null, written: null, problem: null }

/** Runs an export and hands the file over as soon as it is written. */
export const useExport = (): Export => {
  const { t } = useTranslation('exports')
  const words = useFailureWords()
  const [state, setState] = useState(nothing)
  const { jobId, written } = state

  const fail = (problem: string): void => setState({ ...nothing, problem })
  const save = (file: Written): void =>
    void currentTransport()
      .download(file.file, file.fileName)
      .catch(() => fail(t('lost')))

  return {
    ...state,
    start: async (input) => {
      setState(nothing)
      const result = await attempt('exports.create', input)
      if (result.ok) return setState({ ...nothing, jobId: result.value.jobId })
      const { error } = result
      if (error.code === 'nothing-to-export') return fail(t('nothing'))
      if (error.code === 'too-many-rows') return fail(t('tooMany', error.data))
      fail(words(error.code))
    },
    end: (job) => {
      if (job.status === 'failed') return fail(words(failureCodeOf(job.outcome)))
      if (job.status !== 'done') return setState(nothing)
      const outcome = exportOutcome.parse(job.outcome)
      if (outcome.code === 'text-too-long') return fail(t('tooLong', outcome))
      if (outcome.code === 'too-many-columns') return fail(t('tooWide', outcome))
      setState({ ...nothing, written: outcome })
      save(outcome)
    },
    cancel: () => {
      if (jobId !== null) void attempt('jobs.cancel', { id: jobId })
    },
    save: () => {
      if (written !== null) save(written)
    },
  }
}
