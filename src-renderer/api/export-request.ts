import { create } from 'zustand'
import type { Input } from '#shared/contract/index.ts'

type ExportInput = Input<'exports.create'>

/** What a page wants to export; the dialog for it lies over every page. */
export interface ExportRequest {
  /** Whom the page means besides everybody; null when it means nobody in particular. */
  readonly part: {
    readonly kind: 'view' | 'selected'
    readonly count: number
    readonly selection: NonNullable<ExportInput['selection']>
  } | null
  readonly sort?: ExportInput['sort']
  readonly direction?: ExportInput['direction']
  /** The columns on screen. */
  readonly columns?: ExportInput['columns']
}

/** The export somebody asked for; null while nobody did. */
export const useExportRequest = create<{ readonly request: ExportRequest | null }>(() => ({
  request: null,
}))

/** Opens the export dialog. */
export const openExport = (request: ExportRequest = { part: null }): void =>
  useExportRequest.setState({ request })

/** Closes it. */
export const closeExport = (): void => useExportRequest.setState({ request: null })
