import { FocusTrap } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { WorkMark } from '#renderer/ui/work-mark.tsx'
import classes from './import-frame.module.css'
import { type Step, steps } from './import-store.ts'

const Steps = ({ step }: { step: Step }) => {
  const { t } = useTranslation('imports')
  const at = steps.indexOf(step)
  return (
    <ol className={classes.steps} aria-label={t('steps.label')}>
      {steps.map((name, index) => (
        <li
          key={name}
          className={classes.step}
          aria-current={index === at ? 'step' : undefined}
          data-done={index < at || undefined}
        >
          <span className={classes.number}>
            {index < at ? (
              <IconCheck size={13} stroke={2} aria-label={t('steps.done')} />
            ) : (
              index + 1
            )}
          </span>
          <span className={classes.stepName}>{t(`steps.${name}`)}</span>
        </li>
      ))}
    </ol>
  )
}

/** The whole window of the import: steps above, acts below, the step between. */
export const ImportFrame = ({
  step,
  fileName,
  foot,
  onPrimary,
  isWriting,
  onClose,
  children,
}: {
  step: Step
  fileName: string | null
  foot: ReactNode
  /** What Ctrl+Enter does. */
  onPrimary: (() => void) | undefined
  /** The import itself runs: what the head promises no longer holds. */
  isWriting: boolean
  onClose: () => void
  children: ReactNode
}) => {
  const { t } = useTranslation(['imports', 'common'])
  const heading = useRef<HTMLHeadingElement>(null)
  // The button that was pressed may be gone with its step; the keys must not go with it.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus()
  })
  const handleKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return
    // Dialogs and menus lie outside of the frame and keep their keys to themselves.
    if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && onPrimary !== undefined) {
      event.preventDefault()
      onPrimary()
    }
    // A menu that is open closes first; it keeps the key to itself.
    if (event.key === 'Escape' && event.target instanceof Element) {
      const isInOpenList = event.target.getAttribute('aria-expanded') === 'true'
      if (!isInOpenList) onClose()
    }
  }
  return (
    <FocusTrap active>
      <div
        className={classes.root}
        role="dialog"
        aria-modal="true"
        aria-label={t('title')}
        onKeyDown={handleKeyDown}
      >
        <header className={classes.head}>
          <div className={classes.brand}>
            <WorkMark />
            <h1 ref={heading} className={classes.title} tabIndex={-1} data-autofocus>
              {t('title')}
            </h1>
            {fileName !== null && <span className={classes.fileName}>{fileName}</span>}
          </div>
          <Steps step={step} />
          <div className={classes.promise}>
            {step !== 'result' && !isWriting && <span>{t('nothingYet')}</span>}
            <IconButton icon={IconX} label={t('common:close')} onClick={onClose} />
          </div>
        </header>
        <div className={classes.body}>{children}</div>
        {foot !== null && <footer className={classes.foot}>{foot}</footer>}
      </div>
    </FocusTrap>
  )
}
