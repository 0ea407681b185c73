import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/**
 * A field for a secret.
 *
 * Nothing but the field itself holds what is typed: it is read once, by `takeTyped`.
 */
export const PasswordField = ({
  name,
  label,
  description,
  error,
}: {
  name: string
  label: string
  description?: string
  error?: string | null
}) => {
  const { t } = useTranslation('email-accounts')
  return (
    <PasswordInput
      name={name}
      label={label}
      description={description}
      error={error}
      maxLength={1000}
      autoComplete="off"
      visibilityToggleButtonProps={{ 'aria-label': t('showTyped') }}
    />
  )
}
