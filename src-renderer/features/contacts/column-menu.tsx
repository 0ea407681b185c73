import { Button, Menu } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { columns } from './columns.ts'
import { useListView } from './list-store.ts'

/** Which columns the list shows. */
export const ColumnMenu = () => {
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
            return (
              <Menu.CheckboxItem
                key={column.id}
                checked={isShown}
                onChange={() => toggleColumn(column.id)}
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
