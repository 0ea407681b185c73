import { Menu } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFormats } from '#renderer/ui/format.ts'
import type { ContactFilter } from '../contact-types.ts'
import classes from './filter-bar.module.css'

/** The filter without its import. */
export const withoutImport = (filter: ContactFilter): ContactFilter => {
  const { importedBy: _import, importedChange: _change, ...others } = filter
  return others
}

/** The filter with the new or the changed people of its import. */
export const withImportChange = (filter: ContactFilter, isChange: boolean): ContactFilter => {
  const { importedChange: _before, ...others } = filter
  return isChange ? { ...others, importedChange: true } : others
}

/** "Import is the new people of 20 Nov, 14:32": whom an import brought or changed. */
export const ImportToken = ({
  filter,
  onFilter,
}: {
  filter: ContactFilter
  onFilter: (filter: ContactFilter) => void
}) => {
  const { t } = useTranslation('contacts')
  const formats = useFormats()
  const { importedBy, importedChange } = filter
  const found = useApiQuery(
    'history.list',
    // The operation itself is the newest before the next one; ids come from the address.
    { before: (Number(importedBy ?? 0) + 1) as never, limit: 1 },
    { enabled: importedBy !== undefined },
  )
  const operation = found.data?.operations[0]
  const when = operation?.id === importedBy ? formats.dayTime(operation?.at ?? 0) : '…'
  const label = (isChange: boolean): string =>
    t(isChange ? 'filter.importChanged' : 'filter.importNew', { when })
  const field = t('filter.import')
  return (
    <span className={classes.token}>
      <span className={classes.field}>{field}</span>
      <span className="kith-quiet">{t('filter.is')}</span>
      <Menu position="bottom-start" shadow="none">
        <Menu.Target>
          <button type="button" className={classes.values}>
            {label(importedChange === true)}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {[false, true].map((isChange) => (
            <Menu.CheckboxItem
              key={String(isChange)}
              checked={(importedChange === true) === isChange}
              onChange={() => onFilter(withImportChange(filter, isChange))}
            >
              {label(isChange)}
            </Menu.CheckboxItem>
          ))}
        </Menu.Dropdown>
      </Menu>
      <button
        type="button"
        className={classes.remove}
        aria-label={t('filter.remove', { field })}
        onClick={() => onFilter(withoutImport(filter))}
      >
        <IconX size={14} stroke={1.6} aria-hidden="true" />
      </button>
    </span>
  )
}
