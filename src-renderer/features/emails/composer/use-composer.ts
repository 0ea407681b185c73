import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMailEditors } from '../editor/use-mail-editors.ts'
import { takeOutPictures, usePictures } from '../editor/use-pictures.ts'
import { usePlan } from '../when/use-plan.ts'
import type { ComposerParts } from './composer-parts.ts'
import { isAboutText, readyOf } from './group-checks.ts'
import { useAccount } from './use-account.ts'
import { useAttachments } from './use-attachments.ts'
import { useDiscardEmpty } from './use-discard-empty.ts'
import { useDraft } from './use-draft.ts'
import { useGoOn } from './use-go-on.ts'
import { useMailChecks, useMailPreview } from './use-mail-checks.ts'
import { usePeople, usePeopleActs } from './use-people.ts'
import { useSend } from './use-send.ts'

/** The words and their keeping, in two editors. */
const useWriting = (parts: ComposerParts, onSend: () => void) => {
  const { t } = useTranslation('emails')
  const account = useAccount(parts.email)
  const draft = useDraft({
    ...parts,
    accountId: account.account?.id ?? null,
    contactId: parts.contact.id,
    onOtherWords: (words) => editors.show(words),
  })
  const isEditable = parts.email === null || parts.email.state === 'draft'
  const wholeBatch = (parts.email?.batch ?? null) !== null
  const files = useAttachments({ ensure: draft.ensure, wholeBatch })
  const addPictures = usePictures({ ensure: draft.ensure, wholeBatch })
  const all = parts.email?.attachments ?? []
  const isOwn = (cid: string): boolean => all.some((each) => each.cid === cid)
  const editors = useMailEditors({
    words: draft.words,
    isEditable,
    subjectName: t('row.subject'),
    bodyName: t('text'),
    onChange: draft.change,
    onBlur: () => void draft.flush(),
    onSend,
    pictures: {
      onPictures: (editor, pictures, at) => void addPictures(editor, pictures, at),
      onFiles: (others) => void files.add(others),
      isOwn,
    },
  })
  return {
    account,
    draft,
    isEditable,
    editors,
    files,
    /** What lies beside the text. */
    attachments: all.filter(({ cid }) => cid === null),
    /** Takes the places of pictures out of the text that the mail has not any more. */
    takeOutGonePictures: (): void => {
      if (editors.body !== null) takeOutPictures(editors.body, (cid) => !isOwn(cid))
    },
    addPictures: (pictures: readonly File[]): void => {
      const { from } = editors.body?.state.selection ?? { from: 0 }
      if (editors.body !== null) void addPictures(editors.body, pictures, from)
    },
  }
}

/** The state of the composer and what its buttons do. */
export const useComposer = (parts: ComposerParts) => {
  const { email } = parts
  const people = usePeople(parts)
  const goOnLatest = useRef<(() => Promise<void>) | null>(null)
  const writing = useWriting(parts, () => void goOnLatest.current?.())
  const { account, draft, isEditable, attachments } = writing
  const plan = usePlan(email, account.account)
  const { when, toEach } = plan
  useDiscardEmpty(email, draft.words)
  const isMany = people.recipients.length > 1
  const acts = usePeopleActs(parts, people, draft)
  // No time says when a mail leaves that Kith cannot send.
  const asked = account.canSend ? when : null
  const preview = useMailPreview({
    ...people.shown,
    accountId: account.account?.id ?? null,
    words: draft.words,
    attachmentCount: attachments.length,
    when: asked,
  })
  const checks = useMailChecks(people.recipients, { preview, when: asked, toEach })
  const ready = readyOf(people.recipients, checks.findings)
  const send = useSend()
  const { canSend } = account
  const goOn = useGoOn({ parts, people, draft, plan, isEditable, canSend, send })
  useLayoutEffect(() => {
    goOnLatest.current = goOn
  })
  return {
    ...writing,
    ...people,
    ...acts,
    isMany,
    ...plan,
    preview,
    checks,
    ready,
    /** What keeps everything back: a finding about the text, or about each of the mails. */
    whyNot: checks.findings.find(
      (one) => one.isBlocking && (isAboutText(one.code) || ready.length === 0),
    ),
    send,
    goOn,
    pickAccount: (id: Parameters<typeof account.pick>[0]): void => {
      account.pick(id)
      draft.set({ accountId: id })
    },
  }
}

/** The state of the composer and what its buttons do. */
export type ComposerState = ReturnType<typeof useComposer>
