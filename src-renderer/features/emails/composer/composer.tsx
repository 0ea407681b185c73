import { Button } from '@mantine/core'
import { IconPaperclip, IconPhoto } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { useDropTaker } from '#renderer/ui/dropped-file.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { HintBar } from '#renderer/ui/hint-bar.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { MailEditor, SubjectField } from '../editor/mail-editor.tsx'
import { withoutPictures } from '../editor/mail-html.ts'
import { PicturesOf } from '../editor/picture-view.tsx'
import type { MailWords } from '../editor/use-mail-editors.ts'
import type { Template } from '../mail-types.ts'
import { TemplateMenu } from '../templates/template-menu.tsx'
import { AnywayDialog } from './anyway-dialog.tsx'
import { AttachmentsList } from './attachments-list.tsx'
import { useCheckWords } from './check-words.ts'
import { ChecksList } from './checks-list.tsx'
import classes from './composer.module.css'
import { ComposerHead, OtherProgram } from './composer-head.tsx'
import type { ComposerParts } from './composer-parts.ts'
import { ComposerRow, FromRow, ToRow } from './composer-rows.tsx'
import { FileChooser } from './file-chooser.tsx'
import { focusNow } from './focus-now.ts'
import { groupChecks } from './group-checks.ts'
import { LeftTheHouse } from './left-the-house.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import { RecipientsList } from './recipients-list.tsx'
import { SendButton } from './send-button.tsx'
import { useCheckActs } from './use-check-acts.ts'
import { type ComposerState, useComposer } from './use-composer.ts'
import { useEscape } from './use-escape.ts'
import { useLeaveGuard } from './use-leave-guard.tsx'

const useTemplates = (state: ComposerState) => {
  const { t } = useTranslation('emails')
  const { draft, editors } = state
  const undoToast = useUndoToast()
  const put = (words: MailWords): void => {
    editors.show(words)
    draft.change(words)
  }
  return {
    pick: ({ name, subject, body }: Template): void => {
      const before = draft.words
      put({ subject, body })
      if (before.subject !== '' || before.body !== '') {
        undoToast(
          () => t('template.replaced', { name }),
          () => put(before),
        )
      }
      if (editors.body !== null) focusNow(editors.body, 'end')
    },
    keep: async (): Promise<void> => {
      const { subject } = draft.words
      const body = withoutPictures(draft.words.body)
      const name = state.preview?.subject || t('noSubject')
      const language = document.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en'
      const input = { name: name.slice(0, 120), language, subject, body } as const
      const result = await attempt('templates.create', input)
      showToast({ text: result.ok ? t('template.kept', { name }) : t('template.notKept') })
    },
  }
}

const Acts = ({ state, parts }: { state: ComposerState; parts: ComposerParts }) => {
  const { t } = useTranslation('emails')
  const checkWords = useCheckWords()
  const { send, draft, shown, preview, whyNot, when } = state
  const withDraft = (act: (id: EmailId) => Promise<unknown>) => async () => {
    const own = await draft.ensure()
    const id = shown.emailId ?? own
    if (id !== null) await act(id)
  }
  const markSent = async (id: EmailId): Promise<void> => {
    const next = state.recipients.find(({ emailId }) => emailId !== id)?.emailId
    if (!(await send.markSent(id, shown.name))) return
    if (!next) parts.onLeave()
    else if (id === parts.email?.id) parts.onCarryOn(next)
  }
  if (!state.isEditable) return null
  if (!state.account.canSend) {
    return (
      <>
        <OtherProgram
          onFile={() => void state.goOn()}
          onLink={() => {
            if (preview !== undefined) void send.asLink(preview)
          }}
          onSent={withDraft(markSent)}
        />
        {send.asking !== null && <AnywayDialog asking={send.asking} to={shown} />}
      </>
    )
  }
  return (
    <>
      <Button variant="subtle" disabled={send.isBusy} onClick={withDraft(send.test)}>
        {t('send.test')}
      </Button>
      <SendButton
        when={when}
        isRead={state.isRead}
        count={state.ready.length}
        only={state.isMany ? null : shown}
        leavesAt={state.checks.leavesAt}
        isBusy={send.isBusy}
        whyNot={whyNot === undefined ? null : checkWords.brief(whyNot.code)}
        onWhen={state.setWhen}
        onSend={() => void state.goOn()}
      />
    </>
  )
}

const Foot = ({ state, onChooseFile }: { state: ComposerState; onChooseFile: () => void }) => {
  const actOf = useCheckActs(state, onChooseFile)
  const { subject, body } = state.draft.words
  // Nothing is missing from what nobody has begun to write.
  const isWritten = subject !== '' || body !== ''
  return (
    <>
      <AttachmentsList
        attachments={state.attachments}
        uploading={state.files.uploading}
        isEditable={state.isEditable}
        onRemove={(file) => void state.files.remove(file)}
      />
      {state.isEditable && state.checks.isKnown && isWritten && (
        <ChecksList
          groups={groupChecks(state.checks.findings, state.recipients)}
          of={state.recipients.length}
          actOf={actOf}
        />
      )}
    </>
  )
}

const Middle = ({ state, parts }: { state: ComposerState; parts: ComposerParts }) => {
  const { t } = useTranslation('emails')
  const chooser = useRef<HTMLInputElement>(null)
  const pictures = useRef<HTMLInputElement>(null)
  const templates = useTemplates(state)
  const { editors, isEditable, shown, account } = state
  const chooseFile = (): void => chooser.current?.click()
  return (
    <div className={classes.middle}>
      {!isEditable && parts.email !== null && <LeftTheHouse email={parts.email} />}
      {!state.isMany && (
        <ToRow
          {...shown}
          isEditable={isEditable}
          onPick={(toAddress) => state.draft.set({ toAddress })}
        />
      )}
      <FromRow
        accounts={account.accounts}
        account={account.account}
        isEditable={isEditable}
        onPick={state.pickAccount}
      />
      <ComposerRow label={t('row.subject')}>
        <SubjectField editors={editors} />
      </ComposerRow>
      <PicturesOf
        value={{
          id: parts.email?.id ?? null,
          attachments: parts.email?.attachments ?? [],
          isAnyGone: state.preview?.checks.some(({ code }) => code === 'picture-gone') ?? false,
        }}
      >
        <MailEditor
          editors={editors}
          isEditable={isEditable}
          acts={
            <>
              <IconButton icon={IconPaperclip} label={t('toolbar.attach')} onClick={chooseFile} />
              <IconButton
                icon={IconPhoto}
                label={t('toolbar.picture')}
                onClick={() => pictures.current?.click()}
              />
              <TemplateMenu
                reader={shown.contactId}
                onPick={templates.pick}
                onKeep={() => void templates.keep()}
              />
            </>
          }
        >
          <Foot state={state} onChooseFile={chooseFile} />
        </MailEditor>
      </PicturesOf>
      <FileChooser
        at={chooser}
        label={t('toolbar.attach')}
        onFiles={(files) => void state.files.add(files)}
      />
      <FileChooser
        at={pictures}
        accept="image/png,image/jpeg,image/gif,image/webp"
        label={t('toolbar.picture')}
        onFiles={(files) => {
          editors.body?.view.focus()
          state.addPictures(files)
        }}
      />
    </div>
  )
}

/** A mail as it is written: to whom, the words, what was checked, and what arrives. */
export const Composer = (parts: ComposerParts) => {
  const { t } = useTranslation(['emails', 'commands'])
  const root = useRef<HTMLDivElement>(null)
  const state = useComposer(parts)
  const { recipients, shown, editors, isEditable, isMany, when, draft, account } = state
  const failures = useFailureWords()
  const problem = draft.save.state === 'failed' ? failures(draft.save.code) : null
  const { mayLeave, dialog } = useLeaveGuard({ ...draft, problem })
  const leave = async (): Promise<void> => {
    if (await mayLeave()) parts.onLeave()
  }
  useCommands({ 'mail.compose': isEditable ? () => void state.goOn() : undefined })
  useDropTaker(isEditable ? { hint: t('files.drop'), onFiles: state.files.add } : null)
  const goOnWords = account.canSend ? t('commands:sendWritten') : t('other.file')
  const { subject, body } = editors
  useEffect(() => {
    const next = subject?.isEmpty === true ? subject : body
    // The page itself where nothing can be written, so that its keys are heard.
    if (!isEditable) root.current?.focus({ preventScroll: true })
    else if (next !== null) focusNow(next, 'end')
  }, [subject, body, isEditable])
  const handleEscape = useEscape(root, { editors, onLeave: () => void leave() })
  return (
    <div ref={root} tabIndex={-1} className={classes.page} onKeyDown={handleEscape}>
      {dialog}
      <ComposerHead
        title={
          isMany
            ? t('title.many', { count: recipients.length })
            : t('title.one', { name: shown.name })
        }
        save={draft.save}
        isKept={parts.email !== null && isEditable}
        onLeave={() => void leave()}
      >
        <Acts state={state} parts={parts} />
      </ComposerHead>
      <div className={classes.body}>
        {isMany && (
          <RecipientsList
            recipients={recipients}
            findings={state.checks.findings}
            shown={shown.contactId}
            isEditable={isEditable}
            onShow={state.show}
            onAdd={(id) => void state.add(id)}
            onRemove={(id) => void state.remove(id)}
          />
        )}
        <Middle state={state} parts={parts} />
        <PreviewPanel
          recipient={shown}
          preview={state.preview}
          from={account.account?.fromName ?? null}
          attachments={state.attachments}
          index={state.index}
          count={recipients.length}
          onTurn={state.turn}
          unlessAnswered={
            when.kind === 'now' || !isEditable || !account.canSend ? null : state.unlessAnswered
          }
          onUnlessAnswered={when.kind === 'in-days' || !state.isRead ? undefined : state.setStops}
        />
      </div>
      <HintBar
        hints={[
          ...(isEditable ? [{ keys: ['Mod+Enter'], label: goOnWords }] : []),
          { keys: ['{'], label: t('toolbar.field') },
          { keys: ['Mod+K'], label: t('toolbar.link') },
          { keys: ['Escape'], label: t('commands:closeMail') },
        ]}
      />
    </div>
  )
}
