import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { InlineDate } from '#renderer/ui/inline-field/inline-date.tsx'
import { InlineMoney } from '#renderer/ui/inline-field/inline-money.tsx'
import { InlineNumber } from '#renderer/ui/inline-field/inline-number.tsx'
import { InlineSelect } from '#renderer/ui/inline-field/inline-select.tsx'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import type { PartialDate } from '#renderer/ui/inline-field/partial-date.ts'
import { PanelSection } from '#renderer/ui/side-panel.tsx'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import { dayFromParts, partsOfDay } from '#shared/domain/time.ts'
import type { ContactRecord } from '../contact-types.ts'
import { useOutcome } from '../use-save.ts'
import { openAddress } from './channels.tsx'
import { FactRow } from './fact-row.tsx'
import { AddFact, type Adding, useOptionalFacts } from './optional-facts.tsx'
import { webAddress } from './reach.ts'

type Field = Output<'customFields.list'>['fields'][number]
type Value = NonNullable<Input<'contacts.setCustomValue'>['value']>

const dayOf = (date: PartialDate): Value | null => {
  const day = date.year === null ? null : dayFromParts(date.year, date.month, date.day)
  return day === null ? null : { type: 'date', value: day }
}

const CustomField = ({
  record,
  field,
  value,
  adding,
}: {
  record: ContactRecord
  field: Field
  value: Value | null
  adding: Adding
}) => {
  const { t } = useTranslation(['contacts', 'common'])
  const formats = useFormats()
  const ownCurrency = useViewLocale((locale) => locale.currency)
  const outcome = useOutcome()
  const save = (next: Value | null) =>
    outcome(
      attempt('contacts.setCustomValue', { contactId: record.id, fieldId: field.id, value: next }),
    )
  const label = field.name
  switch (field.type) {
    case 'text':
      return (
        <InlineText
          {...adding}
          label={label}
          value={value?.type === 'text' ? value.value : null}
          onSave={(text) => save(text === null ? null : { type: 'text', value: text })}
        />
      )
    case 'link': {
      const link = value?.type === 'link' ? value.value : null
      const address = link === null ? null : webAddress(link)
      return (
        <FactRow
          label={label}
          menuLabel={t('facts.moreOf', { value: label })}
          acts={
            address === null
              ? []
              : [{ label: t('point.open.link'), onAct: () => openAddress(address) }]
          }
        >
          <InlineText
            {...adding}
            label={label}
            withLabel={false}
            type="url"
            value={link}
            onSave={(text) => save(text === null ? null : { type: 'link', value: text })}
          />
        </FactRow>
      )
    }
    case 'number':
      return (
        <InlineNumber
          {...adding}
          label={label}
          value={value?.type === 'number' ? value.value : null}
          format={formats.number}
          onSave={(number) => save(number === null ? null : { type: 'number', value: number })}
        />
      )
    case 'money':
      return (
        <InlineMoney
          {...adding}
          label={label}
          currency={ownCurrency}
          value={value?.type === 'money' ? value : null}
          onSave={(money) => save(money === null ? null : { type: 'money', ...money })}
        />
      )
    case 'date':
      return (
        <InlineDate
          {...adding}
          label={label}
          requiresYear
          value={value?.type === 'date' ? partsOfDay(value.value) : null}
          onSave={(date) => save(date === null ? null : dayOf(date))}
        />
      )
    case 'boolean':
      return (
        <InlineSelect
          {...adding}
          label={label}
          options={[
            { value: 'yes', label: t('common:yes') },
            { value: 'no', label: t('common:no') },
          ]}
          value={value?.type === 'boolean' ? (value.value ? 'yes' : 'no') : null}
          onSave={(answer) =>
            save(answer === null ? null : { type: 'boolean', value: answer === 'yes' })
          }
        />
      )
    case 'choice':
      return (
        <InlineSelect<string>
          {...adding}
          label={label}
          options={field.options.map((option) => ({ value: option, label: option }))}
          value={value?.type === 'choice' ? value.value : null}
          onSave={(option) => save(option === null ? null : { type: 'choice', value: option })}
        />
      )
  }
}

/** The fields the owner added in the settings. */
export const FieldFacts = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation('contacts')
  const answer = useApiQuery('customFields.list', {})
  const fields = answer.data?.fields ?? []
  const { lines, acts } = useOptionalFacts(
    fields.map((field) => {
      const value = record.customValues.find((one) => one.fieldId === field.id)?.value ?? null
      return {
        id: String(field.id),
        label: field.name,
        isSet: value !== null,
        field: (adding) => (
          <CustomField record={record} field={field} value={value} adding={adding} />
        ),
      }
    }),
  )
  if (fields.length === 0) return null
  return (
    <PanelSection
      title={t('facts.fields')}
      aside={<AddFact label={t('facts.addFact')} acts={acts} />}
    >
      {lines}
    </PanelSection>
  )
}
