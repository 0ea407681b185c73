import { useEffect, useRef, useState } from 'react'

/** Keeps a text when its page is hidden, closed or left. */
export const useTextKeeping = (saver: { flush(): Promise<boolean> }): void => {
  useEffect(() => {
    const keep = (): void => void saver.flush()
    document.addEventListener('visibilitychange', keep)
    window.addEventListener('pagehide', keep)
    return () => {
      document.removeEventListener('visibilitychange', keep)
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [saver])
}

/**
 * Takes what saves the text of a field, or null when nothing is to be saved; it is done when the
 * page is hidden, closed or left.
 */
export const useUnsaved = (): ((save: (() => Promise<void>) | null) => void) => {
  const unsaved = useRef<(() => Promise<void>) | null>(null)
  const [saver] = useState(() => ({
    flush: async () => {
      await unsaved.current?.()
      return true
    },
  }))
  useTextKeeping(saver)
  return (save) => {
    unsaved.current = save
  }
}
