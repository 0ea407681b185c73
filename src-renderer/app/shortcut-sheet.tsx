import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommandStore } from '#renderer/ui/commands/command-store.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import { keyPlatform } from '#renderer/ui/key-platform.ts'
import { type CommandScope, commands, keyCaps } from '#shared/commands.ts'
import classes from './shortcut-sheet.module.css'

const scopes: readonly CommandScope[] = ['everywhere', 'go', 'list', 'person', 'mail']

/** Every shortcut, from the command registry; opened with `?`. */
export const ShortcutSheet = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const { t } = useTranslation(['app', 'commands'])
  const singleKeys = useCommandStore((state) => state.singleKeys)
  return (
    <Dialog title={t('shortcuts.title')} isOpen={isOpen} onClose={onClose} size={900}>
      <div className={classes.columns} tabIndex={-1} data-autofocus>
        {scopes.map((scope) => (
          <section key={scope} className={classes.group}>
            <h3 className={classes.title}>{t(`commands:scope.${scope}`)}</h3>
            {commands
              .filter((command) => command.scope === scope && command.keys.length > 0)
              .map((command) => (
                <div key={command.id} className={classes.row}>
                  <span>{t(`commands:${command.label}`)}</span>
                  <span className={classes.keys}>
                    {command.keys.map((keys, index) => (
                      <Fragment key={keys}>
                        {index > 0 && <span>{t('shortcuts.or')}</span>}
                        <KeyCap keys={keys} />
                        <span className="kith-visually-hidden">
                          {keyCaps(keys, keyPlatform).join(' ')}
                        </span>
                      </Fragment>
                    ))}
                  </span>
                </div>
              ))}
          </section>
        ))}
      </div>
      <p className="kith-note">{t(singleKeys ? 'shortcuts.fieldHint' : 'shortcuts.offHint')}</p>
    </Dialog>
  )
}
