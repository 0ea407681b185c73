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
