import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import type { Input } from '#shared/contract/index.ts'
import classes from './step-dialogs.module.css'
import { StepField } from './step-field.tsx'
import type { PlanRef } from './step-store.ts'
import { useReadStep } from './use-read-step.ts'
import { useSayDone } from './use-say-done.ts'

type Recurrence = NonNullable<Input<'followUps.create'>['recurrence']>
const units = ['day', 'week', 'month', 'year'] as const satisfies readonly Recurrence['unit'][]
const priorities = ['0', '1', '2'] as const

const isUnit = (value: string | null): value is Recurrence['unit'] =>
  units.some((unit) => unit === value)

/** Plans a next step: words with a day in them, why, how urgent, how often. */
export const PlanDialog = ({ plan, onClose }: { plan: PlanRef; onClose: () => void }) => {
  const { t } = useTranslation('follow-ups')
  const say = useSayDone()
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [priority, setPriority] = useState<string>('0')
  const [unit, setUnit] = useState<string>('none')
  const [every, setEvery] = useState<string | number>(1)
  const [mode, setMode] = useState<string>('after-completion')
  const { read, readNow } = useReadStep(text)

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const step = await readNow(text)
    if (step === null) return
    const result = await attempt('followUps.create', {
      contactId: plan.contact.id,
      title: step.title,
      dueDay: step.dueDay,
      dueTime: step.dueTime,
      priority: Number(priority),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(isUnit(unit)
        ? {
            recurrence: {
              mode: mode === 'fixed' ? 'fixed' : 'after-completion',
              every: Math.max(1, Number(every) || 1),
              unit,
            },
          }
        : {}),
    })
    if (!result.ok) return say.failed(result.error.code)
    onClose()
    say.done(
      (current) => t('toast.planned', { day: current.day(step.dueDay, 'weekday') }),
      result.value.operationId,
    )
  }
  return (
    <Dialog title={t('plan')} isOpen onClose={onClose} size={480}>
      <form className={classes.form} onSubmit={(event) => void save(event)}>
        <StepField
          label={t('form.title')}
          placeholder={t('planPlaceholder')}
          text={text}
          read={read}
          isFirst
          onChange={setText}
        />
        <TextInput
          label={t('form.reason')}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className={classes.row}>
          <Select
            label={t('form.priority')}
            w={140}
            allowDeselect={false}
            data={priorities.map((value) => ({ value, label: t(`form.priorities.${value}`) }))}
            value={priority}
            onChange={(value) => setPriority(value ?? '0')}
          />
          <Select
            label={t('form.repeat')}
            w={150}
            allowDeselect={false}
            data={[
              { value: 'none', label: t('form.repeatNone') },
              ...units.map((value) => ({
                value,
                label: t(`recurring.${value}`, { count: Number(every) || 1 }),
              })),
            ]}
            value={unit}
            onChange={(value) => setUnit(value ?? 'none')}
          />
          {unit !== 'none' && (
            <>
              <NumberInput
                label={t('form.every')}
                w={80}
                min={1}
                max={1000}
                value={every}
                onChange={setEvery}
              />
              <Select
                label={t('form.counted')}
                w={200}
                allowDeselect={false}
                data={[
                  { value: 'after-completion', label: t('form.after') },
                  { value: 'fixed', label: t('form.fixed') },
                ]}
                value={mode}
                onChange={(value) => setMode(value ?? 'after-completion')}
              />
            </>
          )}
        </div>
        <div className={classes.row} style={{ justifyContent: 'flex-end' }}>
          <Button type="submit">{t('plan')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
