import type { TFunction } from 'i18next'
import { willBeStopped } from '#shared/contract/email-states.ts'
import type { Output } from '#shared/contract/index.ts'
import { joinSentences } from './join-sentences.ts'

/** One mail as the outbox lists it. */
export type MailLine = Output<'emails.list'>['emails'][number]

/** How a sentence about a mail is meant. */
export type MailTone = 'plain' | 'warning' | 'late' | 'good'

/** A sentence about a mail. */
export interface MailText {
  readonly text: string
  readonly tone: MailTone
}

interface Times {
  /** An instant with its day, or the time alone today. */
  dayTime(instant: number): string
}

type Words = TFunction<'outbox'>

/** What a mail is about, in quotation marks. */
export const subjectWords = (subject: string, t: Words): string =>
  subject.trim() === '' ? t('noSubject') : t('quoted', { subject })

const reasonText = ({ reason, askedAt, contact, toAddress }: MailLine, t: Words): string | null => {
  if (reason === null) return null
  return askedAt === undefined
    ? t(`reason.${reason}`, { name: contact.name, address: toAddress ?? '' })
    : t('state.askedAt', { name: contact.name, address: askedAt })
}

/** Of an address that mail came back from again and again, when it did last. */
const cameBackText = (line: MailLine, t: Words, times: Times): string | null =>
  line.reason === 'unreachable' && line.cameBackAt !== undefined
    ? t('state.unreachable', {
        address: line.toAddress ?? '',
        when: times.dayTime(line.cameBackAt),
      })
    : null

const withReply = (line: MailLine, text: string, t: Words): string => {
  const reply = line.replyText?.trim() ?? ''
  return joinSentences([text, reply === '' ? null : t('state.serverSaid', { reply })])
}

/** Either the server could not be had, or it answered: one of the two is said. */
const deferred = (line: MailLine, t: Words, times: Times): string =>
  joinSentences([
    line.reason === 'connection' ? reasonText(line, t) : t('state.deferred'),
    line.nextAttemptAt === null
      ? t('state.nextTrySoon')
      : t('state.nextTry', { when: times.dayTime(line.nextAttemptAt) }),
  ])

const scheduled = (line: MailLine, t: Words): string => {
  if (!line.unlessAnswered) return line.toAddress ?? ''
  return line.toAddress === null
    ? t('state.unless')
    : t('state.unlessTo', { address: line.toAddress })
}

/** Reasons that are good news or the owner's own will: nothing to look at. */
const calm = new Set<MailLine['reason']>(['answered', 'switched-off'])

/** It left, and came back for now or by the receiver's rules; an answer says that it arrived. */
export const isReturned = ({ state, reason, answeredAt }: MailLine): boolean =>
  state === 'sent' && answeredAt === null && (reason === 'unreachable' || reason === 'policy')

/** Why a mail is where it is, and what leads out of it. */
export const stateWords = (line: MailLine, t: Words, times: Times): MailText => {
  switch (line.state) {
    case 'draft':
      return { text: reasonText(line, t) ?? line.toAddress ?? '', tone: 'plain' }
    case 'waiting': {
      // A reason says what will stop it when its time comes.
      const stop = reasonText(line, t)
      return { text: stop ?? scheduled(line, t), tone: stop === null ? 'plain' : 'warning' }
    }
    case 'held':
    case 'suppressed':
      if (line.mayGo === true) return { text: t('state.mayGo'), tone: 'warning' }
      if (line.state === 'suppressed' && line.reason === 'hard-bounce') {
        const address = line.toAddress ?? ''
        return { text: t('state.suppressedBounce', { address }), tone: 'warning' }
      }
      return {
        text: cameBackText(line, t, times) ?? reasonText(line, t) ?? t(`state.${line.state}`),
        tone: calm.has(line.reason) ? 'plain' : 'warning',
      }
    case 'claimed':
    case 'body':
      return { text: t('state.sending'), tone: 'plain' }
    case 'uncertain':
      return {
        text: (line.reason === 'not-found' ? reasonText(line, t) : null) ?? t('state.uncertain'),
        tone: 'warning',
      }
    case 'deferred':
      if (willBeStopped(line)) return { text: reasonText(line, t) ?? '', tone: 'warning' }
      return {
        // Without a connection no server said anything.
        text:
          line.reason === 'connection'
            ? deferred(line, t, times)
            : withReply(line, deferred(line, t, times), t),
        tone: 'plain',
      }
    case 'failed':
      return { text: withReply(line, reasonText(line, t) ?? t('state.failed'), t), tone: 'late' }
    case 'dismissed':
      return { text: t('state.dismissed'), tone: 'plain' }
    case 'sent':
      if (line.reason === 'hard-bounce') return { text: t('state.bounced'), tone: 'late' }
      if (isReturned(line)) return { text: t('state.returned'), tone: 'late' }
      return line.answeredAt === null
        ? { text: t('state.accepted'), tone: 'plain' }
        : { text: t('state.answered', { when: times.dayTime(line.answeredAt) }), tone: 'good' }
  }
}

/** The same in a few words, for a line on a person's page. */
export const shortWords = (line: MailLine, t: Words, times: Times): MailText => {
  switch (line.state) {
    case 'waiting': {
      if (line.reason !== null) return stateWords(line, t, times)
      if (line.dueAt === null) return { text: t('short.untimed'), tone: 'plain' }
      const when = times.dayTime(line.dueAt)
      const key = line.unlessAnswered ? 'short.unless' : 'short.waiting'
      return { text: t(key, { when }), tone: 'plain' }
    }
    case 'claimed':
    case 'body':
      return { text: t('short.sending'), tone: 'plain' }
    case 'deferred':
      return willBeStopped(line)
        ? stateWords(line, t, times)
        : { text: t('short.deferred'), tone: 'plain' }
    case 'draft':
      return { text: reasonText(line, t) ?? t('short.draft'), tone: 'plain' }
    case 'uncertain':
      return {
        text: t(line.reason === 'not-found' ? 'short.notFound' : 'short.uncertain'),
        tone: 'warning',
      }
    case 'failed':
      return { text: t('short.failed'), tone: 'late' }
    default:
      return stateWords(line, t, times)
  }
}
