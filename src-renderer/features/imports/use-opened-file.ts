import { useState } from 'react'
import { ApiError } from '#renderer/api/api-error.ts'
import { attempt, currentTransport } from '#renderer/api/client.ts'
import type { FileHandle } from '#shared/domain/ids.ts'
import type { Inspection, Refusal, Target } from './import-types.ts'

/** A file the host has, and what it looks like. */
export interface OpenedFile {
  readonly handle: FileHandle
  readonly inspection: Inspection
}

const refusalOf = (cause: unknown): Refusal =>
  cause instanceof ApiError ? { code: cause.code, data: cause.data } : { code: 'bug', data: {} }

/** Hands a file to the host, has it looked at, and holds what its columns shall become. */
export const useOpenedFile = (onRefusal: (refusal: Refusal | null) => void) => {
  const [file, setFile] = useState<OpenedFile | null>(null)
  const [isReading, setReading] = useState(false)
  const [targets, setTargets] = useState<readonly Target[]>([])
  const open = async (chosen: File): Promise<void> => {
    setReading(true)
    try {
      const handle = await currentTransport().upload(chosen)
      const inspected = await attempt('imports.inspect', { file: handle })
      if (inspected.ok) {
        setFile({ handle, inspection: inspected.value })
        setTargets(inspected.value.columns.map(({ target }) => target))
      } else {
        setFile(null)
        onRefusal(inspected.error)
      }
    } catch (cause) {
      setFile(null)
      onRefusal(refusalOf(cause))
    } finally {
      setReading(false)
    }
  }
  const setTarget = (index: number, target: Target): void =>
    setTargets((now) => now.map((one, at) => (at === index ? target : one)))
  return { file, isReading, targets, open, setTarget }
}
