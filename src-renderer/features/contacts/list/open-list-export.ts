import { type ExportRequest, openExport } from '#renderer/api/export-request.ts'
import { useListView } from './list-store.ts'
import type { ListQuery } from './use-contact-pages.ts'

/** Opens the export of a part of the list, in its order and with the columns on screen. */
export const openListExport = (
  { sort, direction }: Pick<ListQuery, 'sort' | 'direction'>,
  part: NonNullable<ExportRequest['part']>,
): void => openExport({ part, sort, direction, columns: [...useListView.getState().columns] })
