import type { z } from 'zod'
import type { CustomFieldsTable, CustomValuesTable } from '#main/db/schema.ts'
import type { customValue } from '#shared/contract/contact-parts.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'

/** A typed value of a custom field. */
export type CustomValue = z.output<typeof customValue>

/** The columns of `custom_values` that hold a value; all but its own are null. */
export type CustomColumns = Pick<
  CustomValuesTable,
  'text_value' | 'number_value' | 'integer_value' | 'currency'
>

/** A stored value with its field's type. */
export interface StoredCustomValue {
  readonly type: CustomFieldsTable['type']
  readonly textValue: string | null
  readonly numberValue: number | null
  readonly integerValue: number | null
  readonly currency: string | null
}

const blank: CustomColumns = {
  text_value: null,
  number_value: null,
  integer_value: null,
  currency: null,
}

/** The columns in which a value is stored. */
export const customColumns = (value: CustomValue): CustomColumns => {
  switch (value.type) {
    case 'number':
      return { ...blank, number_value: value.value }
    case 'money':
      return { ...blank, integer_value: value.amountMinor, currency: value.currency }
    case 'boolean':
      return { ...blank, integer_value: value.value ? 1 : 0 }
    case 'text':
    case 'date':
    case 'choice':
    case 'link':
      return { ...blank, text_value: value.value }
  }
}

/** The value as the contract shows it; null when its columns do not hold one of that type. */
export const readCustomValue = (stored: StoredCustomValue): CustomValue | null => {
  const { type, textValue, numberValue, integerValue, currency } = stored
  switch (type) {
    case 'number':
      return numberValue === null ? null : { type, value: numberValue }
    case 'money':
      return integerValue === null || currency === null
        ? null
        : { type, amountMinor: integerValue, currency }
    case 'boolean':
      return integerValue === null ? null : { type, value: integerValue === 1 }
    case 'date':
      // Stored only after the contract had parsed it as a day.
      return textValue === null ? null : { type, value: textValue as CalendarDate }
    case 'text':
    case 'choice':
    case 'link':
      return textValue === null ? null : { type, value: textValue }
  }
}

/** Whether a value may stand in a field: of its type, and for a choice one of its options. */
export const fitsField = (
  value: CustomValue,
  field: { readonly type: CustomFieldsTable['type']; readonly options: readonly string[] },
): boolean =>
  value.type === field.type && (value.type !== 'choice' || field.options.includes(value.value))
