import { useEffect } from 'react'
import { runCommand } from '#renderer/ui/commands/command-store.ts'
import { type CommandId, commands } from '#shared/commands.ts'

/** The page's own event for a command chosen in a native menu; its detail is the command's id. */
const commandEvent = 'kith-command'

const isCommand = (id: unknown): id is CommandId => commands.some((command) => command.id === id)

/** Runs what the owner chooses in a native menu, where the host has one. */
export const useMenuCommands = (): void => {
  useEffect(() => {
    const run = (event: Event): void => {
      if (event instanceof CustomEvent && isCommand(event.detail)) runCommand(event.detail)
    }
    window.addEventListener(commandEvent, run)
    return () => window.removeEventListener(commandEvent, run)
  }, [])
}
