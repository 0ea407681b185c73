import { useTranslation } from 'react-i18next'
import type { MailLine } from '#renderer/api/mail-words.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { type Outbox, waitingCount } from './head-state.ts'
import classes from './outbox.module.css'
import type { MailActs } from './use-mail-acts.ts'

/** After a restore, on a copied workspace, after a jump of the clock: the one question for all. */
const HoldAll = ({ outbox, acts }: { outbox: Outbox; acts: MailActs }) => {
  const { t } = useTranslation('outbox')
  if (outbox.holdAll === null) return null
  return (
    <div className={classes.notice}>
      <InlineAlert
        tone="warning"
        acts={[{ label: t('holdAll.letGo'), onAct: () => void acts.releaseAll() }]}
      >
        {t(`holdAll.${outbox.holdAll}`, { count: waitingCount(outbox) })} {t('holdAll.look')}
      </InlineAlert>
    </div>
  )
}

/** Several mails were due while the computer was off: asked once for all of them. */
const Overdue = ({ lines, acts }: { lines: readonly MailLine[]; acts: MailActs }) => {
  const { t } = useTranslation('outbox')
  const count = lines.length
  if (count < 2) return null
  return (
    <div className={classes.notice}>
      <InlineAlert
        tone="warning"
        acts={[
          { label: t('overdue.cancel', { count }), onAct: () => acts.act(lines, 'cancel') },
          { label: t('overdue.send', { count }), onAct: () => acts.act(lines, 'sendNow') },
        ]}
      >
        {t('overdue.text', { count })}
      </InlineAlert>
    </div>
  )
}

/** The questions that are about many mails at once. */
export const Notices = ({
  outbox,
  held,
  acts,
}: {
  outbox: Outbox | undefined
  held: readonly MailLine[]
  acts: MailActs
}) => {
  if (outbox === undefined) return null
  if (outbox.holdAll !== null) return <HoldAll outbox={outbox} acts={acts} />
  return <Overdue lines={held.filter(({ reason }) => reason === 'overdue')} acts={acts} />
}
