import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { type ContactColumn, contactColumns } from '#shared/domain/contact-columns.ts'
import { startColumns } from './columns.ts'

interface ListView {
  /** Columns the owner wants to see. */
  readonly columns: readonly ContactColumn[]
  readonly toggleColumn: (id: ContactColumn) => void
  readonly resetColumns: () => void
}

/** How the owner likes the list; kept in this browser. */
export const useListView = create<ListView>()(
  persist(
    (set) => ({
      columns: startColumns,
      toggleColumn: (id) =>
        set(({ columns }) => ({
          columns: contactColumns.filter((one) =>
            one === id ? !columns.includes(id) : columns.includes(one),
          ),
        })),
      resetColumns: () => set({ columns: startColumns }),
    }),
    { name: 'kith.contacts.list', partialize: ({ columns }) => ({ columns }) },
  ),
)

interface LastList {
  /** The ids around the contact that was opened last from a list, for `[` and `]`. */
  readonly ids: readonly number[]
}

/** The list the record page was opened from. */
export const useLastList = create<LastList>(() => ({ ids: [] }))
