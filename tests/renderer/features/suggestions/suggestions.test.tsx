import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { Suggestions } from '#renderer/features/suggestions/suggestions.tsx'
import { ToastPlace } from '#renderer/ui/toast.tsx'
import { hideToast } from '#renderer/ui/toast-store.ts'
import type { Output } from '#shared/contract/index.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

type Person = Output<'suggestions.list'>['people'][number]

const person = (name: string, facts: Partial<Person> = {}): Person => ({
  address: `${name.toLowerCase()}@field.example`,
  name,
  sent: 2,
  received: 1,
  lastAt: Date.UTC(2026, 10, 12),
  namesakes: [],
  ...facts,
})
// Brands of ids exist in types only.
const ana = { id: 7 as ContactId, name: 'Ana', companyName: null, email: 'ana@old.example' }
const other = { id: 8 as ContactId, name: 'Ana', companyName: 'Lumen', email: null }

/** The line over people that can be decided, as the host would. */
const start = async (all: readonly Person[], language: 'en' | 'zh-CN' = 'en') => {
  let people = [...all]
  const drop = (addresses: readonly string[]): void => {
    people = people.filter(({ address }) => !addresses.includes(address))
    wire.announce({
      type: 'change',
      seq: 1,
      operationId: null,
      actor: 'owner',
      tables: { suggestion_dismissals: 'many' },
    })
  }
  const wire = fakeWire({
    'suggestions.list': () => ({ count: people.length, people }),
    'suggestions.accept': ({ people: wished }) => {
      queueMicrotask(() => drop(wished.map(({ address }) => address)))
      return { operationId: null, added: [] }
    },
    'suggestions.dismiss': ({ addresses }) => {
      queueMicrotask(() => drop(addresses))
      return { operationId: null }
    },
  })
  const { queryClient } = await renderPage(
    <>
      <Suggestions />
      <ToastPlace />
    </>,
    { language },
  )
  const refresh = () => queryClient.invalidateQueries()
  const asked = () => wire.calls.filter(({ name }) => name !== 'suggestions.list')
  return { user: userEvent.setup(), asked, refresh }
}

afterEach(() => hideToast())

test('nobody is no line', async () => {
  const { refresh } = await start([])
  await refresh()
  expect(document.querySelector('section')).toBeNull()
})

test('each is added, put aside or added to a namesake, and nobody is left', async () => {
  const { user, asked, refresh } = await start([
    person('Bo'),
    person('Cy', { sent: 1, received: 0 }),
    person('Ana', { namesakes: [ana] }),
  ])
  expect(await screen.findByText('3 people you write to are not in your contacts.')).toBeTruthy()
  expect(screen.queryByRole('list')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Look through them' }))
  const list = screen.getByRole('list', { name: 'People you write to' })
  const [bo, cy] = within(list).getAllByRole('listitem')
  expect(bo?.textContent).toContain('2 mails from you · 1 from them · last 12 Nov')
  expect(cy?.textContent).toContain('1 mail from you · last 12 Nov')

  await user.click(screen.getByRole('button', { name: 'Not a contact: Cy, cy@field.example' }))
  await screen.findByText('Cy is not suggested again')
  await refresh()
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Add 2 contacts' })).toBeNull())
  await user.click(screen.getByRole('button', { name: 'Add the address to Ana' }))
  await screen.findByText('Address added to Ana')
  await refresh()
  screen.getByRole('button', { name: 'Add: Bo, bo@field.example' }).focus()
  await user.keyboard('{Enter}')
  await screen.findByText('Bo added to your contacts')
  await refresh()
  await waitFor(() => expect(document.querySelector('section')).toBeNull())
  expect(asked().map(({ name, input }) => [name, input])).toEqual([
    ['suggestions.dismiss', { addresses: ['cy@field.example'] }],
    [
      'suggestions.accept',
      { people: [{ address: 'ana@field.example', name: 'Ana', contactId: 7 }] },
    ],
    ['suggestions.accept', { people: [{ address: 'bo@field.example', name: 'Bo' }] }],
  ])
})

test('all of them at once leaves those out who have a namesake', async () => {
  const { user, asked } = await start(
    [person('Bo'), person('Cy'), person('Ana', { namesakes: [ana] })],
    'zh-CN',
  )
  expect(await screen.findByText('你写过信的 3 个人还不在联系人里。')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '逐个看看' }))
  await user.click(screen.getByRole('button', { name: '添加 2 个联系人' }))
  await screen.findByText('已添加 2 个联系人')
  expect(asked()).toMatchObject([{ input: { people: [{ name: 'Bo' }, { name: 'Cy' }] } }])
})

test('of several with the name one is picked, with the keyboard, and the next person is at hand', async () => {
  const { user, asked, refresh } = await start([
    person('Ana', { namesakes: [ana, other] }),
    person('Bo'),
  ])
  await user.click(await screen.findByRole('button', { name: 'Look through them' }))
  screen.getByText('You have 2 contacts of this name.')
  screen.getByRole('button', { name: 'New contact: Ana, ana@field.example' })
  const which = screen.getByRole('button', { name: 'Add the address to…: Ana, ana@field.example' })
  await user.click(which)
  const first = await screen.findByRole('menuitem', { name: 'Ana ana@old.example' })
  await waitFor(() => expect(document.activeElement).toBe(first))
  // The list leaves the arrows to the menu, wherever in it the focus is.
  screen.getByRole('menu').focus()
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(first)
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(screen.getByRole('menuitem', { name: 'Ana Lumen' }))
  await user.keyboard('{Enter}')
  await screen.findByText('Address added to Ana')
  expect(asked()).toMatchObject([{ input: { people: [{ name: 'Ana', contactId: 8 }] } }])
  await refresh()
  await waitFor(() =>
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Add: Bo, bo@field.example'),
  )
})

test('the arrows go from person to person', async () => {
  const { user } = await start([person('Bo'), person('Cy')])
  await user.click(await screen.findByRole('button', { name: 'Look through them' }))
  screen.getByRole('button', { name: 'Add: Bo, bo@field.example' }).focus()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Add: Cy, cy@field.example')
  await user.keyboard('{ArrowUp}')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Add: Bo, bo@field.example')
})
