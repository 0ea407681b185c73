import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { FieldRow } from '#renderer/ui/inline-field/field-row.tsx'
import { InlineSelect } from '#renderer/ui/inline-field/inline-select.tsx'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import { PanelSection, SidePanel } from '#renderer/ui/side-panel.tsx'
import type { ContactRecord } from '../contact-types.ts'
import { basedOnOf, useSaveContact } from '../use-save.ts'
import { AddressFacts } from './fact-addresses.tsx'
import { CompanyFacts } from './fact-company.tsx'
import { DateFacts } from './fact-dates.tsx'
import { FieldFacts } from './fact-fields.tsx'
import { PointFacts } from './fact-points.tsx'
import { RelationFacts } from './fact-relations.tsx'
import { RhythmFactsSection } from './fact-rhythm.tsx'
import { AddFact, type OptionalFact, useOptionalFacts } from './optional-facts.tsx'

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
          <span className="kith-quiet">{formats.day(formats.dayOf(change.at))}</span>
        </div>
      ))}
    </FieldRow>
  )
}

const useNameFacts = (record: ContactRecord): readonly OptionalFact[] => {
  const { t } = useTranslation('contacts')
  const save = useSaveContact(record.id)
  if (record.kind === 'company') return []
  return (['givenName', 'familyName', 'nickname'] as const).map((part) => ({
    id: part,
    label: t(`facts.${part}`),
    isSet: record[part] !== null,
    field: (adding) => (
      <InlineText
        {...adding}
        label={t(`facts.${part}`)}
        value={record[part]}
        onSave={(text) => save({ [part]: text })}
      />
    ),
  }))
}

const useKnownFacts = (record: ContactRecord): readonly OptionalFact[] => {
  const { t } = useTranslation('contacts')
  const save = useSaveContact(record.id)
  const importance = importances.find((one) => Number(one) === record.importance) ?? null
  return [
    {
      id: 'source',
      label: t('facts.source'),
      isSet: record.source !== null,
      field: (adding) => (
        <InlineText
          {...adding}
          label={t('facts.source')}
          value={record.source}
          onSave={(source) => save({ source })}
        />
      ),
    },
    {
      id: 'importance',
      label: t('facts.importance'),
      isSet: importance !== null,
      field: (adding) => (
        <InlineSelect
          {...adding}
          label={t('facts.importance')}
          value={importance}
          options={importances.map((value) => ({ value, label: t(`importance.${value}`) }))}
          onSave={(value) => save({ importance: value === null ? null : Number(value) })}
        />
      ),
    },
    {
      id: 'notes',
      label: t('facts.notes'),
      isSet: record.notes !== null,
      field: (adding) => (
        <InlineText
          {...adding}
          label={t('facts.notes')}
          multiline
          value={record.notes}
          onSave={(notes, since) =>
            save({ notes, ...(since === undefined ? {} : { basedOn: basedOnOf(since) }) })
          }
        />
      ),
    },
  ]
}

const MoreFacts = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation('contacts')
  const formats = useFormats()
  const save = useSaveContact(record.id)
  const known = useOptionalFacts(useKnownFacts(record))
  const names = useOptionalFacts(useNameFacts(record))
  return (
    <PanelSection
      title={t('facts.more')}
      aside={<AddFact label={t('facts.addFact')} acts={[...known.acts, ...names.acts]} />}
    >
      {known.lines}
      <InlineText
        label={t('facts.name')}
        required
        value={record.displayName}
        onSave={(displayName) =>
          displayName === null ? Promise.resolve(undefined) : save({ displayName })
        }
      />
      {names.lines}
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
