import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { attempt } from '#renderer/api/client.ts'
import { isTextField } from '#renderer/ui/commands/use-keyboard.ts'
import { useTextKeeping } from '#renderer/ui/use-text-keeping.ts'
import type { ContactId, EmailAccountId, EmailId, FollowUpId } from '#shared/domain/ids.ts'
import type { MailWords } from '../editor/use-mail-editors.ts'
import type { Email } from '../mail-types.ts'
import { type DraftChanges, DraftSaver, type SaverCalls } from './draft-saver.ts'
import type { SaveState } from './text-saver.ts'

/** What changed elsewhere is shown when it stays so, and nobody writes. */
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
  /** Forgets what could not be kept. */
  drop(): void
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

const isSame = (one: MailWords, other: MailWords): boolean =>
  one.subject === other.subject && one.body === other.body

/** A draft that keeps itself: while the owner writes, pauses, or leaves a field or the page. */
export const useDraft = (parts: DraftParts): Draft => {
  const { email } = parts
  const latest = useRef(parts)
  const [save, setSave] = useState<SaveState>({ state: 'idle' })
  const [words, setWords] = useState<MailWords>({
    subject: email?.subject ?? '',
    body: email?.body ?? '',
  })
  const [saver] = useState(
    () => new DraftSaver({ id: email?.id ?? null, onState: setSave, ...callsOf(parts) }),
  )
  useLayoutEffect(() => {
    latest.current = parts
    saver.use(callsOf(parts))
  })

  useTextKeeping(saver)

  useEffect(() => {
    if (email === null || isSame(email, words)) return
    let isOver = false
    let timer: ReturnType<typeof setTimeout>
    const isWriting = (): boolean => saver.isBusy || isTextField(document.activeElement)
    const look = async (): Promise<void> => {
      if (isWriting()) return wait()
      // Asked anew: what the page has may be older than its own last save.
      const kept = await attempt('emails.get', { id: email.id })
      if (isOver || !kept.ok) return
      const { subject, body } = kept.value.email
      if (isSame({ subject, body }, words)) return
      if (isWriting()) return wait()
      setWords({ subject, body })
      latest.current.onOtherWords({ subject, body })
    }
    const wait = (): void => {
      timer = setTimeout(() => void look(), settleMs)
    }
    wait()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
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
    drop: () => saver.drop(),
  }
}
