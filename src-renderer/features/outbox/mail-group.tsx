import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SectionHead } from '#renderer/ui/section-head.tsx'
import { TextButton, TextLink } from '#renderer/ui/text-button.tsx'
import type { Outbox } from './head-state.ts'
import classes from './outbox.module.css'
import { countOf, type View } from './use-groups.ts'
import type { Mails } from './use-mails.ts'

/** A group of mails with its heading, unless it is empty. */
export const MailGroup = ({
  mails,
  view,
  outbox,
  children,
}: {
  mails: Mails
  view: View
  outbox: Outbox | undefined
  children: ReactNode
}) => {
  const { t } = useTranslation('outbox')
  const { group, lines = [] } = mails
  if (lines.length === 0) return null
  const isEnd = group === 'sent' && view === 'outbox'
  return (
    <>
      <SectionHead
        title={t(`group.${group}`)}
        count={isEnd ? t('group.last', { count: lines.length }) : (countOf(mails, outbox) ?? '')}
        aside={group === 'scheduled' ? t('group.yourTime') : undefined}
      />
      <div role="grid" aria-label={t(`group.${group}`)} className={classes.lines}>
        {children}
      </div>
      {isEnd && mails.hasMore && (
        <TextLink isSmall className={classes.more} to="/outbox" search={{ view: 'sent' }}>
          {t('group.allSent')}
        </TextLink>
      )}
      {!isEnd && mails.hasMore && (
        <TextButton isSmall className={classes.more} onClick={mails.loadMore}>
          {t('showMore')}
        </TextButton>
      )}
    </>
  )
}
