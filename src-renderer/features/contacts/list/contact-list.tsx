import { useRef, useState } from 'react'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { searchCap } from '#shared/domain/search-cap.ts'
import type { ContactRow } from '../contact-types.ts'
import { BulkBar, type BulkPicker } from './bulk-bar.tsx'
import { BulkProgress } from './bulk-progress.tsx'
import { CellEditor } from './cell-editor.tsx'
import type { Column, ShownColumn } from './columns.ts'
import { asContactSelection } from './contact-selection.ts'
import { ContactsGrid } from './contacts-grid.tsx'
import { openListExport } from './open-list-export.ts'
import { useBulkActs } from './use-bulk-acts.ts'
import { useCellEdit } from './use-cell-edit.ts'
import type { ContactPages } from './use-contact-pages.ts'
import type { ContactsAddress } from './use-contacts-address.ts'
import type { ListPlace } from './use-list-place.ts'
import { useListSelection } from './use-list-selection.ts'
import { useMailSelection } from './use-mail-selection.ts'

interface ContactListProps {
  readonly address: ContactsAddress
  readonly pages: ContactPages
  readonly list: ListPlace
  readonly columns: readonly ShownColumn[]
  readonly isPeeking: boolean
  readonly onPeek: (isPeeking: boolean) => void
  readonly onVisible: (from: number, to: number) => void
}

const useList = ({ address, pages, list, isPeeking, onPeek }: ContactListProps) => {
  const [picker, setPicker] = useState<BulkPicker>(null)
  const picked = useListSelection(pages, JSON.stringify(address.filter ?? {}))
  const acts = useBulkActs()
  const mail = useMailSelection()
  const { place } = list
  const current = pages.rowAt(place.index)
  const whom = asContactSelection(picked.selection, address.filter)
  /** The selected, else the line the keyboard is on. */
  const meant = picked.count > 0 ? whom : current === undefined ? null : { ids: [current.id] }
  const act = (run: (selection: NonNullable<typeof meant>) => Promise<void>): void => {
    if (meant !== null) void run(meant).then(() => picked.clear())
  }
  // A line chosen by the key that opened a picker is let go again with it.
  const isLent = useRef(false)
  /** Who was chosen stays chosen for the next act, unless the list is of those with that field. */
  const mark = (
    field: 'tagIds' | 'stages',
    run: (selection: NonNullable<typeof meant>) => Promise<void>,
  ): void => {
    if (isLent.current || address.filter?.[field] !== undefined) act(run)
    else if (meant !== null) void run(meant)
  }
  const name = picked.count === 0 ? (current?.displayName ?? null) : null
  const deleteMeant = (): void => act((selection) => acts.delete(selection, name))
  const extend = (by: number): void => {
    if (picked.count === 0 && current !== undefined) picked.toggle(current, place.index)
    picked.extendTo(Math.max(0, Math.min(pages.total - 1, place.index + by)))
    list.step(by)
  }
  const openPicker = (which: BulkPicker): void => {
    isLent.current = picked.count === 0
    if (picked.count === 0 && current !== undefined) picked.toggle(current, place.index)
    setPicker(which)
  }
  const handlePicker = (which: BulkPicker): void => {
    if (which !== null) isLent.current = false
    setPicker(which)
  }
  const withRow = (run: (row: ContactRow) => void) =>
    current === undefined ? undefined : () => run(current)
  useCommands({
    'list.next': () => list.step(1),
    'list.previous': () => list.step(-1),
    'list.select': withRow((row) => picked.toggle(row, place.index)),
    'list.selectMore': () => extend(1),
    'list.selectLess': () => extend(-1),
    'list.selectAll': picked.selectAll,
    'list.clear': picked.count > 0 ? picked.clear : isPeeking ? () => onPeek(false) : undefined,
    'list.open': withRow((row) => address.open(row.id)),
    'list.peek': withRow(() => onPeek(!isPeeking)),
    'list.edit': withRow(() => list.startEdit(place)),
    'list.tag': meant === null ? undefined : () => openPicker('tag'),
    'list.stage': meant === null ? undefined : () => openPicker('stage'),
    'list.delete': meant === null ? undefined : deleteMeant,
    'person.write': meant === null ? undefined : () => void mail(meant),
  })
  const exportSelected = (): void => {
    if (whom !== null)
      openListExport(address, { kind: 'selected', count: picked.count, selection: whom })
  }
  const mailSelected = (): void => {
    if (whom !== null) void mail(whom)
  }
  return {
    picker,
    handlePicker,
    picked,
    acts,
    mark,
    current,
    deleteMeant,
    exportSelected,
    mailSelected,
  }
}

/** The rows of the list, what can be done with them, and the keys for it. */
export const ContactList = (props: ContactListProps) => {
  const { address, pages, list, columns, isPeeking } = props
  const { picker, handlePicker, picked, acts, mark, current, ...whole } = useList(props)
  const edit = useCellEdit()
  const { editing, endEdit } = list
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
    <>
      <ContactsGrid
        listKey={address.key}
        total={pages.total}
        rowAt={pages.rowAt}
        columns={columns}
        sort={address.sort}
        direction={address.direction}
        onSort={(column) => address.sortBy(column.sort)}
        place={list.place}
        focusTurn={list.focusTurn}
        onMove={list.move}
        isSelected={picked.isSelected}
        selectedCount={picked.count}
        onSelect={(row, index, how) => {
          if (how === 'range') picked.extendTo(index)
          else picked.toggle(row, index)
        }}
        onSelectAll={(isIn) => (isIn ? picked.selectAll() : picked.clear())}
        peekedId={isPeeking ? (current?.id ?? null) : null}
        editor={editor}
        onEdit={list.startEdit}
        onVisible={props.onVisible}
      />
      {acts.running !== null && <BulkProgress act={acts.running} onEnd={acts.end} />}
      {acts.running === null && picked.count > 0 && (
        <BulkBar
          count={picked.count}
          total={pages.total}
          isAll={picked.selection.mode === 'all'}
          isOpenEnded={(address.filter?.search ?? '').trim() !== '' && pages.total >= searchCap}
          picker={picker}
          onPicker={handlePicker}
          onSelectAll={picked.selectAll}
          onClear={picked.clear}
          onTag={(name) => mark('tagIds', (selection) => acts.addTag(selection, name))}
          onUntag={(tag) => mark('tagIds', (selection) => acts.removeTag(selection, tag))}
          onStage={(stage) => mark('stages', (selection) => acts.setStage(selection, stage))}
          onDelete={whole.deleteMeant}
          onExport={whole.exportSelected}
          onMail={whole.mailSelected}
        />
      )}
    </>
  )
}
