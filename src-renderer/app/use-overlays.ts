import { useState } from 'react'

/** What lies over the page. */
export interface Overlays {
  readonly open: 'palette' | 'shortcuts' | null
  readonly openPalette: () => void
  readonly openShortcuts: () => void
  readonly close: () => void
}

/** The palette and the `?` sheet: one at a time. */
export const useOverlays = (): Overlays => {
  const [open, setOpen] = useState<Overlays['open']>(null)
  return {
    open,
    openPalette: () => setOpen('palette'),
    openShortcuts: () => setOpen('shortcuts'),
    close: () => setOpen(null),
  }
}
