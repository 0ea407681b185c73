import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { BusinessSection } from '#renderer/features/settings/business-section.tsx'
import type { WallTime } from '#shared/domain/ids.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'
import { shownToast } from '#tests/support/shown-toast.ts'

const wall = (time: string): WallTime => time as WallTime

it('says how many phone numbers another country made readable, and offers Undo', async () => {
  const wire = fakeWire({
    'settings.get': () => ({
      business: {
        ownerName: 'Nora Hale',
        businessName: '',
        country: 'US',
        currency: 'EUR',
        weekStart: 1,
        morningTime: wall('09:00'),
        quietFrom: wall('21:00'),
        quietTo: wall('08:00'),
        isSetUp: true,
      },
      machine: { language: 'en', theme: 'light', singleKeyShortcuts: true, notifications: true },
    }),
    'settings.updateBusiness': () => ({ operationId: null, phonesRead: 12 }),
  })
  await renderPage(<BusinessSection />)
  await userEvent.click(await screen.findByText('United States'))
  await userEvent.keyboard('Germany')
  await userEvent.click(await screen.findByRole('option', { name: 'Germany' }))
  await waitFor(() =>
    expect(shownToast()).toMatchObject({
      text: '12 phone numbers can be read now',
      action: { label: 'Undo' },
    }),
  )
  expect(wire.calls.at(-1)?.input).toEqual({ country: 'DE' })
})
