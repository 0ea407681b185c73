import type { TFunction } from 'i18next'
import type { ContactRecord } from './contact-types.ts'

/** Role, company and city of somebody as one line: "Owner, Lumen Studio · Lisbon". */
export const roleWords = (
  record: Pick<ContactRecord, 'jobTitle' | 'company' | 'addresses'>,
  t: TFunction<'contacts'>,
): string => {
  const { jobTitle, company } = record
  const place =
    jobTitle !== null && company !== null
      ? t('record.role', { role: jobTitle, company: company.name })
      : (jobTitle ?? company?.name ?? null)
  const city = record.addresses.find((address) => address.city !== null)?.city ?? null
  return [place, city].filter((part) => part !== null).join(' · ')
}
