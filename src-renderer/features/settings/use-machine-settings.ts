import { useQueryClient } from '@tanstack/react-query'
import { attempt } from '#renderer/api/client.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Input, Output } from '#shared/contract/index.ts'

/** Settings of this machine; a refused one is asked for anew, so that the screen tells the truth. */
export const useMachineSettings = (): {
  readonly machine: Output<'settings.get'>['machine'] | undefined
  readonly save: (changes: Input<'settings.updateMachine'>) => void
} => {
  const client = useQueryClient()
  const words = useFailureWords()
  const settings = useApiQuery('settings.get', {})
  const save = async (changes: Input<'settings.updateMachine'>): Promise<void> => {
    const result = await attempt('settings.updateMachine', changes)
    if (!result.ok) showToast({ text: () => words(result.error.code) })
    await client.invalidateQueries({ queryKey: queryKey('settings.get', {}) })
  }
  return { machine: settings.data?.machine, save: (changes) => void save(changes) }
}
