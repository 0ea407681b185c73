import { create } from 'zustand'

/** An act on mails that may take its time. */
export interface MailWork {
  readonly act: 'schedule' | 'cancel' | 'deleteMany' | 'decide' | 'letGo'
  /** How many mails it is about. */
  readonly count: number
}

/** What this window is doing with mails; null when there is nothing to wait for. */
export const useMailWork = create<{ readonly running: MailWork | null }>(() => ({ running: null }))

/** Keeps an act in sight until it is answered. */
export const inSight = async <T>(running: MailWork, answer: Promise<T>): Promise<T> => {
  useMailWork.setState({ running })
  try {
    return await answer
  } finally {
    // One that was begun meanwhile stays in sight.
    if (useMailWork.getState().running === running) useMailWork.setState({ running: null })
  }
}
