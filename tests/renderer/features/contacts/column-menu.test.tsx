import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { ColumnMenu } from '#renderer/features/contacts/list/column-menu.tsx'
import { fittingColumns } from '#renderer/features/contacts/list/columns.ts'
import { useListView } from '#renderer/features/contacts/list/list-store.ts'
import { contactColumns } from '#shared/domain/contact-columns.ts'
import { renderPage } from '#tests/support/render-page.tsx'

test('a column that was chosen and finds no room says so', async () => {
  useListView.setState({ columns: contactColumns.filter((id) => id !== 'country') })
  const fitting = fittingColumns(useListView.getState().columns, 1056, false)
  await renderPage(<ColumnMenu fitting={fitting} />)
  await userEvent.click(screen.getByRole('button', { name: 'Columns' }))
  const items = await screen.findAllByRole('menuitemcheckbox')
  const crowdedOut = items.filter(({ textContent }) => textContent?.includes('no room'))
  expect(crowdedOut.map(({ textContent }) => textContent?.split('no room')[0])).toEqual([
    'Company',
    'E-mail',
    'Phone',
    'Source',
    'Importance',
    'Created',
  ])
})
