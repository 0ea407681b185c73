import { create } from 'zustand'
import type { CommandId } from '#shared/commands.ts'

/** What a command does on the screen that is shown. */
export type CommandHandler = () => void

/** The commands that something on screen can carry out now; the newest binding wins. */
export type CommandHandlers = Readonly<Partial<Record<CommandId, CommandHandler>>>

interface CommandState {
  readonly layers: readonly CommandHandlers[]
  readonly singleKeys: boolean
}

/** Bound commands and whether single letters act (a setting of the machine). */
export const useCommandStore = create<CommandState>(() => ({ layers: [], singleKeys: true }))

/** Adds a layer of handlers; returns the function that takes it away. */
export const bindCommands = (handlers: CommandHandlers): (() => void) => {
  useCommandStore.setState((state) => ({ layers: [...state.layers, handlers] }))
  return () =>
    useCommandStore.setState((state) => ({
      layers: state.layers.filter((layer) => layer !== handlers),
    }))
}

/** The handler a command has now; undefined when nothing on screen can do it. */
export const handlerOf = (id: CommandId): CommandHandler | undefined =>
  useCommandStore.getState().layers.findLast((layer) => layer[id] !== undefined)?.[id]

/** Carries a command out, if something on screen can; answers whether it did. */
export const runCommand = (id: CommandId): boolean => {
  const handler = handlerOf(id)
  handler?.()
  return handler !== undefined
}
