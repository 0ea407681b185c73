import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { StatusChip } from '#renderer/ui/chip.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { kindIcons } from '#renderer/ui/kind-icons.ts'
import { MoreMenu } from '#renderer/ui/more-menu.tsx'
import { SkeletonRows } from '#renderer/ui/skeleton.tsx'
import type { Activity, ContactRecord } from '../contact-types.ts'
import { useRested } from '../steps/use-read-step.ts'
import { useSayDone } from '../use-say-done.ts'
import { EntryDialog } from './entry-dialog.tsx'
import { entryFacts } from './entry-words.ts'
import { countOf, type TimelineFilter, timelineFilters, withYearMarks } from './group-timeline.ts'
import { MailEntry } from './mail-entry.tsx'
import { PendingMails } from './pending-mails.tsx'
import classes from './record.module.css'
import { useTimeline } from './use-timeline.ts'

const Entry = ({ entry, onEdit }: { entry: Activity; onEdit: () => void }) => {
  const { t } = useTranslation('activities')
  const formats = useFormats()
  const say = useSayDone()
  const Icon = kindIcons[entry.kind]
  const facts = entryFacts(entry, t, formats.language === 'zh-CN' ? '，' : ', ')
  const remove = async (): Promise<void> => {
    const result = await attempt('activities.delete', { id: entry.id })
    if (result.ok) say.done(() => t('toast.deleted'), result.value.operationId)
    else say.failed(result.error.code)
  }
  return (
    <li className={classes.entry}>
      <span className={classes.entryIcon}>
        <Icon size={15} stroke={1.6} aria-hidden="true" />
      </span>
      <div className={classes.entryHead}>
        <span className={classes.entryKind}>{t(`kind.${entry.kind}`)}</span>
        {facts !== '' && <span className={classes.second}>{facts}</span>}
        {entry.followUp !== null && (
          <span className={classes.second}>
            {t('entry.forStep', { title: entry.followUp.title })}
          </span>
        )}
        {entry.outcome !== null && <StatusChip tone="good">{entry.outcome}</StatusChip>}
      </div>
      <span className={classes.entryTime}>
        <span className={classes.entryActs}>
          <MoreMenu
            label={t('entry.more')}
            acts={[
              { label: t('entry.edit'), onAct: onEdit },
              { label: t('entry.delete'), isDeletion: true, onAct: () => void remove() },
            ]}
          />
        </span>
        {formats.dayTime(entry.at)}
      </span>
      {entry.body !== null && <p className={classes.entryBody}>{entry.body}</p>}
    </li>
  )
}

const Filters = ({
  record,
  filter,
  onFilter,
  search,
  onSearch,
}: {
  record: ContactRecord
  filter: TimelineFilter
  onFilter: (filter: TimelineFilter) => void
  search: string
  onSearch: (text: string) => void
}) => {
  const { t } = useTranslation('activities')
  const formats = useFormats()
  const [isSearching, setSearching] = useState(false)
  return (
    <div className={classes.filters} role="group" aria-label={t('timeline.filters')}>
      {timelineFilters
        .filter((one) => one === 'all' || countOf(one, record.activityCounts) > 0)
        .map((one) => (
          <button
            key={one}
            type="button"
            className={classes.filter}
            aria-pressed={one === filter}
            onClick={() => onFilter(one)}
          >
            {t(`plural.${one}`)}
            {one !== 'all' && ` ${formats.number(countOf(one, record.activityCounts))}`}
          </button>
        ))}
      <span className={classes.find}>
        {isSearching ? (
          <TextInput
            type="search"
            w={200}
            // The search was just opened to type in it.
            autoFocus
            aria-label={t('timeline.search')}
            value={search}
            onChange={(event) => onSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.stopPropagation()
              onSearch('')
              setSearching(false)
            }}
          />
        ) : (
          <IconButton
            icon={IconSearch}
            label={t('timeline.search')}
            onClick={() => setSearching(true)}
          />
        )}
      </span>
    </div>
  )
}

/** Calls its function when the end of the list comes into sight. */
const LoadMore = ({ onSeen, label }: { onSeen: () => void; label: string }) => {
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(onSeen)
  useEffect(() => {
    latest.current = onSeen
  })
  useEffect(() => {
    if (place.current === null) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) latest.current()
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={place} className={classes.more}>
      <Button variant="transparent" onClick={onSeen}>
        {label}
      </Button>
    </div>
  )
}

/** Everything that happened with a contact, newest first, with a mark at every new year. */
export const Timeline = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation('activities')
  const formats = useFormats()
  const [filter, setFilter] = useState<TimelineFilter>('all')
  const [search, setSearch] = useState('')
  const [edited, setEdited] = useState<Activity | null>(null)
  const rested = useRested(search)
  const timeline = useTimeline(record.id, filter, rested)
  const lines = withYearMarks(timeline.entries, formats.today.slice(0, 4))
  return (
    <section aria-label={t('timeline.label')}>
      <PendingMails contactId={record.id} />
      <Filters
        record={record}
        filter={filter}
        onFilter={setFilter}
        search={search}
        onSearch={setSearch}
      />
      {timeline.isLoading ? (
        <SkeletonRows rows={5} height={60} />
      ) : lines.length === 0 ? (
        <p className={classes.empty}>
          {filter === 'all' && rested === '' ? t('timeline.empty') : t('timeline.noMatch')}
        </p>
      ) : (
        <ul className={classes.timeline}>
          {lines.map((line) =>
            line.type === 'year' ? (
              <li key={`year-${line.year}`} className={classes.year}>
                {line.year}
              </li>
            ) : line.entry.mail !== null ? (
              <MailEntry
                key={line.entry.id}
                entry={line.entry}
                name={record.givenName ?? record.displayName}
              />
            ) : (
              <Entry key={line.entry.id} entry={line.entry} onEdit={() => setEdited(line.entry)} />
            ),
          )}
        </ul>
      )}
      {timeline.hasMore && <LoadMore onSeen={timeline.loadMore} label={t('timeline.loadMore')} />}
      {edited !== null && (
        <EntryDialog key={edited.id} entry={edited} onClose={() => setEdited(null)} />
      )}
    </section>
  )
}
