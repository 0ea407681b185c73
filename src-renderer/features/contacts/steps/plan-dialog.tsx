import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { submitTo, useOneAtATime } from '#renderer/ui/one-at-a-time.ts'
import { useDraft } from '../draft-store.ts'
import { useSayDone } from '../use-say-done.ts'
import { detailsInput, detailsOf, StepDetails } from './step-details.tsx'
import classes from './step-dialogs.module.css'
import { StepField } from './step-field.tsx'
import type { PlanRef } from './step-store.ts'
import { useReadStep } from './use-read-step.ts'

const nothingTyped = { text: '', ...detailsOf(null) }

/** Plans a next step: words with a day in them, why, how urgent, how often. */
export const PlanDialog = ({ plan, onClose }: { plan: PlanRef; onClose: () => void }) => {
  const { t } = useTranslation('follow-ups')
  const say = useSayDone()
  const { typed, change, settle } = useDraft(`plan:${plan.contact.id}`, nothingTyped)
  const { read, readNow } = useReadStep(typed.text)

  const save = useOneAtATime(async () => {
    const step = await readNow(typed.text)
    if (step === null) return
    const result = await attempt('followUps.create', {
      contactId: plan.contact.id,
      title: step.title,
      dueDay: step.dueDay,
      dueTime: step.dueTime,
      ...detailsInput(typed),
    })
    if (!result.ok) return say.failed(result.error.code)
    settle(typed)
    onClose()
    say.done(
      (current) => t('toast.planned', { day: current.day(step.dueDay, 'weekday') }),
      result.value.operationId,
    )
  })
  return (
    <Dialog title={t('plan')} isOpen onClose={onClose} size={480}>
      <form className={classes.form} onSubmit={submitTo(save)}>
        <StepField
          label={t('form.title')}
          placeholder={t('planPlaceholder')}
          text={typed.text}
          read={read}
          isFirst
          onChange={(text) => change({ text })}
        />
        <StepDetails typed={typed} onChange={change} />
        <div className={classes.row} style={{ justifyContent: 'flex-end' }}>
          <Button type="submit">{t('plan')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
