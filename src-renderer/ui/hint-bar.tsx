import { useTranslation } from 'react-i18next'
import { runCommand } from './commands/command-store.ts'
import { KeyCap } from './key-cap.tsx'
import classes from './page.module.css'

/** One hint: the keys and the word beside them. */
export interface Hint {
  /** Shortcuts as in the command registry; several stand side by side. */
  readonly keys: readonly string[]
  readonly label: string
}

/** The bar at the bottom that prints the keys of a page. */
export const HintBar = ({ hints }: { hints: readonly Hint[] }) => {
  const { t } = useTranslation(['common', 'commands'])
  return (
    <footer className={classes.hints} aria-label={t('keyboardHints')}>
      <div className={classes.hintList}>
        {hints.map((hint) => (
          <span key={hint.keys.join()} className={classes.hint}>
            {hint.keys.map((keys) => (
              <KeyCap key={keys} keys={keys} />
            ))}
            {hint.label}
          </span>
        ))}
      </div>
      <button
        type="button"
        className={classes.hint}
        data-last
        aria-keyshortcuts="?"
        onClick={() => runCommand('help.shortcuts')}
      >
        <KeyCap keys="?" />
        {t('commands:allShortcuts')}
      </button>
    </footer>
  )
}
