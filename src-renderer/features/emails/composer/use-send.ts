import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt, currentTransport } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { takesLonger } from '#renderer/ui/takes-longer.ts'
import { showToast, type ToastWords } from '#renderer/ui/toast-store.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { isUnwanted } from '#shared/domain/unwanted-mail.ts'
import type { Check, Preview, When } from '../mail-types.ts'
import { mailtoLink } from '../mailto-link.ts'
import { wallOf, wallWords } from '../when/when-words.ts'
import { useCheckWords } from './check-words.ts'

/** How long a mail that leaves at once can be taken back, as the host counts it. */
const takeBackMs = 10_000

interface Sending {
  readonly ids: readonly EmailId[]
  readonly when: When
  readonly unlessAnswered: boolean
  /** Also where several of them share an address. */
  readonly toEach?: boolean
  /** For the words: whom it goes to, when it is one. */
  readonly name: string
}

/** What is asked before a mail goes to somebody who is to get none. */
interface Asking {
  readonly check: Check
  answer(isMeant: boolean): void
}

/** Asks whether a mail is meant for somebody who is to get none. */
const useAsking = () => {
  const [asking, setAsking] = useState<Asking | null>(null)
  const ask = (check: Check): Promise<boolean> =>
    new Promise((resolve) => {
      const answer = (isMeant: boolean): void => {
        setAsking(null)
        resolve(isMeant)
      }
      setAsking({ check, answer })
    })
  return { asking, ask }
}

/** The ways a mail leaves: by Kith, as a test, or with another program. */
export interface Send {
  readonly isBusy: boolean
  /** Lets mails go; answers whether they do. */
  schedule(sending: Sending): Promise<boolean>
  test(id: EmailId): Promise<void>
  /** Gives the mail to the owner's mail program as a file. */
  asFile(id: EmailId): Promise<void>
  /** Opens a new mail in the owner's mail program with the words of this one. */
  asLink(preview: Preview): Promise<void>
  /** Somebody is to get no mail: whether it is meant all the same; null while nothing is asked. */
  readonly asking: Asking | null
  /** Notes that it was sent elsewhere; answers whether it is noted. */
  markSent(id: EmailId, name: string): Promise<boolean>
}

/** Makes what was to leave drafts again, and opens them. */
const useTakeBack = (): ((ids: readonly EmailId[]) => Promise<void>) => {
  const { t } = useTranslation('emails')
  const navigate = useNavigate()
  const failures = useFailureWords()
  return async (ids) => {
    const result = await attempt('emails.cancel', { ids: [...ids] })
    if (result.ok) await navigate({ to: '/outbox/write', search: { email: Number(ids[0]) } })
    else if (result.error.code === 'has-left') showToast({ text: () => t('toast.hasLeft') })
    else showToast({ text: () => failures(result.error.code) })
  }
}

/** Sends a mail to the owner and says how that went. */
const useTest = (): ((id: EmailId) => Promise<void>) => {
  const { t } = useTranslation('emails')
  const failures = useFailureWords()
  return async (id) => {
    const result = await attempt('emails.sendTest', { id })
    if (result.ok) return showToast({ text: () => t('toast.tested') })
    const { code } = result.error
    if (code === 'not-sent') {
      const reply = result.error.data.reply ?? t('toast.noReply')
      return showToast({ text: () => t('toast.testFailed', { reply }) })
    }
    const isOurs = code === 'no-account' || code === 'no-secret' || code === 'secrets-locked'
    showToast({ text: () => (isOurs ? t(`toast.${code}`) : failures(code)) })
  }
}

/** The words for mails that leave now or later; those to many one by one, until some time. */
const useLeavingWords = () => {
  const { t } = useTranslation('emails')
  return (leaving: {
    readonly count: number
    readonly name: string
    readonly isNow: boolean
    readonly firstAt: number | null
    readonly lastAt: number | null
  }): ToastWords => {
    const { isNow, firstAt, lastAt, ...one } = leaving
    return (current) => {
      const said = (at: number): string => wallWords(wallOf(at, current), current)
      if (firstAt === null) return t('toast.leaves', one)
      const planned = { ...one, time: said(firstAt) }
      if (lastAt !== null && takesLonger(firstAt, lastAt)) {
        const many = { ...planned, last: said(lastAt) }
        return isNow ? t('toast.leavesByOne', many) : t('toast.plannedByOne', many)
      }
      return isNow ? t('toast.leaves', one) : t('toast.planned', planned)
    }
  }
}

/** Hands mail to another program; to somebody who is to get none only by a word. */
const useOtherProgram = (): Pick<Send, 'asking' | 'asFile' | 'asLink' | 'markSent'> => {
  const { t } = useTranslation('emails')
  const failures = useFailureWords()
  const undoToast = useUndoToast()
  const { asking, ask } = useAsking()
  return {
    asking,
    asFile: async (id) => {
      const first = await attempt('emails.asFile', { id })
      const isUnwanted = !first.ok && first.error.code === 'not-wanted'
      if (isUnwanted && !(await ask(first.error.data))) return
      const result = isUnwanted ? await attempt('emails.asFile', { id, anyway: true }) : first
      if (!result.ok) return showToast({ text: () => failures(result.error.code) })
      const { file, name } = result.value
      try {
        await currentTransport().openMail(file, name)
      } catch {
        // The system has no program for mail, or it refused.
        showToast({ text: () => t('toast.notOpened') })
      }
    },
    asLink: async (preview) => {
      const unwanted = preview.checks.find(isUnwanted)
      if (unwanted === undefined || (await ask(unwanted)))
        globalThis.location.assign(mailtoLink(preview))
    },
    markSent: async (id, name) => {
      const first = await attempt('emails.markSent', { id })
      const isUnwanted = !first.ok && first.error.code === 'not-wanted'
      if (isUnwanted && !(await ask(first.error.data))) return false
      const result = isUnwanted ? await attempt('emails.markSent', { id, anyway: true }) : first
      if (result.ok) undoToast(() => t('toast.marked', { name }))
      else showToast({ text: () => failures(result.error.code) })
      return result.ok
    },
  }
}

/** Lets mail leave and says what happens. */
export const useSend = (): Send => {
  const { t } = useTranslation('emails')
  const failures = useFailureWords()
  const checks = useCheckWords()
  const undoToast = useUndoToast()
  const takeBack = useTakeBack()
  const words = useLeavingWords()
  const test = useTest()
  const [isBusy, setBusy] = useState(false)
  const other = useOtherProgram()

  const schedule = async ({ ids, name, ...how }: Sending): Promise<boolean> => {
    const result = await attempt('emails.schedule', { ids: [...ids], ...how })
    if (!result.ok) {
      const first = result.error.code === 'not-ready' ? result.error.data.checks[0] : undefined
      const reason = (): string =>
        first === undefined ? failures(result.error.code) : checks.brief(first.code)
      showToast({ text: () => t('toast.notSent', { reason: reason() }) })
      return false
    }
    const count = ids.length
    const { firstAt, lastAt } = result.value
    const isNow = how.when.kind === 'now' || firstAt === null
    const text = words({ count, name, isNow, firstAt, lastAt })
    undoToast(text, () => void takeBack(ids), isNow ? takeBackMs : undefined)
    return true
  }
  return {
    isBusy,
    schedule: async (sending) => {
      setBusy(true)
      const isGoing = await schedule(sending)
      setBusy(false)
      return isGoing
    },
    test: async (id) => {
      setBusy(true)
      await test(id)
      setBusy(false)
    },
    ...other,
  }
}
