import { homedir } from 'node:os'
import { join } from 'node:path'

/** What decides where programs keep their data; an argument so that tests can be any machine. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The machine Kith runs on. */
export const thisMachine = (): Machine => ({
  platform: process.platform,
  home: homedir(),
  env: process.env,
})

const baseFolder = ({ platform, home, env }: Machine): string => {
  if (env['KITH_APP_DATA']) return env['KITH_APP_DATA']
  // Roaming AppData travels between machines, which a database must not.
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  const xdg = env['XDG_DATA_HOME']
  return xdg?.startsWith('/') ? xdg : join(home, '.local', 'share')
}

/** Kith's own folder for this user on this machine, the same for every host. */
export const appDataFolder = (machine: Machine = thisMachine()): string =>
  join(baseFolder(machine), 'Kith')
