import { useEffect } from 'react'
import { runCommand } from '#renderer/ui/commands/command-store.ts'
import { isTextField } from '#renderer/ui/commands/use-keyboard.ts'
import { type CommandId, commands } from '#shared/commands.ts'

/** The page's own event for a command chosen in a native menu; its detail is the command's id. */
const commandEvent = 'kith-command'

const fieldActs: Readonly<Partial<Record<CommandId, string>>> = {
  'history.undo': 'undo',
  'history.redo': 'redo',
}

const isCommand = (id: unknown): id is CommandId => commands.some((command) => command.id === id)

/** Runs what the owner chooses in a native menu; undo inside a text field belongs to the field. */
export const useMenuCommands = (): void => {
  useEffect(() => {
    const run = (event: Event): void => {
      if (!(event instanceof CustomEvent) || !isCommand(event.detail)) return
      const fieldAct = fieldActs[event.detail]
      const isField = fieldAct !== undefined && isTextField(document.activeElement)
      // A native menu takes the keys before the field sees them, so the page hands them on.
      if (isField) document.execCommand(fieldAct)
      else runCommand(event.detail)
    }
    window.addEventListener(commandEvent, run)
    return () => window.removeEventListener(commandEvent, run)
  }, [])
}
