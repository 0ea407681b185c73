import { useEffect, useLayoutEffect, useRef } from 'react'
import { create } from 'zustand'

/** A file that was dropped somewhere on the window and that no page has taken yet. */
export const useDroppedFile = create<{ readonly file: File | null }>(() => ({ file: null }))

/** Leaves a dropped file for the page that imports. */
export const leaveDroppedFile = (file: File): void => useDroppedFile.setState({ file })

/** Takes the dropped file, once; null when there is none. */
export const takeDroppedFile = (): File | null => {
  const { file } = useDroppedFile.getState()
  if (file !== null) useDroppedFile.setState({ file: null })
  return file
}

/** A page that takes dropped files itself. */
export interface DropTaker {
  /** What is said while files are held over the window. */
  readonly hint: string
  readonly onFiles: (files: readonly File[]) => unknown
}

/** Who takes dropped files now; null where they are imported. */
export const useDropTakerStore = create<{ readonly taker: DropTaker | null }>(() => ({
  taker: null,
}))

/** Takes what is dropped anywhere on the window while the component is on screen. */
export const useDropTaker = (taker: DropTaker | null): void => {
  const latest = useRef(taker)
  useLayoutEffect(() => {
    latest.current = taker
  })
  const hint = taker?.hint ?? null
  useEffect(() => {
    if (hint === null) return
    const onFiles = (files: readonly File[]): unknown => latest.current?.onFiles(files)
    useDropTakerStore.setState({ taker: { hint, onFiles } })
    return () => useDropTakerStore.setState({ taker: null })
  }, [hint])
}
