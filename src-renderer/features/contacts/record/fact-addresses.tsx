import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { PanelSection } from '#renderer/ui/side-panel.tsx'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import { AddButton } from '../add-button.tsx'
import type { ContactRecord } from '../contact-types.ts'
import { countryCodes } from '../country-codes.ts'
import formClasses from '../steps/step-dialogs.module.css'
import { useCountryName } from '../use-country-name.ts'
import { useSayDone } from '../use-say-done.ts'
import { FactRow } from './fact-row.tsx'
import classes from './facts.module.css'

type Address = ContactRecord['addresses'][number]

const parts = ['label', 'street', 'extended', 'postalCode', 'city', 'region'] as const

const AddressDialog = ({
  record,
  address,
  onClose,
}: {
  record: ContactRecord
  address: Address | null
  onClose: () => void
}) => {
  const { t } = useTranslation(['contacts', 'common'])
  const say = useSayDone()
  const countryName = useCountryName()
  const ownCountry = useViewLocale((locale) => locale.country)
  const [typed, setTyped] = useState<Record<(typeof parts)[number], string>>({
    label: address?.label ?? '',
    street: address?.street ?? '',
    extended: address?.extended ?? '',
    postalCode: address?.postalCode ?? '',
    city: address?.city ?? '',
    region: address?.region ?? '',
  })
  const [country, setCountry] = useState<string | null>(
    address === null ? ownCountry : address.country,
  )
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const text = (value: string): string | null => (value.trim() === '' ? null : value.trim())
    const input = {
      label: text(typed.label),
      street: text(typed.street),
      extended: text(typed.extended),
      postalCode: text(typed.postalCode),
      city: text(typed.city),
      region: text(typed.region),
      country,
    }
    const result =
      address === null
        ? await attempt('contacts.addAddress', { contactId: record.id, address: input })
        : await attempt('contacts.updateAddress', { id: address.id, ...input })
    if (result.ok) onClose()
    else say.failed(result.error.code)
  }
  return (
    <Dialog title={t('facts.address')} isOpen onClose={onClose} size={460}>
      <form className={formClasses.form} onSubmit={(event) => void save(event)}>
        {parts.map((part) => (
          <TextInput
            key={part}
            label={t(`addressForm.${part}`)}
            {...(part === 'street' ? { 'data-autofocus': true } : {})}
            maxLength={part === 'label' ? 60 : 120}
            value={typed[part]}
            onChange={(event) => setTyped({ ...typed, [part]: event.target.value })}
          />
        ))}
        <Select
          label={t('addressForm.country')}
          clearable
          data={countryCodes
            .map((value) => ({ value, label: countryName(value) }))
            .sort((one, other) => one.label.localeCompare(other.label))}
          value={country}
          onChange={setCountry}
        />
        <div className={formClasses.row} style={{ justifyContent: 'flex-end' }}>
          <Button type="submit">{t('common:save')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Addresses, each in the order of its country, which is named where it is another than one's own. */
export const AddressFacts = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation(['contacts', 'common'])
  const say = useSayDone()
  const countryName = useCountryName()
  const ownCountry = useViewLocale((locale) => locale.country)
  const [edited, setEdited] = useState<Address | 'new' | null>(null)
  const remove = async (address: Address): Promise<void> => {
    const result = await attempt('contacts.removeAddress', { id: address.id })
    if (!result.ok) return say.failed(result.error.code)
    say.done(() => t('toast.removed', { what: t('facts.address') }), result.value.operationId)
  }
  return (
    <PanelSection
      title={t('facts.addresses')}
      aside={<AddButton label={t('facts.addAddress')} onClick={() => setEdited('new')} />}
    >
      {record.addresses.map((address) => {
        const { country } = address
        const isAbroad = country !== null && country !== ownCountry
        const lines = [...address.lines, ...(isAbroad ? [countryName(country)] : [])].join('\n')
        return (
          <FactRow
            key={address.id}
            label={address.label ?? t('facts.address')}
            menuLabel={t('facts.moreOf', { value: address.lines[0] ?? t('facts.address') })}
            acts={[
              { label: t('common:edit'), onAct: () => setEdited(address) },
              {
                label: t('common:remove'),
                isDeletion: true,
                onAct: () => void remove(address),
              },
            ]}
          >
            <button
              type="button"
              className={classes.address}
              aria-label={t('common:editField', { label: t('facts.address'), value: lines })}
              onClick={() => setEdited(address)}
            >
              {lines}
            </button>
          </FactRow>
        )
      })}
      {edited !== null && (
        <AddressDialog
          record={record}
          address={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </PanelSection>
  )
}
