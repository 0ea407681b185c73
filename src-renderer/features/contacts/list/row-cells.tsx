import { IconBan } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { DueText } from '#renderer/ui/day-text.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { PersonName } from '#renderer/ui/person-name.tsx'
import { RhythmLine } from '#renderer/ui/rhythm-line.tsx'
import { TextLink } from '#renderer/ui/text-button.tsx'
import type { ContactColumn } from '#shared/domain/contact-columns.ts'
import type { ContactRow } from '../contact-types.ts'
import { useCountryName } from '../use-country-name.ts'
import classes from './contacts-grid.module.css'
import { TagsCell } from './tags-cell.tsx'

const NameCell = ({ row }: { row: ContactRow }) => {
  const { t } = useTranslation('contacts')
  return (
    <>
      <Avatar name={row.displayName} company={row.kind === 'company'} />
      <TextLink
        tone="text"
        isStrong
        className={classes.name}
        to="/contacts/$contactId"
        params={{ contactId: String(row.id) }}
        tabIndex={-1}
        title={row.displayName}
      >
        <PersonName {...row} />
      </TextLink>
      {row.doNotContact && (
        // A word would take the room of the name.
        <span
          className={classes.leftAlone}
          role="img"
          aria-label={t('grid.doNotContact')}
          title={t('grid.doNotContact')}
        >
          <IconBan size={16} stroke={1.6} aria-hidden="true" />
        </span>
      )}
    </>
  )
}

const LastContactCell = ({ row }: { row: ContactRow }) => {
  const { t } = useTranslation(['contacts', 'common'])
  const { silenceDays, state } = row.rhythm
  const words =
    silenceDays === null
      ? t('grid.never')
      : silenceDays === 0
        ? t('common:days.today')
        : t('common:days.short', { count: silenceDays })
  return (
    <>
      <RhythmLine {...row.rhythm} size="list" />
      <span className={classes.days} data-state={state}>
        {words}
      </span>
    </>
  )
}

const NextStepCell = ({ row }: { row: ContactRow }) => {
  const { t } = useTranslation('contacts')
  return row.nextStep === null ? (
    <span className={classes.quiet}>{t('grid.nothingPlanned')}</span>
  ) : (
    <span className={classes.text} title={row.nextStep.title}>
      {row.nextStep.title}
    </span>
  )
}

const Text = ({ value }: { value: string | null }) =>
  value === null ? null : (
    <span className={classes.second} title={value}>
      {value}
    </span>
  )

/** What stands in one cell of the list. */
export const CellContent = ({
  row,
  column,
  width,
}: {
  row: ContactRow
  column: ContactColumn
  /** Width of the cell in px. */
  width: number
}) => {
  const { t } = useTranslation(['contacts', 'common'])
  const formats = useFormats()
  const countryName = useCountryName()
  switch (column) {
    case 'name':
      return <NameCell row={row} />
    case 'company':
      return <Text value={row.company?.name ?? null} />
    case 'stage':
      return <Text value={row.stage === null ? null : t(`common:stages.${row.stage}`)} />
    case 'tags':
      return <TagsCell tags={row.tags} width={width} />
    case 'last-contact':
      return <LastContactCell row={row} />
    case 'next-step':
      return <NextStepCell row={row} />
    case 'due':
      return row.nextStep === null ? null : (
        <span className={classes.second}>
          {row.nextStep.dueDay === formats.today ? (
            (row.nextStep.dueTime ?? t('grid.today'))
          ) : (
            <DueText day={row.nextStep.dueDay} />
          )}
        </span>
      )
    case 'email':
      return <Text value={row.primaryEmail} />
    case 'phone':
      return <Text value={row.primaryPhone} />
    case 'country':
      return <Text value={row.country === null ? null : countryName(row.country)} />
    case 'source':
      return <Text value={row.source} />
    case 'importance':
      return <Text value={row.importance === null ? null : importanceWord(row.importance, t)} />
    case 'created':
      return <Text value={formats.day(formats.dayOf(row.createdAt))} />
  }
}

const importanceWord = (
  importance: number,
  t: (key: 'importance.1' | 'importance.2' | 'importance.3') => string,
): string =>
  importance === 1 ? t('importance.1') : importance === 2 ? t('importance.2') : t('importance.3')
