import { useEffect } from 'react'
import { type CommandId, commands } from '#shared/commands.ts'
import { keyPlatform } from '../key-platform.ts'
import { menuOpener, menus } from '../menu-opener.ts'
import { handlerOf, useCommandStore } from './command-store.ts'
import { isSingleKey, matchesShortcut } from './match-shortcut.ts'

const sequenceMs = 1200

/** Ids whose shortcut works inside text fields as well. */
const worksInFields: ReadonlySet<string> = new Set<CommandId>([
  'palette.open',
  'go.today',
  'go.contacts',
  'go.history',
  'go.settings',
  'help.open',
  'mail.compose',
])

/** Whether keys pressed there are typed text. */
export const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button])'))

const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('button, a[href], [role=menuitem], [role=option], [role=tab]') !== null

/** What fades away is no dialog any more. */
const openDialog = '[role=dialog][aria-modal=true]:not([data-fading])'

/** A menu fades as well, with the focus still inside; the button that opened it says so. */
const isInMenu = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest(menus) !== null &&
  menuOpener(target)?.getAttribute('aria-expanded') !== 'false'

const isBehindDialog = (target: EventTarget | null): boolean =>
  document.querySelector(openDialog) !== null || isInMenu(target)

/** Esc closes the menu it is pressed in and no layer below; that menu is shut already by now. */
const closesMenu = (event: KeyboardEvent): boolean =>
  event.key === 'Escape' &&
  event.target instanceof HTMLElement &&
  event.target.closest(menus) !== null

/** Alone, these keys press a control that has the focus. */
const belongsToControl = (event: KeyboardEvent): boolean =>
  isControl(event.target) &&
  (event.key === 'Enter' || event.key === ' ') &&
  !event.ctrlKey &&
  !event.metaKey

const candidates = (event: KeyboardEvent, singleKeys: boolean): readonly CommandId[] => {
  if (isBehindDialog(event.target) || closesMenu(event) || belongsToControl(event)) return []
  const inField = isTextField(event.target)
  return commands
    .filter((command) => !inField || worksInFields.has(command.id))
    .filter((command) =>
      command.keys.some(
        (keys) =>
          !keys.includes(' ') &&
          !(inField && isSingleKey(keys)) &&
          (singleKeys || !isSingleKey(keys)) &&
          matchesShortcut(event, keys, keyPlatform),
      ),
    )
    .map((command) => command.id)
}

const sequenceTarget = (first: string, second: string): CommandId | undefined =>
  commands.find((command) =>
    command.keys.some(
      (keys) => keys.toLowerCase() === `${first} ${second}`.toLowerCase() && keys.includes(' '),
    ),
  )?.id

const startsSequence = (key: string): boolean =>
  commands.some((command) =>
    command.keys.some((keys) => keys.toLowerCase().startsWith(`${key.toLowerCase()} `)),
  )

const act = (event: KeyboardEvent, id: CommandId | undefined): boolean => {
  const handler = id === undefined ? undefined : handlerOf(id)
  if (handler === undefined) return false
  event.preventDefault()
  handler()
  return true
}

/**
 * Listens to the keys of the window; one listener for the whole app.
 *
 * Silent while an input method composes, in text fields (but for a few commands) and behind
 * dialogs and menus.
 */
export const useKeyboard = (): void => {
  useEffect(() => {
    let first: { readonly key: string; readonly at: number } | null = null
    const handleKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return
      const { singleKeys } = useCommandStore.getState()
      const started = first
      first = null
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
      const mayType =
        singleKeys && isPlain && !isTextField(event.target) && !isBehindDialog(event.target)
      if (mayType && started !== null && event.timeStamp - started.at < sequenceMs) {
        if (act(event, sequenceTarget(started.key, event.key))) return
      }
      if (candidates(event, singleKeys).some((id) => act(event, id))) return
      if (mayType && startsSequence(event.key)) first = { key: event.key, at: event.timeStamp }
    }
    window.addEventListener('keydown', handleKeyDown)
    return () => window.removeEventListener('keydown', handleKeyDown)
  }, [])
}
