import { create } from 'zustand'

/** How the window stands to its host. */
export type ConnectionState = 'connected' | 'lost' | 'locked-out'

/** Whether the host answers; `locked-out` means this window's key is no longer accepted. */
export const useConnection = create<{ readonly state: ConnectionState }>(() => ({
  state: 'connected',
}))

/** Notes how the last exchange with the host went. */
export const noteConnection = (state: ConnectionState): void => {
  if (useConnection.getState().state !== state) useConnection.setState({ state })
}
