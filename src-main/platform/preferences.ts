import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomically } from './atomic-file.ts'

/** Where and how large the window was. */
export interface WindowState {
  readonly x: number | null
  readonly y: number | null
  readonly width: number
  readonly height: number
  readonly isMaximized: boolean
}

/** What this machine remembers; nothing of the business. */
export interface PreferenceValues {
  /** Random, made once: a workspace that names another machine was copied. */
  readonly machineId?: string
  readonly lastWorkspace?: string
  /** Where the owner's own workspace is while the sample is open. */
  readonly ownWorkspace?: string
  readonly language?: 'system' | 'en' | 'zh-CN'
  readonly theme?: 'system' | 'light' | 'dark'
  readonly singleKeyShortcuts?: boolean
  readonly notifications?: boolean
  readonly window?: WindowState
}

/** `preferences.json` in Kith's app data. */
export interface Preferences {
  read(): PreferenceValues
  update(patch: PreferenceValues): void
}

const readValues = (file: string): PreferenceValues => {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
    // Only Kith writes it, and each reader falls back on a field that is not there.
    return typeof parsed === 'object' && parsed !== null ? (parsed as PreferenceValues) : {}
  } catch {
    return {}
  }
}

/** Opens the preferences in a folder; a missing or broken file counts as empty. */
export const openPreferences = (folder: string): Preferences => {
  const file = join(folder, 'preferences.json')
  return {
    read: () => readValues(file),
    update: (patch) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      // Both hosts may run at once on two workspaces, so what is there is read again.
      writeFileAtomically(file, `${JSON.stringify({ ...readValues(file), ...patch }, null, 2)}\n`)
    },
  }
}
