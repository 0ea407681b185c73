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

type Pressed = KeyboardEvent<HTMLDivElement>

const isInside = ({ target, currentTarget }: Pressed): boolean =>
  target instanceof Node && currentTarget.contains(target)
const hasList = ({ target }: Pressed): boolean =>
  target instanceof Element && target.getAttribute('aria-haspopup') === 'listbox'
const hasOpenList = ({ target }: Pressed): boolean =>
  target instanceof Element && target.getAttribute('aria-expanded') === 'true'

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
  const goesOn = (event: Pressed): boolean =>
    event.key === 'Enter' && (event.ctrlKey || event.metaKey) && onPrimary !== undefined
  const handleKeyDown = (event: Pressed): void => {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return
    // Dialogs and menus lie outside of the frame and keep their keys to themselves.
    if (!isInside(event)) return
    if (goesOn(event)) {
      event.preventDefault()
      onPrimary?.()
    }
    // A menu that is open closes first; it keeps the key to itself.
    if (event.key === 'Escape' && !hasOpenList(event)) onClose()
  }
  // A closed list would open by Enter, whatever is held with it.
  const handleKeyDownCapture = (event: Pressed): void => {
    const isClosedList = isInside(event) && hasList(event) && !hasOpenList(event)
    if (!isClosedList || !goesOn(event)) return
    event.preventDefault()
    event.stopPropagation()
    onPrimary?.()
  }
  return (
    <FocusTrap active>
      <div
        className={classes.root}
        role="dialog"
        aria-modal="true"
        aria-label={t('title')}
        onKeyDown={handleKeyDown}
        onKeyDownCapture={handleKeyDownCapture}
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
