import { setTimeout as pause } from 'node:timers/promises'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { TagsSection } from '#renderer/features/settings/tags-section.tsx'
import type { TagId } from '#shared/domain/ids.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'
import { shownToast } from '#tests/support/shown-toast.ts'

let created: Promise<{ operationId: null; id: TagId }>

const open = async () => {
  created = Promise.resolve({ operationId: null, id: 4 as TagId })
  const wire = fakeWire({
    'tags.list': () => ({
      // Ids are brands on plain numbers.
      tags: [
        { id: 3 as TagId, name: 'Regular', contactCount: 2, rhythmDays: null },
        { id: 5 as TagId, name: 'Spring', contactCount: 0, rhythmDays: null },
      ],
    }),
    'tags.delete': () => ({ operationId: null }),
    'tags.rename': () => ({
      ok: false,
      error: { code: 'name-taken', message: 'taken', data: { name: 'Team' } },
    }),
    'tags.create': () => created,
  })
  await renderPage(<TagsSection />)
  await waitFor(() => expect(screen.getByText('Regular')).toBeTruthy())
  return (name: string) => wire.calls.filter((call) => call.name === name).map((call) => call.input)
}

describe('tags in the settings', () => {
  it('deletes at once and offers Undo', async () => {
    const inputs = await open()
    await userEvent.click(screen.getByRole('button', { name: 'Delete the tag Regular' }))
    expect(inputs('tags.delete')).toEqual([{ id: 3 }])
    await waitFor(() =>
      expect(shownToast()).toMatchObject({
        text: 'Tag Regular deleted',
        action: { label: 'Undo', keys: 'Mod+Z' },
      }),
    )
    // The line goes, and the focus goes on.
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Delete the tag Spring')
  })

  it('keeps a name that is taken in the field and says so', async () => {
    await open()
    await userEvent.click(screen.getByText('Regular'))
    await userEvent.clear(screen.getByRole('textbox', { name: 'Name of the tag' }))
    await userEvent.keyboard('Team{Enter}')
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/already a tag/))
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name of the tag' })
    expect(field.value).toBe('Team')
  })

  it('adds a tag with Enter and empties the field', async () => {
    const inputs = await open()
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'New tag' })
    await userEvent.type(field, ' Team {Enter}')
    await waitFor(() => expect(field.value).toBe(''))
    expect(inputs('tags.create')).toEqual([{ name: 'Team' }])
  })

  it('asks for a name, and leaves alone what is typed while the last one is added', async () => {
    const inputs = await open()
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'New tag' })
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    expect(screen.getByText('A name is missing.')).toBeTruthy()
    const { promise, resolve } = Promise.withResolvers<Awaited<typeof created>>()
    created = promise
    await userEvent.type(field, 'Team{Enter}')
    await userEvent.clear(field)
    await userEvent.type(field, 'Gold')
    resolve({ operationId: null, id: 4 as TagId })
    await pause(20)
    expect(screen.queryByText('A name is missing.')).toBeNull()
    expect(field.value).toBe('Gold')
    expect(inputs('tags.create')).toEqual([{ name: 'Team' }])
  })
})
