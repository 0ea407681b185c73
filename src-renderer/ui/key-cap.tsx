import { type CommandId, commandById, keyCaps } from '#shared/commands.ts'
import classes from './key-cap.module.css'
import { keyPlatform } from './key-platform.ts'

/** What a key cap lies on. */
export type KeyCapGround = 'page' | 'accent' | 'toast'

/** Key caps as printed on the screen; hidden from screen readers (use `aria-keyshortcuts`). */
export const KeyCap = ({
  keys,
  on = 'page',
  joined = false,
}: {
  /** One shortcut, as in the command registry: `N`, `Mod+K`, `G T`. */
  keys: string
  on?: KeyCapGround
  /** One cap for the whole shortcut ("Ctrl K") instead of one per key. */
  joined?: boolean
}) => {
  const caps = keyCaps(keys, keyPlatform)
  return (
    <span className={classes.caps} aria-hidden="true" data-tight>
      {(joined ? [caps.join(' ')] : caps).map((cap) => (
        <kbd key={cap} className={classes.cap} data-on={on}>
          {cap}
        </kbd>
      ))}
    </span>
  )
}

/** The first shortcut of a command as key caps. */
export const CommandKeyCap = ({
  command,
  on = 'page',
  joined = false,
}: {
  command: CommandId
  on?: KeyCapGround
  joined?: boolean
}) => {
  const keys = commandById(command).keys[0]
  return keys === undefined ? null : <KeyCap keys={keys} on={on} joined={joined} />
}

/** The value of `aria-keyshortcuts` for a command. */
export const ariaKeys = (command: CommandId): string =>
  commandById(command)
    .keys.map((keys) => keys.replace('Mod', keyPlatform === 'mac' ? 'Meta' : 'Control'))
    .join(' ')
