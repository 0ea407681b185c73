import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { type Outbox, waitingCount } from './head-state.ts'
import classes from './outbox.module.css'
import type { MailActs } from './use-mail-acts.ts'
import type { Mails } from './use-mails.ts'

/** After a restore, on a copied workspace, after a jump of the clock: the one question for all. */
const HoldAll = ({ outbox, acts }: { outbox: Outbox; acts: MailActs }) => {
  const { t } = useTranslation('outbox')
  if (outbox.holdAll === null) return null
  return (
    <div className={classes.notice}>
      <InlineAlert
        tone="warning"
        acts={[
          { label: t('holdAll.letGo'), onAct: () => void acts.releaseAll(outbox.counts.held) },
        ]}
      >
        {t(`holdAll.${outbox.holdAll}`, { count: waitingCount(outbox) })} {t('holdAll.look')}
      </InlineAlert>
    </div>
  )
}

/** Several mails were due while the computer was off: asked once for all of them. */
const Overdue = ({ acts }: { acts: MailActs }) => {
  const { t } = useTranslation('outbox')
  const ids = useApiQuery('emails.overdue', {}).data?.ids ?? []
  const count = ids.length
  if (count < 2) return null
  return (
    <div className={classes.notice}>
      <InlineAlert
        tone="warning"
        acts={[
          { label: t('overdue.cancel', { count }), onAct: () => acts.cancel(ids) },
          { label: t('overdue.send', { count }), onAct: () => acts.sendNow(ids) },
        ]}
      >
        {t('overdue.text', { count })}
      </InlineAlert>
    </div>
  )
}

/** Whether some of what is held may be late, as far as it is shown. */
const mayBeOverdue = (held: Mails | undefined): boolean =>
  held?.hasMore === true || held?.lines?.some(({ reason }) => reason === 'overdue') === true

/** The questions that are about many mails at once. */
export const Notices = ({
  outbox,
  held,
  acts,
}: {
  outbox: Outbox | undefined
  held: Mails | undefined
  acts: MailActs
}) => {
  if (outbox === undefined) return null
  if (outbox.holdAll !== null) return <HoldAll outbox={outbox} acts={acts} />
  return mayBeOverdue(held) ? <Overdue acts={acts} /> : null
}
