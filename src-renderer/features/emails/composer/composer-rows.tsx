import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { TextLink } from '#renderer/ui/text-button.tsx'
import type { ContactId, EmailAccountId } from '#shared/domain/ids.ts'
import type { Account } from '../mail-types.ts'
import classes from './composer.module.css'
import { lacksSignIn } from './use-account.ts'

/** One line above the text: what it is, and its value. */
export const ComposerRow = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={classes.row}>
    <span className={classes.rowLabel}>{label}</span>
    <div className={classes.rowValue}>{children}</div>
  </div>
)

/** In whose name a mail leaves; a choice where there are several accounts. */
export const FromRow = ({
  accounts,
  account,
  isEditable,
  onPick,
}: {
  accounts: readonly Account[]
  account: Account | undefined
  isEditable: boolean
  onPick: (id: EmailAccountId) => void
}) => {
  const { t } = useTranslation('emails')
  return (
    <ComposerRow label={t('row.from')}>
      {accounts.length > 1 && isEditable ? (
        <Select
          variant="unstyled"
          aria-label={t('row.from')}
          allowDeselect={false}
          data={accounts.map((one) => ({
            value: String(one.id),
            label: `${one.fromName} ${one.address}`,
          }))}
          value={account === undefined ? null : String(account.id)}
          onChange={(value) => {
            const picked = accounts.find((one) => String(one.id) === value)
            if (picked !== undefined) onPick(picked.id)
          }}
        />
      ) : account === undefined ? (
        <span className="kith-quiet">
          {t('row.noAccount')}{' '}
          <TextLink isUnderlined to="/settings" search={{ section: 'mail' }}>
            {t('row.setUp')}
          </TextLink>
        </span>
      ) : (
        <span>
          {account.fromName} <span className="kith-quiet">{account.address}</span>
        </span>
      )}
      {isEditable && account !== undefined && lacksSignIn(account) && (
        <span className="kith-quiet">
          {t('row.notSignedIn')}{' '}
          <TextLink isUnderlined to="/settings" search={{ section: 'mail' }}>
            {t('row.signIn')}
          </TextLink>
        </span>
      )}
    </ComposerRow>
  )
}

/** Whom a single mail goes to, and at which of their addresses. */
export const ToRow = ({
  contactId,
  name,
  toAddress,
  isEditable,
  onPick,
}: {
  contactId: ContactId
  name: string
  /** Null where none was picked. */
  toAddress: string | null
  isEditable: boolean
  onPick: (address: string) => void
}) => {
  const { t } = useTranslation('emails')
  const contact = useApiQuery('contacts.get', { id: contactId })
  const working = (contact.data?.points ?? [])
    .filter((point) => point.kind === 'email' && !point.isInvalid)
    .toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary))
  const addresses = working.map((point) => point.raw)
  const shown = toAddress ?? working.find((point) => point.takesMail)?.raw ?? null
  const choices = shown === null || addresses.includes(shown) ? addresses : [shown, ...addresses]
  return (
    <ComposerRow label={t('row.to')}>
      <TextLink
        tone="text"
        isStrong
        to="/contacts/$contactId"
        params={{ contactId: String(contactId) }}
      >
        {name}
      </TextLink>
      {choices.length > 1 && isEditable ? (
        <Select
          variant="unstyled"
          aria-label={t('row.address')}
          allowDeselect={false}
          data={[...new Set(choices)]}
          value={shown}
          onChange={(value) => {
            if (value !== null) onPick(value)
          }}
        />
      ) : (
        contact.data !== undefined && (
          <span className="kith-quiet">{shown ?? t('row.noAddress')}</span>
        )
      )}
    </ComposerRow>
  )
}
