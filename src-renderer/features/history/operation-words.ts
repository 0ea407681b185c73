import { isNoAnswerNeeded, knownCode, operationTitle } from '#renderer/api/operation-words.ts'
import type { Formats } from '#renderer/ui/format.ts'
import { isStage } from '#shared/domain/stages.ts'
import { fieldWords } from './change-words.ts'
import type { Operation } from './group-by-day.ts'
import type { HistoryWords } from './value-words.ts'

/** One operation in words: what happened to whom (500), and the quiet rest. */
export interface OperationText {
  readonly title: string
  readonly detail: string
}

const numberOf = (operation: Operation, key: string): number | null => {
  const value = operation.numbers[key]
  return typeof value === 'number' ? value : null
}

const stageDetail = (operation: Operation, t: HistoryWords): string => {
  const { from, stage } = operation.numbers
  if (!isStage(stage)) return stage === 'none' ? t('detail.noStage') : ''
  const to = t(`common:stages.${stage}`)
  return isStage(from)
    ? t('detail.stage', { from: t(`common:stages.${from}`), to })
    : t('detail.toStage', { to })
}

const joined = (parts: readonly string[], formats: Formats): string =>
  parts.filter((part) => part !== '').join(formats.language === 'zh-CN' ? '，' : ', ')

const importDetail = (operation: Operation, t: HistoryWords, formats: Formats): string => {
  const parts = [
    ['new', numberOf(operation, 'created') ?? numberOf(operation, 'new')],
    ['changed', numberOf(operation, 'changed')],
    ['companies', numberOf(operation, 'companies')],
  ] as const
  return joined(
    parts.flatMap(([key, value]) =>
      value === null || value === 0 ? [] : [t(`detail.${key}`, { number: formats.number(value) })],
    ),
    formats,
  )
}

const detailOf = (operation: Operation, t: HistoryWords, formats: Formats): string => {
  switch (knownCode(operation.code)) {
    case 'contacts.setStage':
      return stageDetail(operation, t)
    case 'imports.commit':
      return importDetail(operation, t, formats)
    case 'contacts.update':
    case 'contacts.updatePoint':
    case 'activities.update':
    case 'followUps.update': {
      const { field } = operation.numbers
      if (isNoAnswerNeeded(operation)) return ''
      return typeof field === 'string' ? fieldWords(field, t) : ''
    }
    case 'rhythms.set': {
      const days = numberOf(operation, 'everyDays')
      return days === null ? '' : t('detail.everyDays', { number: days })
    }
    default:
      return ''
  }
}

const namesDetail = (operation: Operation, t: HistoryWords, formats: Formats): string => {
  if (operation.contactCount < 2 || operation.code.startsWith('relations.')) return ''
  const { stillDeleted } = operation
  const { count } = operation.numbers
  if (count === 1) return ''
  if (stillDeleted !== undefined && typeof count === 'number' && stillDeleted < count) {
    const number = formats.number(stillDeleted)
    return t('bringBack.total', { count: stillDeleted, number })
  }
  const total = typeof count === 'number' ? count : operation.contactCount
  const names = operation.contacts.map((contact) => contact.name).slice(0, total)
  const more = total - names.length
  const list = names.join(formats.language === 'zh-CN' ? '、' : ', ')
  return more <= 0 ? list : `${list} ${t('andMore', { count: more })}`
}

const byWhom = ({ actor, code }: Operation, t: HistoryWords): string => {
  // Who let it leave is the owner.
  if (actor === 'owner' || code === 'emails.sent') return ''
  return code.startsWith('mailboxes.') ? t('by.mailbox') : t(`by.${actor}`)
}

/** An operation as a line of History. Names come with it, the words from its code. */
export const operationWords = (
  operation: Operation,
  t: HistoryWords,
  options: {
    readonly formats: Formats
    /** Other operations on the page, to say what an undo took back. */
    readonly find?: (id: number) => Operation | undefined
  },
): OperationText => {
  const { formats, find } = options
  const { subject } = operation
  // Of anything else it stands in the title.
  const isMail = operation.code.startsWith('emails.')
  return {
    title: operationTitle(operation, t, {
      language: formats.language,
      ...(find === undefined ? {} : { find }),
    }),
    detail: joined(
      [
        subject === undefined || !isMail ? '' : t('subject', { subject }),
        detailOf(operation, t, formats),
        namesDetail(operation, t, formats),
        byWhom(operation, t),
      ],
      formats,
    ),
  }
}
