import { Button } from '@mantine/core'
import { useElementSize, useMediaQuery } from '@mantine/hooks'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { EmptyState, NoMatch } from '#renderer/ui/empty-state.tsx'
import { ariaKeys, CommandKeyCap } from '#renderer/ui/key-cap.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { BulkBar, type BulkPicker } from './bulk-bar.tsx'
import { BulkProgress } from './bulk-progress.tsx'
import { type AfterEdit, CellEditor } from './cell-editor.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { type Column, fittingColumns } from './columns.ts'
import type { ContactFilter, ContactRow } from './contact-types.ts'
import { ContactsGrid, type GridPlace } from './contacts-grid.tsx'
import classes from './contacts-page.module.css'
import { type ContactsSearch, isNarrowed, withSearchText, withSort } from './contacts-search.ts'
import { FilterBar } from './filter-bar.tsx'
import { useLastList, useListView } from './list-store.ts'
import { NewContactDialog } from './new-contact-dialog.tsx'
import { PersonPeek } from './person-peek.tsx'
import { asContactSelection } from './selection.ts'
import { useBulkActs } from './use-bulk-acts.ts'
import { useCellEdit } from './use-cell-edit.ts'
import { useContactPages } from './use-contact-pages.ts'
import { useListSelection } from './use-list-selection.ts'

const firstPlace: GridPlace = { index: 0, column: 'name' }
const narrowWindow = '(max-width: 1200px)'

const useCountWords = (): ((counts: { people: number; companies: number }) => string) => {
  const { t } = useTranslation('contacts')
  return ({ people, companies }) => {
    const one = t('counts.people', { count: people })
    const other = t('counts.companies', { count: companies })
    return companies === 0
      ? one
      : people === 0
        ? other
        : t('counts.both', { people: one, companies: other })
  }
}

const EmptyList = ({ onNew }: { onNew: () => void }) => {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  return (
    <EmptyState
      title={t('empty.title')}
      text={t('empty.text')}
      note={t('empty.drop')}
      acts={
        <>
          <Button
            size="lg"
            leftSection={<IconFileImport size={16} stroke={1.6} aria-hidden="true" />}
            onClick={() => void navigate({ to: '/imports' })}
          >
            {t('empty.import')}
          </Button>
          <Button
            size="lg"
            variant="default"
            rightSection={<CommandKeyCap command="contacts.new" />}
            onClick={onNew}
          >
            {t('empty.add')}
          </Button>
        </>
      }
    />
  )
}

/** The list of people and companies. */
export const ContactsPage = () => {
  const { t } = useTranslation(['contacts', 'commands'])
  const navigate = useNavigate({ from: '/contacts' })
  const search: ContactsSearch = useSearch({ from: '/contacts' })
  const countWords = useCountWords()
  const chosen = useListView((view) => view.columns)
  const isNarrow = useMediaQuery(narrowWindow)
  const { ref: boxRef, width } = useElementSize()
  const searchRef = useRef<HTMLInputElement>(null)
  const [visible, setVisible] = useState({ from: 0, to: 0 })
  const [place, setPlace] = useState(firstPlace)
  const [focusTurn, setFocusTurn] = useState(0)
  const [editing, setEditing] = useState<GridPlace | null>(null)
  const [isPeeking, setPeeking] = useState(false)
  const [isFilterOpen, setFilterOpen] = useState(false)
  const [picker, setPicker] = useState<BulkPicker>(null)

  const { filter, sort = 'name', direction = 'asc' } = search
  const pages = useContactPages({ filter, sort, direction }, visible)
  const filterKey = JSON.stringify(filter ?? {})
  const picked = useListSelection(pages, filterKey)
  const acts = useBulkActs()
  const edit = useCellEdit()
  const columns = fittingColumns(chosen, width || 1200, isNarrow ?? false)
  const current = pages.rowAt(place.index)
  const isEmpty = pages.counts !== null && pages.total === 0
  const isNobodyYet = isEmpty && !isNarrowed(filter)

  // Another filter or order starts at its first line.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only these make it another list
  useEffect(() => setPlace((now) => ({ ...now, index: 0 })), [filterKey, sort, direction])
  const rowAt = pages.rowAt
  // The record page walks along the list it was opened from.
  useEffect(() => {
    const from = Math.max(0, visible.from - 20)
    const ids = Array.from({ length: 140 }, (_, step) => rowAt(from + step)?.id)
    const known = ids.slice(0, ids.includes(undefined) ? ids.indexOf(undefined) : ids.length)
    useLastList.setState({
      ids: known.filter((id) => id !== undefined),
      first: from,
      total: pages.total,
    })
  })

  const goTo = (next: ContactsSearch, replace = false): void =>
    void navigate({ search: next, replace })
  const setFilter = (next: ContactFilter): void => {
    const { filter: _before, ...rest } = search
    goTo(Object.keys(next).length === 0 ? rest : { ...rest, filter: next })
  }
  const clearFilters = (): void => setFilter({})
  const openNew = (): void => goTo({ ...search, isNew: true })
  const closeNew = (): void => {
    const { isNew: _isNew, name: _name, ...rest } = search
    goTo(rest, true)
  }
  const move = (next: GridPlace, withFocus: boolean): void => {
    const index = Math.max(0, Math.min(pages.total - 1, next.index))
    setPlace({ ...next, index })
    if (withFocus) setFocusTurn((turn) => turn + 1)
  }
  const step = (by: number): void => move({ ...place, index: place.index + by }, true)
  const extend = (by: number): void => {
    if (picked.count === 0 && current !== undefined) picked.toggle(current, place.index)
    const index = Math.max(0, Math.min(pages.total - 1, place.index + by))
    picked.extendTo(index)
    move({ ...place, index }, true)
  }
  const open = (): void => {
    if (current === undefined) return
    void navigate({ to: '/contacts/$contactId', params: { contactId: String(current.id) } })
  }
  const startEdit = (at: GridPlace): void => {
    const column = columns.find((one) => one.id === at.column)
    setPlace(at)
    setEditing(column?.editable === true ? at : { ...at, column: 'name' })
    if (column?.editable !== true) setPlace({ ...at, column: 'name' })
  }
  const endEdit = (after: AfterEdit): void => {
    const editable = columns.filter((column) => column.editable)
    const at = editable.findIndex((column) => column.id === place.column)
    const next = after === 'stay' ? undefined : editable[at + (after === 'next' ? 1 : -1)]
    if (next === undefined) {
      setEditing(null)
      setFocusTurn((turn) => turn + 1)
    } else startEdit({ ...place, column: next.id })
  }
  const whom = asContactSelection(picked.selection, filter)
  /** The selected, else the line the keyboard is on. */
  const meant = picked.count > 0 ? whom : current === undefined ? null : { ids: [current.id] }
  const act = (run: (selection: NonNullable<typeof meant>) => Promise<void>): void => {
    if (meant !== null) void run(meant).then(() => picked.clear())
  }
  const deleteMeant = (): void => {
    const name = picked.count > 1 || current === undefined ? null : current.displayName
    act((selection) => acts.delete(selection, picked.count === 0 ? name : null))
  }
  const openPicker = (which: BulkPicker): void => {
    if (picked.count === 0 && current !== undefined) picked.toggle(current, place.index)
    setPicker(which)
  }
  const hasRows = pages.total > 0
  useCommands({
    'list.search': () => searchRef.current?.focus(),
    'list.filter': () => setFilterOpen(true),
    'list.next': hasRows ? () => step(1) : undefined,
    'list.previous': hasRows ? () => step(-1) : undefined,
    'list.select': current === undefined ? undefined : () => picked.toggle(current, place.index),
    'list.selectMore': hasRows ? () => extend(1) : undefined,
    'list.selectLess': hasRows ? () => extend(-1) : undefined,
    'list.selectAll': hasRows ? picked.selectAll : undefined,
    'list.clear': picked.count > 0 ? picked.clear : isPeeking ? () => setPeeking(false) : undefined,
    'list.open': current === undefined ? undefined : open,
    'list.peek': current === undefined ? undefined : () => setPeeking((now) => !now),
    'list.edit': current === undefined ? undefined : () => startEdit(place),
    'list.tag': meant === null ? undefined : () => openPicker('tag'),
    'list.stage': meant === null ? undefined : () => openPicker('stage'),
    'list.delete': meant === null ? undefined : deleteMeant,
  })
  const handleVisible = useCallback(
    (from: number, to: number) =>
      setVisible((now) => (now.from === from && now.to === to ? now : { from, to })),
    [],
  )
  const editor = (row: ContactRow, column: Column['id'], index: number) =>
    editing === null || editing.index !== index || editing.column !== column ? undefined : (
      <CellEditor
        row={row}
        column={column}
        onCancel={() => endEdit('stay')}
        onKeep={(value, after) => {
          endEdit(after)
          void edit.keep(row, column, value)
        }}
        onKeepStep={(typed, after) => {
          endEdit(after)
          void edit.keepStep(row, typed)
        }}
      />
    )

  return (
    <Page
      title={t('title')}
      subtitle={pages.counts === null || isNobodyYet ? undefined : countWords(pages.counts)}
      withLine={isNobodyYet}
      body={isNobodyYet ? 'bare' : 'none'}
      acts={
        <>
          {!isNobodyYet && <ColumnMenu />}
          <Button
            aria-keyshortcuts={ariaKeys('contacts.new')}
            leftSection={<IconPlus size={15} stroke={1.8} aria-hidden="true" />}
            rightSection={<CommandKeyCap command="contacts.new" on="accent" />}
            onClick={openNew}
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
            onFilter={setFilter}
            onSearch={(text) => goTo(withSearchText(search, text), true)}
            searchRef={searchRef}
          />
        )
      }
      hints={
        isNobodyYet
          ? [
              { keys: ['N'], label: t('commands:newContact') },
              { keys: ['Mod+K'], label: t('commands:openPalette') },
              { keys: ['G T'], label: t('commands:goToday') },
            ]
          : [
              { keys: ['ArrowUp', 'ArrowDown'], label: t('commands:move') },
              { keys: ['X'], label: t('commands:selectLine') },
              { keys: ['Shift+ArrowDown'], label: t('commands:selectMore') },
              { keys: ['F2'], label: t('commands:editCell') },
              { keys: ['Space'], label: t('commands:peek') },
              { keys: ['Enter'], label: t('commands:openLine') },
            ]
      }
      side={
        isPeeking && current !== undefined ? (
          <PersonPeek contactId={current.id} onClose={() => setPeeking(false)} />
        ) : undefined
      }
    >
      {isNobodyYet ? (
        <EmptyList onNew={openNew} />
      ) : (
        <div ref={boxRef} className={classes.body}>
          {isEmpty ? (
            <NoMatch onClear={clearFilters} />
          ) : (
            <ContactsGrid
              total={pages.total}
              rowAt={pages.rowAt}
              columns={columns}
              sort={sort}
              direction={direction}
              onSort={(column) => goTo(withSort(search, column.sort), true)}
              place={place}
              focusTurn={focusTurn}
              onMove={move}
              isSelected={picked.isSelected}
              selectedCount={picked.count}
              onSelect={(row, index, how) => {
                if (how === 'range') picked.extendTo(index)
                else picked.toggle(row, index)
              }}
              onSelectAll={(isIn) => (isIn ? picked.selectAll() : picked.clear())}
              peekedId={isPeeking ? (current?.id ?? null) : null}
              editor={editor}
              onEdit={startEdit}
              onVisible={handleVisible}
            />
          )}
        </div>
      )}
      {acts.running !== null ? (
        <BulkProgress act={acts.running} onEnd={acts.end} />
      ) : (
        picked.count > 0 && (
          <BulkBar
            count={picked.count}
            total={pages.total}
            picker={picker}
            onPicker={setPicker}
            onSelectAll={picked.selectAll}
            onClear={picked.clear}
            onTag={(name) => act((selection) => acts.addTag(selection, name))}
            onUntag={(tag) => act((selection) => acts.removeTag(selection, tag))}
            onStage={(stage) => act((selection) => acts.setStage(selection, stage))}
            onDelete={deleteMeant}
          />
        )
      )}
      {search.isNew === true && <NewContactDialog name={search.name ?? ''} onClose={closeNew} />}
    </Page>
  )
}
