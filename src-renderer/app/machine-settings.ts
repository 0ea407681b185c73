import { attempt } from '#renderer/api/client.ts'
import type { Language } from '#renderer/ui/view-locale.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import { browserLanguage } from './i18n.ts'

/** Settings of this machine. */
export type MachineSettings = Output<'settings.get'>['machine']

/** Saves settings of the machine; the caller asks for them anew. */
export const saveMachineSettings = async (
  changes: Input<'settings.updateMachine'>,
): Promise<boolean> => (await attempt('settings.updateMachine', changes)).ok

/** The language on screen: the chosen one, else the system's. */
export const languageOf = (machine: MachineSettings): Language =>
  machine.language === 'system' ? browserLanguage() : machine.language
