import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { subjectWords } from '#renderer/api/mail-words.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Output } from '#shared/contract/index.ts'
import classes from './settings-page.module.css'

type Suppression = Output<'suppressions.list'>['suppressions'][number]

/** So many addresses are listed; whoever has more searches them in an export. */
const most = 500
const formId = 'lift-suppression'

const LiftDialog = ({
  address,
  onClose,
  onLifted,
}: {
  address: string
  onClose: () => void
  onLifted: () => void
}) => {
  const { t } = useTranslation(['settings', 'common'])
  const words = useFailureWords()
  const [note, setNote] = useState('')
  const [error, setError] = useState<string | null>(null)
  const lift = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (note.trim() === '') return setError(t('suppressions.reasonNeeded'))
    const result = await attempt('suppressions.lift', { address, note: note.trim() })
    if (!result.ok) return setError(words(result.error.code))
    showToast({ text: () => t('suppressions.lifted', { address }) })
    onLifted()
  }
  return (
    <Dialog
      title={t('suppressions.liftTitle', { address })}
      isOpen
      onClose={onClose}
      acts={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" form={formId}>
            {t('suppressions.lift')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void lift(event)}>
        <TextInput
          label={t('suppressions.why')}
          description={t('suppressions.whyNote')}
          value={note}
          maxLength={300}
          data-autofocus
          error={error}
          onChange={(event) => setNote(event.target.value)}
        />
      </form>
    </Dialog>
  )
}

/** Mails that the wish had stopped: none leaves without the owner's word. */
const StoppedDialog = ({
  emails,
  onClose,
}: {
  emails: Output<'emails.stopped'>['emails']
  onClose: () => void
}) => {
  const { t } = useTranslation('settings')
  const { t: tOutbox } = useTranslation('outbox')
  const words = useFailureWords()
  const formats = useFormats()
  const count = emails.length
  const send = async (): Promise<void> => {
    const ids = emails.map(({ id }) => id)
    onClose()
    const result = await attempt('emails.decide', { ids, decision: 'release' })
    showToast({
      text: () =>
        result.ok
          ? tOutbox('toast.released', { count: result.value.decided })
          : words(result.error.code),
    })
  }
  return (
    <Dialog
      title={t('suppressions.stoppedTitle', { count })}
      isOpen
      onClose={onClose}
      acts={
        <>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('suppressions.stoppedLeave')}
          </Button>
          <Button onClick={() => void send()}>{t('suppressions.stoppedSend', { count })}</Button>
        </>
      }
    >
      <ul className={classes.list}>
        {emails.map(({ id, contact, subject, dueAt }) => (
          <li key={id} className={classes.line}>
            <div className={classes.grow}>
              <div>{subjectWords(subject, tOutbox)}</div>
              <div className="kith-note">
                {contact.name}
                {dueAt !== null && ` · ${formats.dayTime(dueAt)}`}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

const Line = ({ suppression, onLift }: { suppression: Suppression; onLift: () => void }) => {
  const { t } = useTranslation('settings')
  const formats = useFormats()
  const { address, reason, note, at } = suppression
  const day = formats.day(formats.dayOf(at))
  return (
    <li className={classes.line}>
      <div className={classes.grow}>
        <div>{address ?? t('suppressions.erased')}</div>
        <div className="kith-note">
          {t(`suppressions.reason.${reason}`, { day })}
          {note !== null && ` · ${note}`}
        </div>
      </div>
      {address !== null && (
        <Button variant="subtle" onClick={onLift}>
          {t('suppressions.lift')}
        </Button>
      )}
    </li>
  )
}

const NewSuppression = ({ onAdded }: { onAdded: () => void }) => {
  const { t } = useTranslation(['settings', 'common'])
  const words = useFailureWords()
  const [address, setAddress] = useState('')
  const [error, setError] = useState<string | null>(null)
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (address.trim() === '') return
    const result = await attempt('suppressions.add', { address: address.trim() })
    if (result.ok) {
      setAddress('')
      setError(null)
      return onAdded()
    }
    const { code } = result.error
    setError(code === 'not-an-address' ? t('suppressions.notAnAddress') : words(code))
  }
  return (
    <form className={classes.form} onSubmit={(event) => void add(event)}>
      <TextInput
        label={t('suppressions.new')}
        value={address}
        maxLength={254}
        error={error}
        onChange={(event) => setAddress(event.target.value)}
      />
      <Button type="submit" variant="default">
        {t('common:add')}
      </Button>
    </form>
  )
}

/** Addresses no mail goes to, whatever is planned; only the owner lifts, with a reason. */
export const SuppressionsSection = () => {
  const { t } = useTranslation('settings')
  const list = useApiQuery('suppressions.list', { limit: most })
  const [lifting, setLifting] = useState<string | null>(null)
  const [stopped, setStopped] = useState<Output<'emails.stopped'>['emails']>([])
  const lifted = async (): Promise<void> => {
    setLifting(null)
    void list.refetch()
    const found = await attempt('emails.stopped', {})
    if (found.ok) setStopped(found.value.emails)
  }
  const all = list.data?.suppressions
  if (all === undefined) return null
  return (
    <>
      <p className={classes.note}>{t('suppressions.note')}</p>
      {all.length === 0 && <p className={classes.note}>{t('suppressions.empty')}</p>}
      <ul className={classes.list}>
        {all.map((suppression) => (
          <Line
            key={`${suppression.at}-${suppression.address}`}
            suppression={suppression}
            onLift={() => setLifting(suppression.address)}
          />
        ))}
      </ul>
      <NewSuppression onAdded={() => void list.refetch()} />
      {lifting !== null && (
        <LiftDialog
          address={lifting}
          onClose={() => setLifting(null)}
          onLifted={() => void lifted()}
        />
      )}
      {stopped.length > 0 && <StoppedDialog emails={stopped} onClose={() => setStopped([])} />}
    </>
  )
}
