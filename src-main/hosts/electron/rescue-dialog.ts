import type { MessageBoxOptions } from 'electron'
import type { RescueBackup } from '#main/rescue.ts'
import { languageResources } from '#shared/i18n/resources.ts'
import type { MenuLanguage } from './menu.ts'

/** The question asked when the workspace does not open because its file is broken. */
export interface RescueQuestion {
  readonly box: MessageBoxOptions
  /** The backup behind the first button; null when there is none and only quitting is left. */
  readonly backup: RescueBackup | null
}

/** Asks whether to go back to the newest backup; quitting is the default and what Escape does. */
export const rescueQuestion = (
  folder: string,
  backups: readonly RescueBackup[],
  options: { readonly language: MenuLanguage; readonly zone: string },
): RescueQuestion => {
  const words = languageResources[options.language].app.refusal
  const [newest] = backups
  const base = { type: 'error', title: 'Kith', message: words.damaged } as const
  if (!newest) {
    const box = { ...base, detail: `${words.noBackup}\n${folder}`, buttons: [words.quit] }
    return { box, backup: null }
  }
  const time = new Intl.DateTimeFormat(options.language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: options.zone,
  }).format(newest.at)
  const buttons = [words.restore.replace('{{time}}', time), words.quit]
  const detail = `${words.kept}\n${folder}`
  return { box: { ...base, detail, buttons, defaultId: 1, cancelId: 1 }, backup: newest }
}
