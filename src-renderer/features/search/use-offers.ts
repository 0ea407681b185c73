import { useTranslation } from 'react-i18next'
import { useCommandStore } from '#renderer/ui/commands/command-store.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import { type CommandSpec, commands } from '#shared/commands.ts'
import { commandAliases } from './command-aliases.ts'
import type { Offer } from './palette-items.ts'

const isOffered = (command: CommandSpec): boolean =>
  command.palette === true || (command.scope === 'go' && command.id.startsWith('go.'))

const hiddenPlaces: ReadonlySet<string> = new Set(['go.back', 'go.forward'])

/** The commands the palette offers now: those that something on screen can carry out. */
export const useOffers = (): readonly Offer[] => {
  const { t } = useTranslation('commands')
  const language = useViewLocale((locale) => locale.language)
  const layers = useCommandStore((state) => state.layers)
  return commands
    .filter((command) => isOffered(command) && !hiddenPlaces.has(command.id))
    .filter((command) => layers.some((layer) => layer[command.id] !== undefined))
    .map((command) => ({
      command: command.id,
      label: t(command.label),
      aliases: commandAliases[language][command.label] ?? '',
      keys: command.keys[0],
      isPlace: command.id.startsWith('go.'),
    }))
}
