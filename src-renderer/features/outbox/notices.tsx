import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
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
const Overdue = ({
  held,
  acts,
}: {
  held: Pick<Mails, 'lines' | 'hasMore' | 'loadMore'>
  acts: MailActs
}) => {
  const { t } = useTranslation('outbox')
  const { hasMore, loadMore } = held
  const lines = (held.lines ?? []).filter(({ reason }) => reason === 'overdue')
  const count = lines.length
  // The question is about all of them, so all of them are read.
  useEffect(() => {
    if (count > 1 && hasMore) loadMore()
  }, [count, hasMore, loadMore])
  if (count < 2 || hasMore) return null
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
  held: Mails | undefined
  acts: MailActs
}) => {
  if (outbox === undefined) return null
  if (outbox.holdAll !== null) return <HoldAll outbox={outbox} acts={acts} />
  return held === undefined ? null : <Overdue held={held} acts={acts} />
}
