import { NumberInput, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Input, Output } from '#shared/contract/index.ts'
import classes from './step-dialogs.module.css'

type Step = Output<'followUps.list'>['followUps'][number]
type Recurrence = NonNullable<Step['recurrence']>

const units = ['day', 'week', 'month', 'year'] as const satisfies readonly Recurrence['unit'][]
const priorities = ['0', '1', '2'] as const

const isUnit = (value: string | null): value is Recurrence['unit'] =>
  units.some((unit) => unit === value)

/** Why a step is taken, how urgent it is and how often it comes back, as it is typed. */
export interface TypedDetails {
  readonly reason: string
  readonly priority: string
  /** A unit of time, or `none` for a step that is taken once. */
  readonly unit: string
  readonly every: string | number
  readonly mode: string
}

/** What is typed of a step that exists, or before anything is typed. */
export const detailsOf = (step: Step | null): TypedDetails => ({
  reason: step?.reason ?? '',
  priority: String(step?.priority ?? 0),
  unit: step?.recurrence?.unit ?? 'none',
  every: step?.recurrence?.every ?? 1,
  mode: step?.recurrence?.mode ?? 'after-completion',
})

/** The typed details as the application takes them. */
export const detailsInput = (
  typed: TypedDetails,
): Required<Pick<Input<'followUps.create'>, 'reason' | 'priority' | 'recurrence'>> => ({
  reason: typed.reason.trim() === '' ? null : typed.reason.trim(),
  priority: Number(typed.priority),
  recurrence: isUnit(typed.unit)
    ? {
        mode: typed.mode === 'fixed' ? 'fixed' : 'after-completion',
        every: Math.max(1, Number(typed.every) || 1),
        unit: typed.unit,
      }
    : null,
})

/** The fields below what and when: why, how urgent, how often. */
export const StepDetails = ({
  typed,
  onChange,
}: {
  typed: TypedDetails
  onChange: (part: Partial<TypedDetails>) => void
}) => {
  const { t } = useTranslation('follow-ups')
  return (
    <>
      <TextInput
        label={t('form.reason')}
        maxLength={500}
        value={typed.reason}
        onChange={(event) => onChange({ reason: event.target.value })}
      />
      <div className={classes.row}>
        <Select
          label={t('form.priority')}
          w={140}
          allowDeselect={false}
          data={priorities.map((value) => ({ value, label: t(`form.priorities.${value}`) }))}
          value={typed.priority}
          onChange={(value) => onChange({ priority: value ?? '0' })}
        />
        <Select
          label={t('form.repeat')}
          w={150}
          allowDeselect={false}
          data={[
            { value: 'none', label: t('form.repeatNone') },
            ...units.map((value) => ({
              value,
              label: t(`recurring.${value}`, { count: Number(typed.every) || 1 }),
            })),
          ]}
          value={typed.unit}
          onChange={(value) => onChange({ unit: value ?? 'none' })}
        />
        {typed.unit !== 'none' && (
          <>
            <NumberInput
              label={t('form.every')}
              w={80}
              min={1}
              max={1000}
              value={typed.every}
              onChange={(every) => onChange({ every })}
            />
            <Select
              label={t('form.counted')}
              w={200}
              allowDeselect={false}
              data={[
                { value: 'after-completion', label: t('form.after') },
                { value: 'fixed', label: t('form.fixed') },
              ]}
              value={typed.mode}
              onChange={(value) => onChange({ mode: value ?? 'after-completion' })}
            />
          </>
        )}
      </div>
    </>
  )
}
