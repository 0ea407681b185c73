import type { Session } from 'electron'
import { allowsPermission } from './security.ts'

/** Refuses every device, download and permission that the page does not need. */
export const guardSession = (session: Session): void => {
  session.setPermissionRequestHandler((...[, permission, answer, details]) =>
    answer(allowsPermission(permission, details.requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) =>
    allowsPermission(permission, origin),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  // Files leave through a dialog of ours, never as a download of the page.
  session.on('will-download', (event) => event.preventDefault())
}
