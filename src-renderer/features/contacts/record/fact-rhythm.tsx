import { Button, NumberInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { RhythmLine } from '#renderer/ui/rhythm-line.tsx'
import { PanelSection } from '#renderer/ui/side-panel.tsx'
import { TextButton } from '#renderer/ui/text-button.tsx'
import type { ContactRecord } from '../contact-types.ts'
import { useSayDone } from '../use-say-done.ts'
import factClasses from './facts.module.css'
import classes from './rhythm.module.css'
import { RhythmWords, useGlue } from './rhythm-words.tsx'

const startDays = 30

const useSource = (): ((agreed: NonNullable<ContactRecord['rhythm']['agreed']>) => string) => {
  const { t } = useTranslation(['rhythms', 'contacts'])
  return (agreed) => {
    if (agreed.source === 'contact') return t('setBy.contact')
    if (agreed.source === 'tag') return t('setBy.tag', { name: agreed.sourceName ?? '' })
    const level = agreed.sourceId === 1 ? '1' : agreed.sourceId === 2 ? '2' : '3'
    return t('setBy.importance', { name: t(`contacts:importance.${level}`) })
  }
}

const RhythmForm = ({ record, onClose }: { record: ContactRecord; onClose: () => void }) => {
  const { t } = useTranslation(['rhythms', 'common'])
  const say = useSayDone()
  const { agreed } = record.rhythm
  const [days, setDays] = useState<string | number>(agreed?.everyDays ?? startDays)
  const isOwn = agreed?.source === 'contact'
  const set = async (everyDays: number | null): Promise<void> => {
    const result = await attempt('rhythms.set', { target: { contactId: record.id }, everyDays })
    if (!result.ok) return say.failed(result.error.code)
    onClose()
    say.done(
      () => (everyDays === null ? t('toast.removed') : t('toast.set')),
      result.value.operationId,
    )
  }
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault()
    const count = Number(days)
    if (Number.isInteger(count) && count >= 1 && count <= 3650) void set(count)
  }
  return (
    <form
      className={factClasses.form}
      onSubmit={handleSubmit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <NumberInput
        label={t('form.everyDays')}
        description={t('form.forThis', { name: record.displayName })}
        // The form was just opened to type in it.
        autoFocus
        min={1}
        max={3650}
        allowDecimal={false}
        value={days}
        onChange={setDays}
      />
      <div className={factClasses.foot}>
        <Button type="submit" variant="default">
          {t('form.save')}
        </Button>
        {isOwn && (
          <Button variant="subtle" onClick={() => void set(null)}>
            {t('form.none')}
          </Button>
        )}
        <Button variant="subtle" onClick={onClose}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  )
}

/** The rhythm: the line, the sentence, where it comes from, and the way to change it. */
export const RhythmFactsSection = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation('rhythms')
  const sourceOf = useSource()
  const glue = useGlue()
  const [isEditing, setEditing] = useState(false)
  const { agreed } = record.rhythm
  return (
    <PanelSection title={t('rhythm')}>
      <RhythmLine {...record.rhythm} size="wide" />
      <p className={classes.words}>
        <RhythmWords rhythm={record.rhythm} prefers="agreed" />
        {glue}
        {agreed !== null && <span className="kith-quiet">{`${sourceOf(agreed)}${glue}`}</span>}
        {!isEditing && (
          <TextButton onClick={() => setEditing(true)}>
            {agreed === null ? t('set') : t('change')}
          </TextButton>
        )}
      </p>
      {isEditing && <RhythmForm record={record} onClose={() => setEditing(false)} />}
    </PanelSection>
  )
}
