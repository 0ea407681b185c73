import { Button } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import { kindIcons } from '#renderer/ui/kind-icons.ts'
import { useOneAtATime } from '#renderer/ui/one-at-a-time.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { type LoggedKind, loggedKinds } from '../contact-types.ts'
import { type Draft, useDraft } from '../draft-store.ts'
import { useRested } from '../steps/use-read-step.ts'
import { useSayDone } from '../use-say-done.ts'
import classes from './quick-log.module.css'

/** The letter after L that chooses a kind. */
const kindKeys: Readonly<Record<LoggedKind, string>> = {
  call: 'C',
  meeting: 'M',
  message: 'T',
  note: 'N',
}
/** What was typed into the quick log of somebody and not saved yet. */
interface LogDraft {
  readonly kind: LoggedKind
  readonly text: string
}

const emptyDraft: LogDraft = { kind: 'call', text: '' }

const useSaveLog = (
  contactId: ContactId,
  { typed, settle }: Draft<LogDraft>,
): (() => Promise<void>) => {
  const { t } = useTranslation('activities')
  const say = useSayDone()
  return useOneAtATime(async () => {
    const { kind, text } = typed
    const reading = await attempt('activities.preview', { text, kind })
    if (!reading.ok) return say.failed(reading.error.code)
    const { body, nextStep } = reading.value
    const result = await attempt('activities.log', {
      contactId,
      kind,
      ...(body.trim() === '' ? {} : { body }),
      ...(nextStep === null
        ? {}
        : {
            nextStep: {
              title: nextStep.title,
              dueDay: nextStep.dueDay,
              ...(nextStep.dueTime === null ? {} : { dueTime: nextStep.dueTime }),
            },
          }),
    })
    if (!result.ok) return say.failed(result.error.code)
    // The kind is kept for the next entry.
    settle(typed, { kind, text: '' })
    say.done((current) => {
      const logged = t(`toast.logged.${kind}`)
      return nextStep === null
        ? logged
        : t('toast.withStep', { logged, day: current.day(nextStep.dueDay, 'weekday') })
    }, result.value.operationId)
  })
}

const Reading = ({ kind, text }: { kind: LoggedKind; text: string }) => {
  const { t } = useTranslation('activities')
  const formats = useFormats()
  const now = useNow()
  const rested = useRested(text)
  const preview = useApiQuery(
    'activities.preview',
    { text: rested, kind },
    { enabled: rested.trim() !== '', keepPrevious: true },
  )
  const Icon = kindIcons[kind]
  const step = rested.trim() === '' ? null : (preview.data?.nextStep ?? null)
  return (
    <div className={classes.results} role="status">
      <span className={classes.result}>
        <Icon size={16} stroke={1.6} aria-hidden="true" />
        {t(`composer.logs.${kind}`, {
          when: t('composer.todayAt', { time: formats.time(now) }),
        })}
      </span>
      {step !== null && (
        <span className={classes.result}>
          <IconCalendarPlus size={16} stroke={1.6} aria-hidden="true" />
          <span>
            {t('composer.nextStep')}{' '}
            <b>{`${step.title}${formats.language === 'zh-CN' ? '，' : ', '}${formats.day(step.dueDay, 'weekday')}${step.dueTime === null ? '' : ` ${step.dueTime}`}`}</b>
          </span>
        </span>
      )}
    </div>
  )
}

/**
 * Logs a call, meeting, message or note in two keystrokes: L, then the letter of the kind.
 *
 * What is typed is read while it is typed; both results are shown before anything is saved.
 * Ctrl+Enter saves, Esc leaves the field and keeps the draft.
 */
export const QuickLog = ({
  contactId,
  framed = false,
}: {
  contactId: ContactId
  /** In the peek: the field has a frame of its own; on a record the whole composer has one. */
  framed?: boolean
}) => {
  const { t } = useTranslation('activities')
  const draft = useDraft(`log:${contactId}`, emptyDraft)
  const field = useRef<HTMLTextAreaElement>(null)
  const kinds = useRef<HTMLDivElement>(null)
  const save = useSaveLog(contactId, draft)
  const { kind, text } = draft.typed
  const isOpen = text.trim() !== ''

  useCommands({
    'person.log': () => kinds.current?.querySelector<HTMLElement>('[aria-checked=true]')?.focus(),
  })
  const choose = (next: LoggedKind): void => {
    draft.change({ kind: next })
    field.current?.focus()
  }
  const handleKinds = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    // A capital begins a sentence, such as "Called her".
    const byLetter = event.shiftKey
      ? undefined
      : loggedKinds.find((one) => kindKeys[one] === event.key.toUpperCase())
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (byLetter !== undefined) choose(byLetter)
    else if (event.key === 'Escape')
      (event.target as HTMLElement).blur() // The handler sits on buttons.
    else if (step !== undefined) {
      const at = (loggedKinds.indexOf(kind) + step + loggedKinds.length) % loggedKinds.length
      draft.change({ kind: loggedKinds[at] ?? kind })
      kinds.current?.querySelectorAll('button')[at]?.focus()
    } else if (event.key.length === 1 && event.key !== ' ') {
      // Whoever starts with the words gets them: the key goes on into the field.
      event.stopPropagation()
      field.current?.focus()
      return
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const handleField = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      event.currentTarget.blur()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
  }
  return (
    <div className={framed ? undefined : classes.box}>
      <div
        ref={kinds}
        role="radiogroup"
        aria-label={t('composer.kinds')}
        className={classes.kinds}
        data-framed={framed || undefined}
        onKeyDown={handleKinds}
      >
        {loggedKinds.map((one) => {
          const Icon = kindIcons[one]
          return (
            <button
              key={one}
              type="button"
              role="radio"
              aria-checked={one === kind}
              aria-keyshortcuts={`L ${kindKeys[one]}`}
              tabIndex={one === kind ? 0 : -1}
              className={classes.kind}
              onClick={() => choose(one)}
            >
              <Icon size={16} stroke={1.6} aria-hidden="true" />
              {t(`kind.${one}`)}
              <span className={classes.kindCap}>
                <KeyCap keys={kindKeys[one]} />
              </span>
            </button>
          )
        })}
        {!framed && (
          <span className={classes.cap}>
            <KeyCap keys="L" />
          </span>
        )}
      </div>
      <textarea
        ref={field}
        className={classes.text}
        data-framed={framed || undefined}
        rows={framed ? 2 : 1}
        aria-label={t('composer.label')}
        placeholder={t('composer.placeholder')}
        value={text}
        onChange={(event) => draft.change({ text: event.target.value })}
        onKeyDown={handleField}
      />
      {isOpen && (
        <>
          <Reading kind={kind} text={text} />
          <div className={classes.foot}>
            <span>{t('composer.draftKept')}</span>
            <Button
              onClick={() => void save()}
              rightSection={<KeyCap keys="Mod+Enter" on="accent" joined />}
            >
              {t('composer.save')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
