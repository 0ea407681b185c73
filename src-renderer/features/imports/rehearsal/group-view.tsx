import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { SkeletonRows } from '#renderer/ui/skeleton.tsx'
import { useTypedSearch } from '#renderer/ui/use-typed-search.ts'
import type { JobId } from '#shared/domain/ids.ts'
import classes from './group-view.module.css'
import { PeopleList } from './people-list.tsx'
import { RowDetail } from './row-detail.tsx'
import { useRehearsedColumns } from './use-rehearsal.ts'
import { useRowPages } from './use-row-pages.ts'

const SearchField = ({
  value,
  onChange,
  onClose,
}: {
  value: string
  onChange: (text: string) => void
  onClose: () => void
}) => {
  const { t } = useTranslation('imports')
  return (
    <TextInput
      className={classes.search ?? ''}
      type="search"
      aria-label={t('people.search')}
      placeholder={t('people.search')}
      leftSection={<IconSearch size={15} stroke={1.6} aria-hidden="true" />}
      // The field was just asked for.
      autoFocus
      value={value}
      maxLength={200}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        event.stopPropagation()
        onClose()
      }}
    />
  )
}

/** The people of one group, and what would happen to the chosen one. */
export const GroupView = ({
  planId,
  group,
  count,
  round,
}: {
  planId: JobId
  group: 'new' | 'changed' | 'unchanged' | 'left-out'
  count: number
  round: number
}) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const [isSearching, setSearching] = useState(false)
  const { typed, setTyped, search } = useTypedSearch()
  const [visible, setVisible] = useState({ from: 0, to: 0 })
  const [place, setPlace] = useState({ search: '', index: 0 })
  const pages = useRowPages({ planId, group, search, round }, visible)
  const columns = useRehearsedColumns(planId, round)
  const handleVisible = useCallback((from: number, to: number) => setVisible({ from, to }), [])
  const total = pages.total ?? 0
  // Another search begins at its top; a row that has gone leaves its place to the next.
  const wanted = place.search === search ? place.index : 0
  const chosen = Math.max(0, Math.min(wanted, total - 1))
  const row = pages.rowAt(chosen)
  return (
    <div className={classes.pair}>
      <section className={classes.people} aria-label={t(`group.${group}`)}>
        <div className={classes.head}>
          <h2>{t(`people.${group}`, { count, number: formats.number(count) })}</h2>
          {count > 0 && !isSearching && (
            <IconButton
              icon={IconSearch}
              label={t('people.search')}
              onClick={() => setSearching(true)}
            />
          )}
        </div>
        {isSearching && (
          <SearchField
            value={typed}
            onChange={setTyped}
            onClose={() => {
              setTyped('')
              setSearching(false)
            }}
          />
        )}
        {pages.total === null && <SkeletonRows rows={12} height={44} />}
        {pages.total === 0 && (
          <p className={classes.nobody} role="status">
            {search === '' ? t('people.nobody') : t('people.noMatch')}
          </p>
        )}
        {total > 0 && (
          <PeopleList
            label={t(`group.${group}`)}
            pages={pages}
            chosen={chosen}
            withCount={group === 'changed'}
            onChoose={(index) => setPlace({ search, index })}
            onVisible={handleVisible}
          />
        )}
      </section>
      {row !== undefined && <RowDetail key={row.row} row={row} columns={columns} />}
    </div>
  )
}
