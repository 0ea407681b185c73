import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import type { MailLine } from '#renderer/api/mail-words.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { takesLonger } from '#renderer/ui/takes-longer.ts'
import { showToast, type ToastWords } from '#renderer/ui/toast-store.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import { mostMailsAtOnce } from '#shared/contract/emails.ts'
import type { Input } from '#shared/contract/index.ts'
import type { EmailId, OperationId } from '#shared/domain/ids.ts'
import { type ChosenMail, countMails, mailsOf } from './batches.ts'
import { decisionOf, isLead, type LeadAct, type MailAct } from './mail-acts.ts'
import { inSight } from './mail-work.ts'
import { switchSending } from './switch-sending.ts'

const decided = {
  release: 'toast.released',
  resend: 'toast.resent',
  arrived: 'toast.arrived',
  dismiss: 'toast.dismissed',
} as const

/** How long a mail that leaves at once can be taken back, as the host counts it. */
const graceMs = 10_000

const hasLeft: ReadonlySet<MailLine['state']> = new Set(['claimed', 'body', 'sent', 'uncertain'])

/** Acts that begin with a question. */
const isAsked = (act: MailAct): boolean => act === 'resend' || act === 'anotherTime'

const idsOf = (mails: readonly ChosenMail[]): EmailId[] => mails.map(({ id }) => id)

const unnamed = (ids: readonly EmailId[]): ChosenMail[] => ids.map((id) => ({ id, name: '' }))

const nameOf = ([mail]: readonly ChosenMail[]): string => mail?.name ?? ''

const ownFailures = {
  'not-decidable': 'toast.notDecidable',
  'not-draft': 'toast.notDecidable',
  'not-ready': 'toast.noTime',
} as const

const isOwn = (code: string): code is keyof typeof ownFailures => code in ownFailures

const useSay = () => {
  const { t } = useTranslation('outbox')
  const navigate = useNavigate()
  const words = useFailureWords()
  const undoToast = useUndoToast()
  const undo = async (id: OperationId): Promise<void> => {
    const result = await attempt('history.undo', { id })
    if (result.ok || result.error.code === 'already-undone') return
    if (result.error.code === 'conflicts') {
      await navigate({ to: '/history', search: { operation: id } })
    } else showToast({ text: () => words(result.error.code) })
  }
  return {
    failed: (code: string) =>
      showToast({ text: () => (isOwn(code) ? t(ownFailures[code]) : words(code)) }),
    /** The owner stopped it, or all of it was done elsewhere. */
    nothingChanged: () => showToast({ text: () => t('toast.nothingChanged') }),
    undoable: (text: ToastWords, id: OperationId | null) =>
      id === null ? showToast({ text }) : undoToast(text, () => void undo(id)),
    /** Of mails that leave at once: taken back in time, or said that it is too late. */
    leaving: (text: ToastWords, id: OperationId | null, first: EmailId) => {
      const takeBack = async (operation: OperationId): Promise<void> => {
        await undo(operation)
        const found = await attempt('emails.get', { id: first })
        const state = found.ok ? found.value.email.state : 'waiting'
        if (hasLeft.has(state)) showToast({ text: () => t('toast.hasLeft', { count: 1 }) })
      }
      return id === null ? showToast({ text }) : undoToast(text, () => void takeBack(id), graceMs)
    },
  }
}

/** Cancels mails; those that have left meanwhile are left alone and said. */
const useCancel = () => {
  const { t } = useTranslation('outbox')
  const say = useSay()
  const run = async (mails: readonly ChosenMail[], left = 0): Promise<void> => {
    const ids = idsOf(mails)
    if (ids.length === 0) return showToast({ text: () => t('toast.hasLeft', { count: left }) })
    const work = { act: 'cancel', count: ids.length } as const
    const result = await inSight(work, attempt('emails.cancel', { ids }))
    if (result.ok) {
      const count = result.value.cancelled
      if (count === 0) return say.nothingChanged()
      const name = nameOf(mails)
      return say.undoable(() => t('toast.cancelled', { count, name }), result.value.operationId)
    }
    if (result.error.code !== 'has-left') return say.failed(result.error.code)
    const gone = new Set<EmailId>(result.error.data.ids)
    const rest = mails.filter(({ id }) => !gone.has(id))
    // Each turn has fewer mails than the one before.
    if (rest.length < mails.length) return run(rest, left + gone.size)
  }
  return (mails: readonly ChosenMail[]) => run(mails)
}

/** Gives what waits another time: now, with ten seconds to take that back, or one picked by hand. */
const usePlan = () => {
  const { t } = useTranslation('outbox')
  const say = useSay()
  return async (mails: readonly ChosenMail[], when: Input<'emails.schedule'>['when']) => {
    const ids = idsOf(mails)
    const [first] = ids
    if (first === undefined) return
    // What leaves now waits for nobody; all else keeps what it waits for.
    const unlessAnswered = when.kind === 'now' ? false : 'as-before'
    const work = { act: 'schedule', count: ids.length } as const
    const result = await inSight(work, attempt('emails.schedule', { ids, when, unlessAnswered }))
    if (!result.ok) return say.failed(result.error.code)
    const { firstAt, lastAt, operationId, scheduled: count } = result.value
    if (count === 0) return say.nothingChanged()
    const parts = { count, name: nameOf(mails) }
    const isNow = when.kind === 'now'
    const words: ToastWords = ({ dayTime }) => {
      const time = firstAt === null ? '' : dayTime(firstAt)
      if (firstAt !== null && lastAt !== null && takesLonger(firstAt, lastAt)) {
        const many = { ...parts, time, last: dayTime(lastAt) }
        return isNow ? t('toast.leavesByOne', many) : t('toast.movedByOne', many)
      }
      return isNow ? t('toast.leavesNow', parts) : t('toast.moved', { ...parts, time })
    }
    if (isNow) say.leaving(words, operationId, first)
    else say.undoable(words, operationId)
  }
}

/** Throws drafts away, all in one act. */
const useDrop = () => {
  const { t } = useTranslation('outbox')
  const say = useSay()
  return async (mails: readonly ChosenMail[]): Promise<void> => {
    const ids = idsOf(mails)
    const work = { act: 'deleteMany', count: ids.length } as const
    const result = await inSight(work, attempt('emails.deleteMany', { ids }))
    if (!result.ok) return say.failed(result.error.code)
    const { deleted: count, operationId } = result.value
    if (count === 0) return say.nothingChanged()
    say.undoable(() => t('toast.dropped', { count }), operationId)
  }
}

/** Leads to the place where a mail's way out is. */
const useLead = () => {
  const { t } = useTranslation('outbox')
  const navigate = useNavigate()
  const say = useSay()
  const open = (id: EmailId) => navigate({ to: '/outbox/write', search: { email: id } })
  const correct = async ({ contact, subject }: MailLine): Promise<void> => {
    const written = { contactId: contact.id, subject: t('correction', { subject }) }
    const result = await attempt('emails.create', written)
    if (!result.ok) return say.failed(result.error.code)
    await open(result.value.id)
  }
  return async (line: MailLine, act: LeadAct): Promise<void> => {
    switch (act) {
      case 'edit':
        return open(line.id)
      case 'contact':
      case 'address': {
        const params = { contactId: String(line.contact.id) }
        return navigate({ to: '/contacts/$contactId', params })
      }
      case 'account':
      case 'unlock':
        return navigate({ to: '/settings', search: { section: 'mail' } })
      case 'suppressions':
        return navigate({ to: '/settings', search: { section: 'suppressions' } })
      case 'switchOn':
        return switchSending(true, t)
      case 'correct':
        return correct(line)
    }
  }
}

/** Takes the owner's word about mails that wait for it. */
const useDecide = () => {
  const { t } = useTranslation('outbox')
  const say = useSay()
  return async (mails: readonly ChosenMail[], act: MailAct): Promise<void> => {
    const decision = decisionOf(act)
    if (decision === null) return
    const ids = idsOf(mails)
    const work = { act: 'decide', count: ids.length } as const
    const result = await inSight(work, attempt('emails.decide', { ids, decision }))
    if (!result.ok) return say.failed(result.error.code)
    const count = result.value.decided
    if (count === 0) return say.nothingChanged()
    showToast({ text: () => t(decided[decision], { count }) })
  }
}

/** Carries out what the owner chose for one mail or several. */
export const useMailActs = () => {
  const { t } = useTranslation('outbox')
  const say = useSay()
  const cancel = useCancel()
  const drop = useDrop()
  const lead = useLead()
  const decide = useDecide()
  /** Mails whose sending again waits for the owner's word. */
  const [asking, setAsking] = useState<readonly MailLine[]>([])
  /** Mails that are to be given another time. */
  const [timing, setTiming] = useState<readonly MailLine[]>([])
  const plan = usePlan()

  /** Says of too many what can be done instead. */
  const isPossible = (lines: readonly MailLine[]): boolean => {
    const isTooMuch = countMails(lines) > mostMailsAtOnce
    if (isTooMuch) showToast({ text: () => t('toast.tooMany', { count: mostMailsAtOnce }) })
    return !isTooMuch
  }
  /** Does something with the mails that lines stand for. */
  const withMails = async (
    lines: readonly MailLine[],
    work: (mails: readonly ChosenMail[]) => Promise<void>,
  ): Promise<void> => {
    const mails = await mailsOf(lines)
    if (mails.ok) await work(mails.value)
    else say.failed(mails.error.code)
  }
  const act = (lines: readonly MailLine[], what: MailAct): void => {
    const [line] = lines
    if (line === undefined) return
    if (!isLead(what) && !isAsked(what) && !isPossible(lines)) return
    if (what === 'cancel') void withMails(lines, cancel)
    else if (what === 'drop') void withMails(lines, drop)
    else if (what === 'resend') setAsking(lines)
    else if (what === 'leaveNow') void withMails(lines, (mails) => plan(mails, { kind: 'now' }))
    else if (what === 'anotherTime') setTiming(lines)
    else if (isLead(what)) void lead(line, what)
    else void withMails(lines, (mails) => decide(mails, what))
  }
  return {
    act,
    /** Of mails that one question is about; there are several, so nobody is named. */
    cancel: (ids: readonly EmailId[]) => void cancel(unnamed(ids)),
    sendNow: (ids: readonly EmailId[]) => void decide(unnamed(ids), 'sendNow'),
    asking,
    resend: () => {
      if (isPossible(asking)) void withMails(asking, (mails) => decide(mails, 'resend'))
      setAsking([])
    },
    dismissQuestion: () => setAsking([]),
    timing,
    putOff: (when: Input<'emails.schedule'>['when']) => {
      if (isPossible(timing)) void withMails(timing, (mails) => plan(mails, when))
      setTiming([])
    },
    dismissTiming: () => setTiming([]),
    /** Lets all go that one question holds: so many. */
    releaseAll: async (count: number): Promise<void> => {
      const result = await inSight({ act: 'letGo', count }, attempt('emails.releaseAll', {}))
      if (!result.ok) return say.failed(result.error.code)
      showToast({ text: () => t('toast.released', { count: result.value.released }) })
    },
  }
}

/** The acts on mails, as components take them. */
export type MailActs = ReturnType<typeof useMailActs>
