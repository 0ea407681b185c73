import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Plan } from '../when/use-plan.ts'
import { useCheckWords } from './check-words.ts'
import type { ComposerParts } from './composer-parts.ts'
import { groupChecks, readyOf } from './group-checks.ts'
import type { Draft } from './use-draft.ts'
import type { People } from './use-people.ts'
import type { Send } from './use-send.ts'

interface Written {
  readonly parts: ComposerParts
  readonly people: People
  readonly draft: Draft
  readonly plan: Plan
  readonly isEditable: boolean
  readonly canSend: boolean
  readonly send: Send
}

/** What the first button and Ctrl+Enter do: the mails leave, or another program takes over. */
export const useGoOn = (written: Written): (() => Promise<void>) => {
  const { parts, people, draft, plan, isEditable, canSend, send } = written
  const { t } = useTranslation('emails')
  const failures = useFailureWords()
  const checkWords = useCheckWords()
  const handOver = async (): Promise<void> => {
    if (!isEditable) return
    const own = await draft.ensure()
    if (own !== null) await send.asFile(people.shown.emailId ?? own)
  }
  // Checked anew: what is shown may be about words before the last ones.
  const sendAll = async (): Promise<void> => {
    if (!isEditable || send.isBusy) return
    const own = await draft.ensure()
    if (own === null) return
    const kept = people.recipients.map((one) => ({ ...one, emailId: one.emailId ?? own }))
    const all = kept.map(({ emailId }) => emailId)
    const isMany = people.recipients.length > 1
    // One that is written to by itself is meant.
    const isMeant = plan.toEach || (!isMany && (parts.email?.batch ?? null) !== null)
    const how = { when: plan.when, ...(isMeant ? { toEach: true } : {}) }
    const checked = await attempt('emails.check', { ids: all, ...how })
    if (!checked.ok) return showToast({ text: failures(checked.error.code) })
    const ids = readyOf(kept, checked.value.checks).map(({ emailId }) => emailId)
    if (ids.length === 0) {
      const [first] = groupChecks(checked.value.checks, kept)
      const reason = first === undefined ? '' : checkWords.full(first, kept.length)
      return showToast({ text: t('toast.nothingReady', { reason }) })
    }
    const { name } = people.shown
    const { unlessAnswered } = plan
    const isGoing = await send.schedule({ ids, ...how, unlessAnswered, name })
    if (isGoing) parts.onLeave()
  }
  return canSend ? sendAll : handOver
}
