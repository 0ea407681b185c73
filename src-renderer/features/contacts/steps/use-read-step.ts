import { useEffect, useState } from 'react'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import type { Output } from '#shared/contract/index.ts'

/** A next step as the application reads it out of typed words. */
export type ReadStep = NonNullable<Output<'activities.preview'>['nextStep']>

const waitsMs = 150

/** The text after it has rested for a moment, so that not every letter asks. */
export const useRested = (text: string): string => {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), waitsMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

/** Reads a next step while it is typed; `readNow` reads the words of this moment before saving. */
export const useReadStep = (
  text: string,
): { readonly read: ReadStep | null; readNow(text: string): Promise<ReadStep | null> } => {
  const rested = useRested(text)
  const preview = useApiQuery(
    'activities.preview',
    { text: rested, isStep: true },
    { enabled: rested.trim() !== '', keepPrevious: true },
  )
  return {
    read: text.trim() === '' ? null : (preview.data?.nextStep ?? null),
    readNow: async (now) => {
      const result = await attempt('activities.preview', { text: now, isStep: true })
      return result.ok ? result.value.nextStep : null
    },
  }
}
