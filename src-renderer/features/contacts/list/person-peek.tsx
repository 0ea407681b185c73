import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowUpRight, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { StageChip, StatusChip, TagChip } from '#renderer/ui/chip.tsx'
import { DateText } from '#renderer/ui/day-text.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { kindIcons } from '#renderer/ui/kind-icons.ts'
import { PersonName } from '#renderer/ui/person-name.tsx'
import { RhythmLine } from '#renderer/ui/rhythm-line.tsx'
import { PanelSection, SidePanel } from '#renderer/ui/side-panel.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { ContactRecord } from '../contact-types.ts'
import { Channels } from '../record/channels.tsx'
import { entryLine } from '../record/entry-words.ts'
import { QuickLog } from '../record/quick-log.tsx'
import rhythmClasses from '../record/rhythm.module.css'
import { RhythmWords } from '../record/rhythm-words.tsx'
import { roleWords } from '../role-words.ts'
import classes from './peek.module.css'

const shownEntries = 4

const Head = ({
  record,
  onClose,
}: {
  record: ContactRecord
  onClose?: (() => void) | undefined
}) => {
  const { t } = useTranslation('contacts')
  return (
    <PanelSection>
      <div className={classes.head}>
        <Avatar name={record.displayName} company={record.kind === 'company'} size={44} />
        <div className={classes.who}>
          <h2 className={classes.name}>
            <PersonName {...record} />
          </h2>
          <p className={classes.role}>{roleWords(record, t)}</p>
        </div>
        <Tooltip label={t('peek.open')}>
          <ActionIcon
            variant="subtle"
            component={Link}
            to="/contacts/$contactId"
            params={
              { contactId: String(record.id) } as never /* typed by the route, not by Mantine */
            }
            aria-label={t('peek.open')}
          >
            <IconArrowUpRight size={16} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
        {onClose !== undefined && (
          <IconButton icon={IconX} label={t('peek.close')} onClick={onClose} />
        )}
      </div>
      <div className={classes.chips}>
        <span className={classes.tags}>
          {record.stage !== null && <StageChip stage={record.stage} />}
          {record.tags.map((tag) => (
            <TagChip key={tag.id} name={tag.name} />
          ))}
          {record.doNotContact && <StatusChip tone="warning">{t('grid.doNotContact')}</StatusChip>}
        </span>
        <Channels contactId={record.id} points={record.points} look="icons" />
      </div>
    </PanelSection>
  )
}

const LastContacts = ({ contactId }: { contactId: ContactId }) => {
  const { t } = useTranslation(['contacts', 'activities'])
  const entries = useApiQuery('activities.list', { contactId, limit: shownEntries })
  const list = entries.data?.activities ?? []
  return (
    <PanelSection title={t('peek.lastContacts')}>
      {entries.data !== undefined && list.length === 0 && (
        <span className="kith-quiet">{t('peek.noContacts')}</span>
      )}
      <ul>
        {list.map((entry) => {
          const Icon = kindIcons[entry.kind]
          const line = entryLine(entry)
          const kind = t(`activities:kind.${entry.kind}`)
          return (
            <li key={entry.id} className={classes.entry}>
              <Icon size={16} stroke={1.6} aria-hidden="true" />
              <span className={classes.entryText} title={line}>
                {line === '' ? kind : t('peek.entry', { kind, text: line })}
              </span>
              <span className={classes.entryDay}>
                <DateText day={entry.day} />
              </span>
            </li>
          )
        })}
      </ul>
    </PanelSection>
  )
}

const GoodToKnow = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation('contacts')
  const formats = useFormats()
  const cameThrough = record.relations.find(
    (relation) => relation.kind === 'referred' && relation.side === 'backward',
  )
  return (
    <PanelSection title={t('peek.goodToKnow')}>
      <dl className={classes.know}>
        {record.preferredChannel !== null && (
          <>
            <dt>{t('peek.reachPerson')}</dt>
            <dd>{t(`channel.${record.preferredChannel}`)}</dd>
          </>
        )}
        {(cameThrough !== undefined || record.source !== null) && (
          <>
            <dt>{t('peek.cameThrough')}</dt>
            <dd>{cameThrough?.contact.name ?? record.source}</dd>
          </>
        )}
        <dt>{t('peek.nextStep')}</dt>
        <dd>
          {record.nextStep === null ? (
            <span className="kith-quiet">{t('grid.nothingPlanned')}</span>
          ) : (
            `${record.nextStep.title} · ${formats.day(record.nextStep.dueDay, 'weekday')}`
          )}
        </dd>
        {record.notes !== null && (
          <>
            <dt>{t('facts.notes')}</dt>
            <dd>{record.notes}</dd>
          </>
        )}
      </dl>
    </PanelSection>
  )
}

/** Somebody at a glance: who, how to reach them, rhythm, quick log, what was last. */
export const PersonPeek = ({
  contactId,
  onClose,
}: {
  contactId: ContactId
  onClose?: (() => void) | undefined
}) => {
  const { t } = useTranslation(['rhythms', 'activities'])
  const formats = useFormats()
  const now = useNow()
  const answer = useApiQuery('contacts.get', { id: contactId }, { keepPrevious: true })
  const record = answer.data
  return (
    <SidePanel label={record?.displayName ?? t('rhythm')}>
      {record !== undefined && <Head record={record} onClose={onClose} />}
      {record !== undefined && (
        <PanelSection title={t('rhythm')} aside={t('last12Months')}>
          <RhythmLine {...record.rhythm} size="wide" />
          <p className={rhythmClasses.words}>
            <RhythmWords rhythm={record.rhythm} prefers="own" />
          </p>
        </PanelSection>
      )}
      <PanelSection
        title={t('activities:composer.quickLog')}
        aside={t('activities:composer.todayAt', { time: formats.time(now) })}
      >
        {/* Of whoever was chosen, at once: the rest still shows the one before for a moment. */}
        <QuickLog key={contactId} contactId={contactId} framed />
      </PanelSection>
      {record !== undefined && <LastContacts contactId={record.id} />}
      {record !== undefined && <GoodToKnow record={record} />}
    </SidePanel>
  )
}
