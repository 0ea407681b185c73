import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { kindIcons } from '#renderer/ui/kind-icons.ts'
import { submitTo, useOneAtATime } from '#renderer/ui/one-at-a-time.ts'
import { Segmented } from '#renderer/ui/segmented.tsx'
import type { ToastWords } from '#renderer/ui/toast-store.ts'
import { type LoggedKind, loggedKinds } from '../contact-types.ts'
import { useDraft } from '../draft-store.ts'
import { useSayDone } from '../use-say-done.ts'
import classes from './step-dialogs.module.css'
import { StepField } from './step-field.tsx'
import type { StepRef } from './step-store.ts'
import { useReadStep } from './use-read-step.ts'

interface Typed {
  readonly outcome: string
  readonly kind: LoggedKind
  /** The step that comes after, in words. */
  readonly next: string
}

const nothingTyped: Typed = { outcome: '', kind: 'note', next: '' }

/** Done: how it went, what it was, and what comes next; Enter is enough. */
export const CompleteDialog = ({ step, onClose }: { step: StepRef; onClose: () => void }) => {
  const { t } = useTranslation(['follow-ups', 'activities', 'common'])
  const formats = useFormats()
  const say = useSayDone()
  const { typed, change, settle } = useDraft(`done:${step.id}`, nothingTyped)
  const { outcome, kind, next } = typed
  const { read, readNow } = useReadStep(next)
  const open = useApiQuery('followUps.list', { contactId: step.contact.id, status: 'open' })
  const others = open.data?.followUps.filter((other) => other.id !== step.id) ?? []
  const isRecurring = open.data?.followUps.some(
    (other) => other.id === step.id && other.recurrence !== null,
  )

  const save = useOneAtATime(async () => {
    const planned = next.trim() === '' ? null : await readNow(next)
    if (next.trim() !== '' && planned === null) return
    const result = await attempt('followUps.complete', {
      id: step.id,
      log: { kind },
      ...(outcome.trim() === '' ? {} : { outcome: outcome.trim() }),
      ...(planned === null
        ? {}
        : {
            nextStep: {
              title: planned.title,
              dueDay: planned.dueDay,
              ...(planned.dueTime === null ? {} : { dueTime: planned.dueTime }),
            },
          }),
    })
    if (!result.ok) return say.failed(result.error.code)
    settle(typed)
    onClose()
    const text: ToastWords = (current) =>
      planned === null
        ? t('toast.done', { title: step.title })
        : t('toast.doneNext', { day: current.day(planned.dueDay, 'weekday') })
    say.done(text, result.value.operationId)
  })
  return (
    <Dialog title={t('complete.title', { title: step.title })} isOpen onClose={onClose} size={480}>
      <form className={classes.form} onSubmit={submitTo(save)}>
        <TextInput
          label={t('complete.outcome')}
          placeholder={t('complete.outcomePlaceholder')}
          maxLength={300}
          data-autofocus
          value={outcome}
          onChange={(event) => change({ outcome: event.target.value })}
        />
        <Segmented
          label={t('complete.logAs')}
          wide
          value={kind}
          onChange={(one) => change({ kind: one })}
          segments={loggedKinds.map((one) => {
            const Icon = kindIcons[one]
            return {
              value: one,
              label: t(`activities:kind.${one}`),
              icon: <Icon size={15} stroke={1.6} aria-hidden="true" />,
            }
          })}
        />
        <div>
          <StepField
            label={t('complete.next')}
            placeholder={t('complete.nextPlaceholder')}
            text={next}
            read={read}
            onChange={(text) => change({ next: text })}
          />
          {next.trim() === '' && open.data !== undefined && !isRecurring && (
            <p className="kith-note">
              {others[0] === undefined
                ? t('complete.nothingPlanned', { name: step.contact.name })
                : t('then', {
                    title: others[0].title,
                    day: formats.day(others[0].dueDay, 'weekday'),
                  })}
            </p>
          )}
        </div>
        <div className={classes.row} style={{ justifyContent: 'space-between' }}>
          <p className="kith-note">{t('complete.saveHint')}</p>
          <Button type="submit">{t('complete.save')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
