import { useTranslation } from 'react-i18next'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { cappedUnit, unreadableKind } from '#shared/contract/import-table.ts'
import type { Refusal } from './import-types.ts'

type Facts = Readonly<Record<string, unknown>>

const factsIn = (data: unknown): Facts =>
  typeof data === 'object' && data !== null ? { ...data } : {}

const numberIn = (facts: Facts, key: string): number => {
  const value = facts[key]
  return typeof value === 'number' ? value : 0
}

const megabyte = 1_048_576
const gigabyte = 1024 * megabyte
const storeCap = 2 * gigabyte

/** Why a file cannot be read and what to do about it, in words. */
export const useRefusalWords = (): ((refusal: Refusal) => string) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const failureWords = useFailureWords()
  const tooLarge = (facts: Facts): string => {
    const unit = cappedUnit.safeParse(facts.unit).data ?? 'bytes'
    // An upload is cut off at the cap of the store and brings no number.
    const max = numberIn(facts, 'max') || storeCap
    const size =
      max < gigabyte
        ? t('read.megabytes', { size: formats.number(Math.max(1, Math.round(max / megabyte))) })
        : t('read.gigabytes', { size: formats.number(Math.round(max / gigabyte)) })
    const words = t(`tooLarge.${unit}`, { number: formats.number(max), size })
    return facts.canTryCsv === true ? t('tooLarge.withCsv', { words }) : words
  }
  return ({ code, data }) => {
    const facts = factsIn(data)
    switch (code) {
      case 'not-in-encoding':
        return t('refused.notInEncoding')
      case 'empty-file':
        return t('refused.emptyFile')
      case 'too-many-columns':
        return t('refused.tooManyColumns', {
          count: numberIn(facts, 'columns'),
          max: formats.number(numberIn(facts, 'max')),
        })
      case 'not-a-table':
        return t(`notATable.${unreadableKind.safeParse(facts.what).data ?? 'binary'}`)
      case 'too-large':
        return tooLarge(facts)
      case 'no-such-sheet':
        return t('refused.noSuchSheet')
      case 'unreadable-file':
        return t('refused.unreadable')
      case 'not-found':
        return t('refused.gone')
      default:
        return failureWords(code)
    }
  }
}
