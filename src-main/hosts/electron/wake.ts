import type { PowerMonitor } from 'electron'
import type { Application } from '#main/application.ts'

/** The two moments after which the owner is back at a machine that may have slept. */
export const wakeWith = (
  powerMonitor: Pick<PowerMonitor, 'on'>,
  application: Pick<Application, 'wake'>,
): void => {
  powerMonitor.on('resume', () => application.wake())
  powerMonitor.on('unlock-screen', () => application.wake())
}
