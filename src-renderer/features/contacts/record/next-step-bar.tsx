import { Button } from '@mantine/core'
import { IconCircle, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { daysUntil, useFormats } from '#renderer/ui/format.ts'
import { ariaKeys, CommandKeyCap } from '#renderer/ui/key-cap.tsx'
import { MoreMenu } from '#renderer/ui/more-menu.tsx'
import type { ContactRecord } from '../contact-types.ts'
import { StepMenu } from '../steps/step-menu.tsx'
import { openStepDialog } from '../steps/step-store.ts'
import { useSayDone } from '../use-say-done.ts'
import classes from './record.module.css'

type Step = ContactRecord['nextSteps'][number]

const useDueWords = (): ((step: Step) => string) => {
  const { t } = useTranslation('follow-ups')
  const formats = useFormats()
  return (step) => {
    const days = daysUntil(step.dueDay, formats.today)
    const time = step.dueTime === null ? '' : ` ${step.dueTime}`
    const day = formats.day(step.dueDay, 'weekday') + time
    if (days < 0) return t('dueLate', { day, count: -days })
    if (days > 0) return t('due', { day })
    return step.dueTime === null ? t('dueToday') : t('dueTodayAt', { time: step.dueTime })
  }
}

const NothingPlanned = ({ onPlan }: { onPlan: () => void }) => {
  const { t } = useTranslation('follow-ups')
  return (
    <>
      <span className={classes.second}>{t('nothingPlanned')}</span>
      <span className={classes.stepActs}>
        <Button
          variant="subtle"
          aria-keyshortcuts={ariaKeys('person.plan')}
          leftSection={<IconPlus size={15} stroke={1.6} aria-hidden="true" />}
          rightSection={<CommandKeyCap command="person.plan" />}
          onClick={onPlan}
        >
          {t('plan')}
        </Button>
      </span>
    </>
  )
}

/** What is planned next; always in sight under the head. */
export const NextStepBar = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation('follow-ups')
  const formats = useFormats()
  const say = useSayDone()
  const navigate = useNavigate()
  const dueWords = useDueWords()
  const steps = record.nextSteps
  // Another than the first one, chosen in the menu of all.
  const [chosenId, setChosenId] = useState<Step['id'] | null>(null)
  const step = steps.find(({ id }) => id === chosenId) ?? steps[0]
  const then = step === undefined ? undefined : steps[steps.indexOf(step) + 1]
  const open = useApiQuery(
    'followUps.list',
    { contactId: record.id, status: 'open' },
    { enabled: step !== undefined },
  )
  const repeats = open.data?.followUps.find((one) => one.id === step?.id)?.recurrence ?? null
  const contact = { id: record.id, name: record.displayName }
  const plan = (): void => openStepDialog({ act: 'plan', plan: { contact, title: '' } })
  const ref = step === undefined ? undefined : { ...step, contact }
  const complete =
    ref === undefined ? undefined : () => openStepDialog({ act: 'complete', step: ref })
  const change = ref === undefined ? undefined : () => openStepDialog({ act: 'change', step: ref })
  const later = ref === undefined ? undefined : () => openStepDialog({ act: 'later', step: ref })
  const write = (): void =>
    void navigate({
      to: '/outbox/write',
      search: { contact: record.id, ...(step === undefined ? {} : { step: step.id }) },
    })
  useCommands({ 'person.done': complete, 'person.later': later, 'person.plan': plan })

  const end = async (how: 'skip' | 'delete'): Promise<void> => {
    if (step === undefined) return
    const result =
      how === 'skip'
        ? await attempt('followUps.skip', { id: step.id })
        : await attempt('followUps.delete', { id: step.id })
    if (!result.ok) return say.failed(result.error.code)
    const text = (): string =>
      how === 'skip' ? t('toast.skipped', { title: step.title }) : t('toast.deleted')
    say.done(text, result.value.operationId)
  }
  return (
    <section className={classes.step} aria-label={t('nextStep')}>
      <span className={classes.stepLabel}>{t('nextStep')}</span>
      {step === undefined ? (
        <NothingPlanned onPlan={plan} />
      ) : (
        <>
          <button
            type="button"
            className={classes.circle}
            aria-label={t('complete.title', { title: step.title })}
            onClick={complete}
          >
            <IconCircle size={18} stroke={1.4} aria-hidden="true" />
          </button>
          <button type="button" className={classes.stepTitle} title={t('change')} onClick={change}>
            {step.title}
          </button>
          <span
            className={classes.stepDue}
            data-late={daysUntil(step.dueDay, formats.today) < 0 || undefined}
          >
            {dueWords(step)}
          </span>
          {repeats !== null && (
            <span className={classes.stepThen}>
              {t(`recurring.${repeats.unit}`, { count: repeats.every })}
            </span>
          )}
          {then !== undefined && (
            <span className={classes.stepThen}>
              {t('then', { title: then.title, day: formats.day(then.dueDay) })}
            </span>
          )}
          {steps.length > 1 && (
            <StepMenu
              steps={steps}
              shown={step}
              dueWords={dueWords}
              onShow={({ id }) => setChosenId(id)}
            />
          )}
          <span className={classes.stepActs}>
            <Button
              variant="subtle"
              aria-keyshortcuts={ariaKeys('person.done')}
              rightSection={<CommandKeyCap command="person.done" />}
              onClick={complete}
            >
              {t('done')}
            </Button>
            <Button
              variant="subtle"
              aria-keyshortcuts={ariaKeys('person.later')}
              rightSection={<CommandKeyCap command="person.later" />}
              onClick={later}
            >
              {t('later')}
            </Button>
            <MoreMenu
              label={t('more')}
              acts={[
                ...(change === undefined ? [] : [{ label: t('change'), onAct: change }]),
                { label: t('planAnother'), keys: 'P', onAct: plan },
                { label: t('writeMail'), onAct: write },
                { label: t('skip'), onAct: () => void end('skip') },
                { label: t('delete'), isDeletion: true, onAct: () => void end('delete') },
              ]}
            />
          </span>
        </>
      )}
    </section>
  )
}
