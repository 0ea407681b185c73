import { IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from './format.ts'
import { KeyCap } from './key-cap.tsx'
import classes from './toast.module.css'
import { hideToast, type ToastWords, useToastStore } from './toast-store.ts'

const usualMs = 8000

/** The place of the toast: bottom left of the work area; stays while hovered or focused. */
export const ToastPlace = () => {
  const { t } = useTranslation('common')
  const toast = useToastStore((state) => state.toast)
  const [isHeld, setHeld] = useState(false)
  const id = toast?.id
  const staysMs = toast?.staysMs ?? usualMs
  useEffect(() => {
    if (id === undefined || isHeld) return
    const timer = setTimeout(hideToast, staysMs)
    return () => clearTimeout(timer)
  }, [id, isHeld, staysMs])
  const formats = useFormats()
  const written = (words: ToastWords): string =>
    typeof words === 'string' ? words : words(formats)
  const act = toast?.action
  return (
    <div className={classes.place} role="status">
      {toast !== null && (
        <div
          key={toast.id}
          className={classes.toast}
          onMouseEnter={() => setHeld(true)}
          onMouseLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <span>{written(toast.text)}</span>
          {act !== undefined && (
            <button
              type="button"
              className={classes.act}
              onClick={() => {
                hideToast()
                act.onAct()
              }}
            >
              {written(act.label)}
              {act.keys !== undefined && <KeyCap keys={act.keys} on="toast" joined />}
            </button>
          )}
          <button
            type="button"
            className={classes.close}
            aria-label={t('close')}
            onClick={hideToast}
          >
            <IconX size={14} stroke={1.6} aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  )
}
