import i18next from 'i18next'
import { formatsOf } from '#renderer/ui/format.ts'
import { type ToastWords, useToastStore } from '#renderer/ui/toast-store.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'

/** What a toast says, in the language of now. */
export const wordsOfToast = (words: ToastWords): string =>
  typeof words === 'string'
    ? words
    : words(formatsOf(useViewLocale.getState(), i18next.getFixedT(i18next.language, 'common')))

/** The toast on screen, as it reads now. */
export const shownToast = () => {
  const { toast } = useToastStore.getState()
  if (toast === null) return null
  const { text, action, ...more } = toast
  const written =
    action === undefined ? undefined : { ...action, label: wordsOfToast(action.label) }
  return { ...more, text: wordsOfToast(text), action: written }
}
