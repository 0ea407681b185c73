import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { attempt } from '#renderer/api/client.ts'
import type { ContactId, EmailAccountId, EmailId, FollowUpId } from '#shared/domain/ids.ts'
import { type DraftChanges, DraftSaver, type SaverCalls, type SaveState } from './draft-saver.ts'
import type { Email } from './mail-types.ts'
import type { MailWords } from './use-mail-editors.ts'

const idleMs = 1000
/** What changed elsewhere is shown when it stays so; the answer to an own save is on its way. */
const settleMs = 800

interface DraftParts {
  /** The draft as it is kept; null before its first words. */
  readonly email: Email | null
  readonly contactId: ContactId
  readonly followUpId: FollowUpId | null
  /** In whose name; kept with the first words. */
  readonly accountId: EmailAccountId | null
  readonly onCreated: (id: EmailId) => void
  /** The draft was changed elsewhere, by Undo for one. */
  readonly onOtherWords: (words: MailWords) => void
}

/** The words of a draft and their keeping. */
export interface Draft {
  readonly words: MailWords
  readonly save: SaveState
  change(words: Partial<MailWords>): void
  /** Changes other facts of it. */
  set(changes: DraftChanges): void
  /** Keeps what is not kept; answers whether everything is. */
  flush(): Promise<boolean>
  ensure(): Promise<EmailId | null>
}

const callsOf = ({ email, contactId, followUpId, onCreated }: DraftParts): SaverCalls => ({
  create: async (changes) => {
    const step = followUpId === null ? {} : { followUpId }
    const result = await attempt('emails.create', { contactId, ...step, ...changes })
    if (!result.ok) return { ok: false, code: result.error.code }
    onCreated(result.value.id)
    return { ok: true, value: result.value.id }
  },
  update: async (id, changes) => {
    const wholeBatch = (email?.batch ?? null) !== null
    const result = await attempt('emails.update', { id, ...changes, wholeBatch })
    return result.ok ? { ok: true, value: null } : { ok: false, code: result.error.code }
  },
})

/** A draft that keeps itself: when the owner pauses, leaves a field or the page. */
export const useDraft = (parts: DraftParts): Draft => {
  const { email } = parts
  const latest = useRef(parts)
  const [save, setSave] = useState<SaveState>({ state: 'idle' })
  const [words, setWords] = useState<MailWords>({
    subject: email?.subject ?? '',
    body: email?.body ?? '',
  })
  const [saver] = useState(
    () => new DraftSaver({ id: email?.id ?? null, idleMs, onState: setSave, ...callsOf(parts) }),
  )
  useLayoutEffect(() => {
    latest.current = parts
    saver.use(callsOf(parts))
  })

  useEffect(() => {
    const keep = (): void => void saver.flush()
    document.addEventListener('visibilitychange', keep)
    return () => {
      document.removeEventListener('visibilitychange', keep)
      keep()
    }
  }, [saver])

  useEffect(() => {
    if (email === null || (email.subject === words.subject && email.body === words.body)) return
    const timer = setTimeout(() => {
      const isWriting = document.activeElement?.closest('[contenteditable=true]') !== null
      if (saver.isBusy || isWriting) return
      const other = { subject: email.subject, body: email.body }
      setWords(other)
      latest.current.onOtherWords(other)
    }, settleMs)
    return () => clearTimeout(timer)
  }, [email, words, saver])

  return {
    words,
    save,
    change: (changed) => {
      setWords((now) => ({ ...now, ...changed }))
      saver.change({ ...changed, accountId: parts.accountId })
    },
    set: (changes) => saver.change(changes),
    flush: () => saver.flush(),
    ensure: () => saver.ensure(),
  }
}
