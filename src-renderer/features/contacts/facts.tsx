import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { FieldRow } from '#renderer/ui/inline-field/field-row.tsx'
import { InlineSelect } from '#renderer/ui/inline-field/inline-select.tsx'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import { PanelSection, SidePanel } from '#renderer/ui/side-panel.tsx'
import type { ContactRecord } from './contact-types.ts'
import { AddressFacts } from './fact-addresses.tsx'
import { CompanyFacts } from './fact-company.tsx'
import { DateFacts } from './fact-dates.tsx'
import { FieldFacts } from './fact-fields.tsx'
import { PointFacts } from './fact-points.tsx'
import { RelationFacts } from './fact-relations.tsx'
import { RhythmFactsSection } from './fact-rhythm.tsx'
import classes from './facts.module.css'
import { useSaveContact } from './use-save.ts'

const importances = ['1', '2', '3'] as const

const StageHistory = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation(['contacts', 'common'])
  const formats = useFormats()
  if (record.stageHistory.length === 0) return null
  return (
    <FieldRow label={t('facts.stageHistory')}>
      {record.stageHistory.map((change) => (
        <div key={`${change.at}-${change.stage}`}>
          {change.stage === null ? t('stagePicker.none') : t(`common:stages.${change.stage}`)}{' '}
          <span className={classes.quiet}>{formats.day(formats.dayOf(change.at))}</span>
        </div>
      ))}
    </FieldRow>
  )
}

const MoreFacts = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation(['contacts', 'common'])
  const formats = useFormats()
  const save = useSaveContact(record.id)
  const importance = importances.find((one) => Number(one) === record.importance) ?? null
  return (
    <PanelSection title={t('facts.more')}>
      <InlineText
        label={t('facts.source')}
        value={record.source}
        onSave={(source) => save({ source })}
      />
      <InlineSelect
        label={t('facts.importance')}
        value={importance}
        options={importances.map((value) => ({ value, label: t(`importance.${value}`) }))}
        onSave={(value) => save({ importance: value === null ? null : Number(value) })}
      />
      <InlineText
        label={t('facts.notes')}
        multiline
        value={record.notes}
        onSave={(notes) => save({ notes })}
      />
      <InlineText
        label={t('facts.name')}
        required
        value={record.displayName}
        onSave={(displayName) =>
          displayName === null ? Promise.resolve(undefined) : save({ displayName })
        }
      />
      {record.kind === 'person' && (
        <>
          <InlineText
            label={t('facts.givenName')}
            value={record.givenName}
            onSave={(givenName) => save({ givenName })}
          />
          <InlineText
            label={t('facts.familyName')}
            value={record.familyName}
            onSave={(familyName) => save({ familyName })}
          />
          <InlineText
            label={t('facts.nickname')}
            value={record.nickname}
            onSave={(nickname) => save({ nickname })}
          />
        </>
      )}
      <StageHistory record={record} />
      <FieldRow label={t('facts.created')}>
        {formats.day(formats.dayOf(record.createdAt), 'long')}
      </FieldRow>
    </PanelSection>
  )
}

/** Everything known about somebody: plain text until it is clicked. */
export const Facts = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation('contacts')
  return (
    <SidePanel label={t('facts.label')} facts>
      <PointFacts record={record} />
      <RhythmFactsSection record={record} />
      <CompanyFacts record={record} />
      <RelationFacts record={record} />
      <DateFacts record={record} />
      <AddressFacts record={record} />
      <FieldFacts record={record} />
      <MoreFacts record={record} />
    </SidePanel>
  )
}
