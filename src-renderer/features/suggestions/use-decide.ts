import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import type { ToastWords } from '#renderer/ui/toast-store.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import type { Output } from '#shared/contract/index.ts'

/** Somebody the owner writes to. */
export type Person = Output<'suggestions.list'>['people'][number]

/** Whom a person is: a new contact, or another address of one. */
export type Namesake = Person['namesakes'][number]

/** What can be done about people who are no contacts. */
export interface Decide {
  readonly add: (people: readonly Person[]) => Promise<void>
  readonly addTo: (person: Person, contact: Namesake) => Promise<void>
  readonly dismiss: (person: Person) => Promise<void>
}

/** Adds them or puts them aside, each with undo. */
export const useDecide = (): Decide => {
  const { t } = useTranslation('suggestions')
  const words = useFailureWords()
  const undoToast = useUndoToast()
  const accept = async (
    people: Parameters<typeof attempt<'suggestions.accept'>>[1]['people'],
    said: ToastWords,
  ): Promise<void> => {
    const result = await attempt('suggestions.accept', { people })
    if (result.ok) undoToast(said)
    else
      showToast({
        text: () => (result.error.code === 'not-found' ? t('gone') : words(result.error.code)),
      })
  }
  return {
    add: (people) => {
      const [only] = people
      return accept(
        people.map(({ address, name }) => ({ address, name })),
        ({ number }) =>
          people.length === 1 && only !== undefined
            ? t('addedName', { name: only.name })
            : t('added', { count: people.length, number: number(people.length) }),
      )
    },
    addTo: ({ address, name }, contact) =>
      accept([{ address, name, contactId: contact.id }], () =>
        t('addedTo', { name: contact.name }),
      ),
    dismiss: async ({ address, name }) => {
      const result = await attempt('suggestions.dismiss', { addresses: [address] })
      if (result.ok) undoToast(() => t('dismissed', { name }))
      else showToast({ text: () => words(result.error.code) })
    },
  }
}
