import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import { submitTo, useOneAtATime } from '#renderer/ui/one-at-a-time.ts'
import { PanelSection } from '#renderer/ui/side-panel.tsx'
import { linkService, messengerService } from '#shared/contract/contact-parts.ts'
import type { Input } from '#shared/contract/index.ts'
import { cutExtension } from '#shared/domain/phone-extension.ts'
import type { ContactPoint, ContactRecord } from '../contact-types.ts'
import { useOutcome } from '../use-save.ts'
import { useSayDone } from '../use-say-done.ts'
import { knownService, openAddress } from './channels.tsx'
import { useReachFacts } from './fact-reach.tsx'
import { FactRow } from './fact-row.tsx'
import classes from './facts.module.css'
import { AddFact, useOptionalFacts } from './optional-facts.tsx'
import { addressOf, guessPointKind, guessService } from './reach.ts'
import { useMailWish } from './use-mail-wish.ts'

type PointInput = Input<'contacts.addPoint'>['point']

const kinds = ['phone', 'email', 'messenger', 'link'] as const

const usePointLabel = (): ((point: ContactPoint) => string) => {
  const { t } = useTranslation('contacts')
  return (point) => {
    if (point.label !== null) return point.label
    if (point.kind === 'phone' || point.kind === 'email') return t(`point.${point.kind}`)
    return point.service === null
      ? t(`point.${point.kind}`)
      : t(`service.${knownService(point.service)}`)
  }
}

const PointValue = ({ point }: { point: ContactPoint }) => {
  const { t } = useTranslation('contacts')
  const { extension } = cutExtension(point.raw)
  const notes = [
    point.isInvalid ? t('point.isInvalid') : null,
    point.sharedWith > 0 ? t('point.shared', { count: point.sharedWith }) : null,
    point.noMail === null ? null : t(`point.noMail.${point.noMail}`),
  ].filter((note) => note !== null)
  return (
    <>
      <span className={point.isInvalid ? classes.struck : undefined}>
        {point.formatted ?? point.raw}
        {point.formatted !== null && extension !== null && ` ${extension}`}
      </span>
      {notes.length > 0 && <span className="kith-quiet">{` ${notes.join(' · ')}`}</span>}
    </>
  )
}

const Point = ({ point, label }: { point: ContactPoint; label: string }) => {
  const { t } = useTranslation('contacts')
  const outcome = useOutcome()
  const say = useSayDone()
  const mailWish = useMailWish(point)
  const update = (patch: Omit<Input<'contacts.updatePoint'>, 'id'>) =>
    attempt('contacts.updatePoint', { id: point.id, ...patch })
  const remove = async (): Promise<void> => {
    const result = await attempt('contacts.removePoint', { id: point.id })
    if (result.ok) say.done(() => t('toast.removed', { what: point.raw }), result.value.operationId)
    else say.failed(result.error.code)
  }
  const address = addressOf(point)
  const isUnread = point.normalized === null && (point.kind === 'phone' || point.kind === 'email')
  return (
    <FactRow
      label={label}
      menuLabel={t('facts.moreOf', { value: point.raw })}
      acts={[
        ...(point.kind === 'email' || address === null
          ? []
          : [{ label: t(`point.open.${point.kind}`), onAct: () => openAddress(address) }]),
        ...(point.isPrimary
          ? []
          : [{ label: t('point.primary'), onAct: () => void update({ isPrimary: true }) }]),
        {
          label: point.isInvalid ? t('point.works') : t('point.invalid'),
          onAct: () => void update({ isInvalid: !point.isInvalid }),
        },
        ...mailWish,
        { label: t('point.remove'), isDeletion: true, onAct: () => void remove() },
      ]}
    >
      <InlineText
        label={label === '' ? t(`point.${point.kind}`) : label}
        withLabel={false}
        value={point.raw}
        display={<PointValue point={point} />}
        type={point.kind === 'phone' ? 'tel' : point.kind === 'email' ? 'email' : 'text'}
        onSave={(raw) => (raw === null ? remove() : outcome(update({ raw })))}
      />
      {isUnread && !point.isInvalid && (
        <p className={classes.warning}>
          {point.kind === 'phone' ? t('point.unreadPhone') : t('point.unreadEmail')}
        </p>
      )}
    </FactRow>
  )
}

const AddPoint = ({ record, onClose }: { record: ContactRecord; onClose: () => void }) => {
  const { t } = useTranslation(['contacts', 'common'])
  const say = useSayDone()
  const [raw, setRaw] = useState('')
  const [chosen, setChosen] = useState<PointInput['kind'] | null>(null)
  const [service, setService] = useState<string | null>(null)
  const kind = chosen ?? guessPointKind(raw)
  const services = kind === 'messenger' ? messengerService.options : linkService.options
  const isService = kind === 'messenger' || kind === 'link'
  const known = services.find((one) => one === (isService && (service ?? guessService(raw, kind))))
  const save = useOneAtATime(async () => {
    if (raw.trim() === '') return onClose()
    const result = await attempt('contacts.addPoint', {
      contactId: record.id,
      point: {
        kind,
        raw: raw.trim(),
        ...(isService ? { service: known ?? 'other' } : {}),
      },
    })
    if (result.ok) onClose()
    else say.failed(result.error.code)
  })
  return (
    <form
      className={classes.form}
      onSubmit={submitTo(save)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <TextInput
        label={t('point.value')}
        // The form was just opened to type in it.
        autoFocus
        maxLength={500}
        value={raw}
        onChange={(event) => setRaw(event.target.value)}
      />
      <div className={classes.pair}>
        <Select
          label={t('point.kind')}
          allowDeselect={false}
          data={kinds.map((one) => ({ value: one, label: t(`point.${one}`) }))}
          value={kind}
          onChange={(value) => setChosen(kinds.find((one) => one === value) ?? null)}
        />
        {isService && (
          <Select
            label={t('point.service')}
            allowDeselect={false}
            data={services.map((one) => ({ value: one, label: t(`service.${one}`) }))}
            value={known ?? 'other'}
            onChange={setService}
          />
        )}
      </div>
      <div className={classes.foot}>
        <Button type="submit" variant="default">
          {t('common:add')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  )
}

/** The ways to reach somebody, and how they like it. */
export const PointFacts = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation('contacts')
  const labelOf = usePointLabel()
  const [isAdding, setAdding] = useState(false)
  const points = [...record.points].sort(
    (one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind),
  )
  const labels = points.map(labelOf)
  const reach = useOptionalFacts(useReachFacts(record))
  return (
    <PanelSection
      title={t('facts.contact')}
      aside={
        <AddFact
          label={t('facts.addPoint', { name: record.displayName })}
          acts={[{ label: t('facts.pointKinds'), onAct: () => setAdding(true) }, ...reach.acts]}
        />
      }
    >
      {points.map((point, index) => (
        <Point
          key={point.id}
          point={point}
          label={labels[index] === labels[index - 1] ? '' : (labels[index] ?? '')}
        />
      ))}
      {isAdding && <AddPoint record={record} onClose={() => setAdding(false)} />}
      {reach.lines}
    </PanelSection>
  )
}
