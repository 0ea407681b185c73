import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { closeExport, useExportRequest } from '#renderer/api/export-request.ts'
import { ExportButton } from '#renderer/features/contacts/list/export-button.tsx'
import { renderPage } from '#tests/support/render-page.tsx'

const address = { filter: undefined, sort: 'name', direction: 'asc' } as const

test.each([
  { count: null, asked: undefined },
  { count: 3, asked: { kind: 'view', count: 3, selection: { filter: {}, except: [] } } },
])('a list of $count people is exported when it is known', async ({ count, asked }) => {
  closeExport()
  await renderPage(<ExportButton address={address} count={count} />)
  await userEvent.click(screen.getByRole('button', { name: 'Export' }), { pointerEventsCheck: 0 })
  expect(useExportRequest.getState().request?.part).toEqual(asked)
})
