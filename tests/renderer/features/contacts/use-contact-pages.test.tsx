import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import type { ContactRow } from '#renderer/features/contacts/contact-types.ts'
import { useContactPages } from '#renderer/features/contacts/list/use-contact-pages.ts'
import { fakeWire } from '#tests/support/render-page.tsx'

const total = 950
const rowsFrom = (first: number, limit: number) =>
  Array.from(
    { length: Math.max(0, Math.min(limit, total - first)) },
    (_, step) => ({ id: first + step + 1 }) as unknown as ContactRow,
  )

const startList = () => {
  const wire = fakeWire({
    'contacts.count': () => ({ people: total, companies: 0 }),
    'contacts.list': ({ after, offset = 0, limit = 0 }) => {
      const first = after === undefined ? offset : Number(after)
      return { rows: rowsFrom(first, limit), nextCursor: String(first + limit) }
    },
  })
  const client = new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const view = renderHook(
    ({ from, to }) =>
      useContactPages({ filter: undefined, sort: 'name', direction: 'asc' }, { from, to }),
    { wrapper, initialProps: { from: 0, to: 20 } },
  )
  const asked = () =>
    wire.calls
      .filter((one) => one.name === 'contacts.list')
      .map(({ input }) => {
        const { after, offset } = input as { after?: string; offset?: number }
        return after === undefined ? `offset ${offset}` : `after ${after}`
      })
  return { ...view, client, asked }
}

describe('rows of the list', () => {
  test('scrolling goes on by cursor, a dragged thumb asks by offset', async () => {
    const { result, rerender, asked } = startList()
    await waitFor(() => expect(result.current.rowAt(5)?.id).toBe(6))
    rerender({ from: 90, to: 130 })
    await waitFor(() => expect(result.current.rowAt(120)?.id).toBe(121))
    rerender({ from: 700, to: 730 })
    await waitFor(() => expect(result.current.rowAt(710)?.id).toBe(711))
    expect(asked()).toEqual(['offset 0', 'after 100', 'offset 700'])
    expect(result.current.total).toBe(total)
  })

  test('after a change no old cursor is used', async () => {
    const { result, rerender, client, asked } = startList()
    await waitFor(() => expect(result.current.rowAt(5)?.id).toBe(6))
    rerender({ from: 90, to: 130 })
    await waitFor(() => expect(result.current.rowAt(120)?.id).toBe(121))
    await act(() => client.invalidateQueries())
    expect(asked().slice(2).toSorted()).toEqual(['offset 0', 'offset 100'])
  })

  test('a range across pages comes whole and in order', async () => {
    const { result } = startList()
    await waitFor(() => expect(result.current.total).toBe(total))
    const rows = await act(() => result.current.rowsBetween(95, 204))
    expect(rows.map((row) => row.id)).toEqual(Array.from({ length: 110 }, (_, at) => at + 96))
  })
})
