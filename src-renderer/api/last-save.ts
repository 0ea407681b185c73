import { create } from 'zustand'

/** Whether the last thing to be written had no room on the disk; false once something was written. */
export const useLastSave = create<{ readonly hadNoRoom: boolean }>(() => ({ hadNoRoom: false }))

const note = (hadNoRoom: boolean): void => {
  if (useLastSave.getState().hadNoRoom !== hadNoRoom) useLastSave.setState({ hadNoRoom })
}

/** Notes why a call failed. */
export const noteFailure = (code: string): void => {
  if (code === 'disk-full') note(true)
}

/** Notes that something was written. */
export const noteWritten = (): void => note(false)
