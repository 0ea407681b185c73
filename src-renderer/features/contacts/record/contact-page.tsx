import { Button } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { HintBar } from '#renderer/ui/hint-bar.tsx'
import { BarePage } from '#renderer/ui/page.tsx'
import { SkeletonRows } from '#renderer/ui/skeleton.tsx'
import type { ContactId } from '#shared/domain/ids.ts'
import type { ContactRecord } from '../contact-types.ts'
import { useLastList } from '../list/list-store.ts'
import { StepDialogs } from '../steps/step-dialogs.tsx'
import { Facts } from './facts.tsx'
import { NextStepBar } from './next-step-bar.tsx'
import { QuickLog } from './quick-log.tsx'
import classes from './record.module.css'
import { RecordHead } from './record-head.tsx'
import { Timeline } from './timeline.tsx'

const Gone = () => {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  return (
    <BarePage>
      <div className={classes.main}>
        <EmptyState
          isPage
          title={t('record.notFound')}
          text={t('record.notFoundText')}
          acts={
            <>
              <Button size="lg" onClick={() => void navigate({ to: '/contacts' })}>
                {t('record.backToList')}
              </Button>
              <Button size="lg" variant="default" onClick={() => void navigate({ to: '/history' })}>
                {t('record.openHistory')}
              </Button>
            </>
          }
        />
      </div>
    </BarePage>
  )
}

/** `[` and `]`: the neighbours in the list the record was opened from. */
const useNeighbours = (id: number): void => {
  const navigate = useNavigate()
  const ids = useLastList((list) => list.ids)
  const at = ids.indexOf(id)
  const go = (to: number | undefined) =>
    to === undefined
      ? undefined
      : () =>
          void navigate({
            to: '/contacts/$contactId',
            params: { contactId: String(to) },
            replace: true,
          })
  useCommands({
    'person.previous': at < 0 ? undefined : go(ids[at - 1]),
    'person.next': at < 0 ? undefined : go(ids[at + 1]),
  })
}

const Record = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation(['contacts', 'commands'])
  const main = useRef<HTMLDivElement>(null)
  // Another person starts at the newest entry.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the id alone makes it another page
  useEffect(() => {
    main.current?.scrollTo(0, 0)
  }, [record.id])
  return (
    <div className={classes.page}>
      <RecordHead record={record} />
      <NextStepBar record={record} />
      <div className={classes.body}>
        <div ref={main} className={classes.main}>
          <QuickLog key={`log-${record.id}`} contactId={record.id} />
          <Timeline key={`timeline-${record.id}`} record={record} />
        </div>
        <Facts key={record.id} record={record} />
      </div>
      <HintBar
        hints={[
          { keys: ['L'], label: t('commands:log') },
          { keys: ['E'], label: t('commands:done') },
          { keys: ['H'], label: t('commands:later') },
          { keys: ['Tab'], label: t('commands:nextField') },
          { keys: ['[', ']'], label: t('commands:moveBetween') },
        ]}
      />
      <StepDialogs />
    </div>
  )
}

/** One person or company: what is next, what happened, what is known. */
export const ContactPage = () => {
  const { contactId } = useParams({ from: '/contacts/$contactId' })
  const id = Number(contactId)
  useNeighbours(id)
  // The address holds any text; the host answers not-found for what is no id.
  const answer = useApiQuery('contacts.get', { id: id as ContactId }, { enabled: id > 0 })
  if (answer.data !== undefined) return <Record record={answer.data} />
  if (answer.isError || !(id > 0)) return <Gone />
  return (
    <BarePage>
      <div className={classes.main}>
        <SkeletonRows rows={8} height={60} />
      </div>
    </BarePage>
  )
}
