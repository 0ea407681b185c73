import { useEffect, useLayoutEffect, useRef } from 'react'
import type { CommandId } from '#shared/commands.ts'
import { bindCommands, type CommandHandlers } from './command-store.ts'

/**
 * Binds commands to functions while the component is on screen.
 *
 * Handlers may be new at every render; the set of ids is read again when it changes. A handler
 * that is `undefined` leaves its command unbound.
 */
export const useCommands = (
  handlers: Readonly<Partial<Record<CommandId, (() => void) | undefined>>>,
): void => {
  const latest = useRef(handlers)
  useLayoutEffect(() => {
    latest.current = handlers
  })
  // The keys of the handlers are command ids by their type.
  const ids = (Object.keys(handlers) as CommandId[]).filter((id) => handlers[id] !== undefined)
  const bound = ids.join(' ')
  useEffect(() => {
    // Split from command ids that were joined above.
    const wanted = (bound === '' ? [] : bound.split(' ')) as CommandId[]
    const layer: Partial<Record<CommandId, () => void>> = {}
    for (const id of wanted) layer[id] = () => latest.current[id]?.()
    return bindCommands(layer satisfies CommandHandlers)
  }, [bound])
}
