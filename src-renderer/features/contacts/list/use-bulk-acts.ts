import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Output } from '#shared/contract/index.ts'
import type { JobId, OperationId, TagId } from '#shared/domain/ids.ts'
import type { Stage } from '#shared/domain/stages.ts'
import type { ContactSelection } from '../contact-types.ts'
import { useSayDone } from '../use-say-done.ts'

/** A bulk act that goes on in the background. */
export interface RunningAct {
  readonly jobId: JobId
  /** What it is called, in the language of the moment. */
  readonly label: () => string
  readonly say: (count: number) => string
}

/** Acts on many contacts at once; each is one operation, undone as one. */
export interface BulkActs {
  readonly running: RunningAct | null
  addTag(selection: ContactSelection, name: string): Promise<void>
  removeTag(selection: ContactSelection, tag: { id: TagId; name: string }): Promise<void>
  setStage(selection: ContactSelection, stage: Stage | null): Promise<void>
  delete(selection: ContactSelection, name: string | null): Promise<void>
  /** To be called when the background job has ended. */
  end(job: Output<'jobs.get'>): void
}

const readOutcome = (outcome: unknown): { count: number; operationId: OperationId | null } => {
  const facts = typeof outcome === 'object' && outcome !== null ? outcome : {}
  const changed = 'changed' in facts && typeof facts.changed === 'number' ? facts.changed : 0
  const id =
    'operationId' in facts && typeof facts.operationId === 'number' ? facts.operationId : null
  // A job's outcome carries the operation's id as a number.
  return { count: changed, operationId: id as OperationId | null }
}

/** Bulk acts with their toasts. */
export const useBulkActs = (): BulkActs => {
  const { t } = useTranslation(['contacts', 'common'])
  const say = useSayDone()
  const [running, setRunning] = useState<RunningAct | null>(null)

  type Done = Pick<Output<'contacts.delete'>, 'operationId' | 'changed' | 'jobId'>
  const settle = (
    result: { ok: true; value: Done } | { ok: false; error: { code: string } },
    act: { label: () => string; say: (count: number) => string },
  ): void => {
    if (!result.ok) say.failed(result.error.code)
    // The contract gives job ids as plain integers.
    else if (result.value.jobId !== null) setRunning({ ...act, jobId: result.value.jobId as JobId })
    else say.done(() => act.say(result.value.changed), result.value.operationId)
  }
  return {
    running,
    addTag: async (selection, name) =>
      settle(await attempt('contacts.addTag', { selection, name }), {
        label: () => t('bulk.tag'),
        say: (count) => t('toast.tagged', { count, tag: name }),
      }),
    removeTag: async (selection, tag) =>
      settle(await attempt('contacts.removeTag', { selection, tagId: tag.id }), {
        label: () => t('bulk.untag'),
        say: (count) => t('toast.untagged', { count, tag: tag.name }),
      }),
    setStage: async (selection, stage) =>
      settle(await attempt('contacts.setStage', { selection, stage }), {
        label: () => t('bulk.stage'),
        say: (count) =>
          stage === null
            ? t('toast.unstaged', { count })
            : t('toast.staged', { count, stage: t(`common:stages.${stage}`) }),
      }),
    delete: async (selection, name) =>
      settle(await attempt('contacts.delete', { selection }), {
        label: () => t('bulk.delete'),
        say: (count) =>
          name === null ? t('toast.deleted', { count }) : t('toast.deletedName', { name }),
      }),
    end: (job) => {
      const act = running
      setRunning(null)
      if (act === null) return
      const outcome = readOutcome(job.outcome)
      if (job.status === 'done') say.done(() => act.say(outcome.count), outcome.operationId)
      else if (job.status === 'cancelled') showToast({ text: () => t('toast.cancelled') })
      else say.failed('bug')
    },
  }
}
