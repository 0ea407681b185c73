import { useState } from 'react'

/** Whether the browser lets this page announce things; `none` where it has no such thing. */
export type NotificationState = NotificationPermission | 'none'

const currentState = (): NotificationState =>
  'Notification' in window ? Notification.permission : 'none'

/** The browser's permission to announce, and the way to ask for it. */
export const useBrowserNotifications = (): {
  readonly state: NotificationState
  readonly ask: () => void
} => {
  const [state, setState] = useState(currentState)
  const ask = async (): Promise<void> => {
    await Notification.requestPermission()
    setState(currentState())
  }
  return { state, ask: () => void ask() }
}

/** Announces through the browser while the page is out of sight, if it may; answers whether it did. */
export const notifyOutOfSight = (text: string, onOpen: () => void): boolean => {
  if (document.visibilityState === 'visible' || currentState() !== 'granted') return false
  const notification = new Notification(text, { tag: 'kith-reminder' })
  notification.addEventListener('click', () => {
    window.focus()
    onOpen()
  })
  return true
}
