import { useEffect } from 'react'

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
