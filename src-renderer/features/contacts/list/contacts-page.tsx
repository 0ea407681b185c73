import { Button } from '@mantine/core'
import { useElementSize, useMediaQuery } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { NoMatch } from '#renderer/ui/empty-state.tsx'
import type { Hint } from '#renderer/ui/hint-bar.tsx'
import { ariaKeys, CommandKeyCap } from '#renderer/ui/key-cap.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { NewContactDialog } from '../new-contact-dialog.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { fittingColumns } from './columns.ts'
import { ContactList } from './contact-list.tsx'
import classes from './contacts-page.module.css'
import { isNarrowed } from './contacts-search.ts'
import { EmptyList } from './empty-list.tsx'
import { ExportButton } from './export-button.tsx'
import { FilterBar } from './filter-bar.tsx'
import { useLastList, useListView } from './list-store.ts'
import { PersonPeek } from './person-peek.tsx'
import { type ContactPages, useContactPages } from './use-contact-pages.ts'
import { useContactsAddress } from './use-contacts-address.ts'
import { useListPlace } from './use-list-place.ts'

const narrowWindow = '(max-width: 1200px)'
/** Used until the list has been measured (px). */
const usualWidth = 1200

const useCountWords = (): ((counts: { people: number; companies: number }) => string) => {
  const { t } = useTranslation('contacts')
  return ({ people, companies }) => {
    const one = t('counts.people', { count: people })
    const other = t('counts.companies', { count: companies })
    if (companies === 0) return one
    return people === 0 ? other : t('counts.both', { people: one, companies: other })
  }
}

const useHints = (isNobodyYet: boolean): readonly Hint[] => {
  const { t } = useTranslation('commands')
  return isNobodyYet
    ? [
        { keys: ['N'], label: t('newContact') },
        { keys: ['Mod+K'], label: t('openPalette') },
        { keys: ['G T'], label: t('goToday') },
      ]
    : [
        { keys: ['ArrowUp', 'ArrowDown'], label: t('move') },
        { keys: ['X'], label: t('selectLine') },
        { keys: ['Shift+ArrowDown'], label: t('selectMore') },
        { keys: ['F2'], label: t('editCell') },
        { keys: ['Space'], label: t('peek') },
        { keys: ['Enter'], label: t('openLine') },
      ]
}

const neighbours = 140

/** The record page walks along the list it was opened from. */
const useRemembersList = (pages: ContactPages, from: number): void => {
  const first = Math.max(0, from - neighbours / 7)
  const ids = Array.from({ length: neighbours }, (_, step) => pages.rowAt(first + step)?.id)
  const known = ids.filter((id) => id !== undefined).join()
  useEffect(
    () => useLastList.setState({ ids: known === '' ? [] : known.split(',').map(Number) }),
    [known],
  )
}

/** The list of people and companies. */
export const ContactsPage = () => {
  const { t } = useTranslation('contacts')
  const countWords = useCountWords()
  const chosen = useListView((view) => view.columns)
  const isNarrow = useMediaQuery(narrowWindow)
  const { ref: boxRef, width } = useElementSize()
  const searchRef = useRef<HTMLInputElement>(null)
  const [visible, setVisible] = useState({ from: 0, to: 0 })
  const [isPeeking, setPeeking] = useState(false)
  const [isFilterOpen, setFilterOpen] = useState(false)
  const address = useContactsAddress()
  const { filter } = address
  const pages = useContactPages(address, visible)
  const columns = fittingColumns(chosen, width || usualWidth, isNarrow)
  const list = useListPlace(address.key, pages.total, columns)
  const current = pages.rowAt(list.place.index)
  const isEmpty = pages.counts !== null && pages.total === 0
  const isNobodyYet = isEmpty && !isNarrowed(filter)
  const hints = useHints(isNobodyYet)
  useRemembersList(pages, visible.from)
  useCommands({
    'list.search': isNobodyYet ? undefined : () => searchRef.current?.focus(),
    'list.filter': isNobodyYet ? undefined : () => setFilterOpen(true),
  })
  const handleVisible = useCallback(
    (from: number, to: number) =>
      setVisible((now) => (now.from === from && now.to === to ? now : { from, to })),
    [],
  )
  return (
    <Page
      title={t('title')}
      subtitle={pages.counts === null || isNobodyYet ? undefined : countWords(pages.counts)}
      withLine={isNobodyYet}
      body={isNobodyYet ? 'bare' : 'none'}
      hints={hints}
      acts={
        <>
          {!isNobodyYet && (
            <ExportButton address={address} count={pages.counts === null ? null : pages.total} />
          )}
          {!isNobodyYet && <ColumnMenu fitting={columns} />}
          <Button
            variant={isNobodyYet ? 'default' : 'filled'}
            aria-keyshortcuts={ariaKeys('contacts.new')}
            leftSection={<IconPlus size={15} stroke={1.8} aria-hidden="true" />}
            rightSection={
              <CommandKeyCap command="contacts.new" on={isNobodyYet ? 'page' : 'accent'} />
            }
            onClick={address.openNew}
          >
            {t('newContact')}
          </Button>
        </>
      }
      bar={
        isNobodyYet ? undefined : (
          <FilterBar
            filter={filter}
            isMenuOpen={isFilterOpen}
            onMenu={setFilterOpen}
            onFilter={address.setFilter}
            onSearch={address.setText}
            searchRef={searchRef}
          />
        )
      }
      side={
        isPeeking && current !== undefined ? (
          <PersonPeek contactId={current.id} onClose={() => setPeeking(false)} />
        ) : undefined
      }
    >
      {isNobodyYet ? (
        <EmptyList onNew={address.openNew} />
      ) : (
        <div ref={boxRef} className={classes.body}>
          {isEmpty ? (
            <NoMatch onClear={() => address.setFilter({})} />
          ) : (
            <ContactList
              address={address}
              pages={pages}
              list={list}
              columns={columns}
              isPeeking={isPeeking}
              onPeek={setPeeking}
              onVisible={handleVisible}
            />
          )}
        </div>
      )}
      {address.search.isNew === true && (
        <NewContactDialog name={address.search.name ?? ''} onClose={address.closeNew} />
      )}
    </Page>
  )
}
