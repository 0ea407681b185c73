import { Button, Menu } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Column, columns } from './columns.ts'
import { useListView } from './list-store.ts'

/** Which columns the list shows; of those that are chosen, which find no room now. */
export const ColumnMenu = ({ fitting }: { fitting: readonly Column[] }) => {
  const { t } = useTranslation('contacts')
  const { columns: shown, toggleColumn, resetColumns } = useListView()
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          leftSection={<IconColumns3 size={16} stroke={1.6} aria-hidden="true" />}
        >
          {t('columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('columnsHint')}</Menu.Label>
        {columns
          .filter((column) => column.id !== 'name')
          .map((column) => {
            const isShown = shown.includes(column.id)
            const isCrowdedOut = isShown && fitting.every(({ id }) => id !== column.id)
            return (
              <Menu.CheckboxItem
                key={column.id}
                checked={isShown}
                onChange={() => toggleColumn(column.id)}
                rightSection={
                  isCrowdedOut ? <span className="kith-note">{t('columnsNoRoom')}</span> : undefined
                }
              >
                {t(`column.${column.id}`)}
              </Menu.CheckboxItem>
            )
          })}
        <Menu.Divider />
        <Menu.Item onClick={resetColumns}>{t('columnsReset')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
