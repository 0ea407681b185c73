import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { ContactId, EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import { isAboutText, readyOf } from './group-checks.ts'
import type { Account, Email, Recipient, When } from './mail-types.ts'
import { useAttachments } from './use-attachments.ts'
import { type Draft, useDraft } from './use-draft.ts'
import { type MailChecks, useMailChecks, useMailPreview } from './use-mail-checks.ts'
import { type MailEditors, useMailEditors } from './use-mail-editors.ts'
import { useBatch } from './use-recipients.ts'
import { useSend } from './use-send.ts'

/** What is written, to whom, and how to tell the page about it. */
export interface ComposerParts {
  readonly email: Email | null
  readonly contact: { readonly id: ContactId; readonly name: string }
  readonly followUpId: Parameters<typeof useDraft>[0]['followUpId']
  readonly onCreated: (id: EmailId) => void
  /** Another mail of the batch is to carry the page on. */
  readonly onCarryOn: (id: EmailId) => void
  /** The page is to be left. */
  readonly onLeave: () => void
}

const whenOf = (email: Email | null): When =>
  email === null || email.sendAt === null || email.timeZone === null
    ? { kind: 'now' }
    : { kind: 'at', wall: email.sendAt.slice(0, 16), timeZone: email.timeZone }

const useAccount = (chosen: EmailAccountId | null, accounts: readonly Account[]) => {
  const known = accounts.find((one) => one.id === chosen)
  return (known ?? accounts.find((one) => one.isDefault) ?? accounts[0])?.id ?? null
}

const usePeople = ({ email, contact }: ComposerParts): readonly Recipient[] => {
  const batch = useBatch(email?.batch ?? null)
  if (batch.length > 0) return batch
  const { id: contactId, name } = contact
  return [{ emailId: email?.id ?? null, contactId, name, toAddress: email?.toAddress ?? null }]
}

/** The state of the composer and what its buttons do. */
export const useComposer = (parts: ComposerParts) => {
  const { email } = parts
  const { t } = useTranslation('emails')
  const failures = useFailureWords()
  const answer = useApiQuery('emailAccounts.list', {})
  const accounts = answer.data?.accounts ?? []
  const [picked, setPicked] = useState<EmailAccountId | null>(null)
  const accountId = useAccount(picked ?? email?.accountId ?? null, accounts)
  const [when, setWhen] = useState<When>(() => whenOf(email))
  const [stops, setStops] = useState(email?.unlessAnswered ?? true)
  const [shown, setShown] = useState<ContactId>(parts.contact.id)
  const isEditable = email === null || email.state === 'draft'
  const recipients = usePeople(parts)
  const draft: Draft = useDraft({
    ...parts,
    accountId,
    contactId: parts.contact.id,
    onOtherWords: (words) => editors.show(words),
  })
  const editors: MailEditors = useMailEditors({
    words: draft.words,
    isEditable,
    subjectName: t('row.subject'),
    bodyName: t('text'),
    onChange: draft.change,
    onBlur: () => void draft.flush(),
    onSend: () => void sendAll(),
  })
  const isMany = recipients.length > 1
  const files = useAttachments({ ensure: draft.ensure, wholeBatch: isMany })
  const attachments = email?.attachments ?? []
  const at = Math.max(
    0,
    recipients.findIndex((one) => one.contactId === shown),
  )
  const recipient = recipients[at] ?? {
    ...parts.contact,
    contactId: parts.contact.id,
    emailId: null,
    toAddress: null,
  }
  const preview = useMailPreview({
    ...recipient,
    accountId,
    words: draft.words,
    attachmentCount: attachments.length,
    when,
  })
  const checks: MailChecks = useMailChecks(recipients, { preview, when })
  const ready = readyOf(recipients, checks.findings)
  const send = useSend()

  const tell = (code: string): void => showToast({ text: failures(code) })
  const sendAll = async (): Promise<void> => {
    if (!isEditable || send.isBusy) return
    const own = await draft.ensure()
    if (own === null) return
    const ids = ready.flatMap(({ emailId }) => emailId ?? own)
    if (ids.length === 0) return showToast({ text: t('toast.nothingReady') })
    const unlessAnswered = when.kind === 'in-days' || (when.kind !== 'now' && stops)
    if (await send.schedule({ ids, when, unlessAnswered, name: recipient.name })) parts.onLeave()
  }
  const add = async (contactId: ContactId): Promise<void> => {
    const like = await draft.ensure()
    if (like === null) return
    const result = await attempt('emails.create', { contactId, like })
    if (!result.ok) tell(result.error.code)
  }
  const remove = async (emailId: EmailId): Promise<void> => {
    const next = recipients.find((one) => one.emailId !== emailId)
    if (email?.id === emailId && next?.emailId) {
      await draft.flush()
      parts.onCarryOn(next.emailId)
    }
    const result = await attempt('emails.delete', { id: emailId })
    if (!result.ok) tell(result.error.code)
  }
  const pickAccount = (id: EmailAccountId): void => {
    setPicked(id)
    draft.set({ accountId: id })
  }
  return {
    accounts,
    hasAccounts: answer.data === undefined || accounts.length > 0,
    accountId,
    pickAccount,
    when,
    setWhen,
    stops,
    setStops,
    isEditable,
    recipients,
    recipient,
    index: at,
    show: setShown,
    turn: (step: -1 | 1) =>
      setShown(recipients[(at + step + recipients.length) % recipients.length]?.contactId ?? shown),
    draft,
    editors,
    files,
    attachments,
    preview,
    checks,
    ready,
    /** A finding about the text keeps everything back. */
    whyNot: checks.findings.find((one) => one.isBlocking && (isAboutText(one.code) || !isMany)),
    send,
    sendAll,
    add,
    remove,
  }
}

/** The state of the composer and what its buttons do. */
export type ComposerState = ReturnType<typeof useComposer>
