import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Segmented } from '#renderer/ui/segmented.tsx'
import { SkeletonRows } from '#renderer/ui/skeleton.tsx'
import type { ContactId } from '#shared/domain/ids.ts'
import { groupByDay, type Operation } from './group-by-day.ts'
import classes from './history.module.css'
import { canAct, OperationRow } from './operation-row.tsx'
import { operationWords } from './operation-words.ts'
import { useHistoryUndo } from './use-history-undo.ts'
import { type ActorFilter, useOperations } from './use-operations.ts'
import { historyNamespaces } from './value-words.ts'

const filters = ['all', 'owner', 'rule'] as const

const DayHead = ({ day }: { day: string }) => {
  const formats = useFormats()
  const relative = formats.relativeDay(day)
  const full = formats.day(day, 'full')
  const isNear = [0, -1].some(
    (near) => relative === formats.relativeDay(nearDay(formats.today, near)),
  )
  const name = isNear ? relative.charAt(0).toLocaleUpperCase() + relative.slice(1) : full
  return (
    <div className={classes.day}>
      <h2>{name}</h2>
      {isNear && <span className="kith-quiet">{full}</span>}
    </div>
  )
}

const msPerDay = 86_400_000
const nearDay = (today: string, days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * msPerDay).toISOString().slice(0, 10)

/** Which line is selected and which are open. */
const useLines = (operations: readonly Operation[], startId: number | undefined) => {
  const [selectedId, setSelectedId] = useState<number | null>(startId ?? null)
  const [openIds, setOpenIds] = useState<ReadonlySet<number>>(
    new Set(startId === undefined ? [] : [startId]),
  )
  const [focusTurn, setFocusTurn] = useState(0)
  const found = operations.findIndex((operation) => operation.id === selectedId)
  const index = found < 0 ? 0 : found
  return {
    selected: operations[index],
    openIds,
    focusTurn,
    select: (operation: Operation) => setSelectedId(operation.id),
    move: (by: number) => {
      const next = operations[Math.max(0, Math.min(operations.length - 1, index + by))]
      if (next === undefined) return
      setSelectedId(next.id)
      setFocusTurn((turn) => turn + 1)
    },
    toggle: (operation: Operation) => {
      setSelectedId(operation.id)
      const next = new Set(openIds)
      if (next.has(operation.id)) next.delete(operation.id)
      else next.add(operation.id)
      setOpenIds(next)
    },
  }
}

/** What an empty history or bin says, and the way to fill it. */
const Nothing = ({ isBin, actor }: { isBin: boolean; actor: ActorFilter }) => {
  const { t } = useTranslation('history')
  const navigate = useNavigate()
  return (
    <div className={classes.empty}>
      <p>{isBin ? t('binEmpty') : actor === 'rule' ? t('emptyRule') : t('empty')}</p>
      {!isBin && actor !== 'rule' && (
        <Button variant="default" onClick={() => void navigate({ to: '/imports' })}>
          {t('import')}
        </Button>
      )}
    </div>
  )
}

/** Every operation with undo and redo, and the bin. */
export const HistoryPage = () => {
  const { t } = useTranslation(historyNamespaces)
  const formats = useFormats()
  const search = useSearch({ from: '/history' })
  const box = useRef<HTMLDivElement>(null)
  const [actor, setActor] = useState<ActorFilter>('all')
  const [isBin, setBin] = useState(false)
  // An id in the address; the host answers an empty list for one that is none.
  const list = useOperations(actor, search.contact as ContactId | undefined, !isBin)
  const bin = useApiQuery('history.bin', {})
  const binned = (bin.data?.operations ?? []).reduce((sum, one) => sum + one.stillDeleted, 0)
  const binWords = binned === 0 ? t('bin') : t('binCount', { number: formats.number(binned) })
  const binLabel = isBin ? t('backToHistory') : binWords
  const operations = isBin ? bin.data?.operations : list.operations
  const lines = useLines(operations ?? [], search.operation)
  const find = (id: number) => operations?.find((operation) => operation.id === id)
  const undo = useHistoryUndo((operation) => operationWords(operation, t, { formats, find }).title)
  const { selected, focusTurn } = lines

  useLayoutEffect(() => {
    if (focusTurn === 0) return
    const row = box.current?.querySelector<HTMLElement>('[role=row][aria-selected=true]')
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }, [focusTurn])
  // Opened by a toast because of conflicts: ask at once.
  const asked = useRef(false)
  useEffect(() => {
    const wanted = operations?.find((operation) => operation.id === search.operation)
    if (wanted === undefined || asked.current) return
    asked.current = true
    box.current
      ?.querySelector('[role=row][aria-selected=true]')
      ?.scrollIntoView({ block: 'center' })
  }, [operations, search.operation])

  useCommands({
    'list.next': selected === undefined ? undefined : () => lines.move(1),
    'list.previous': selected === undefined ? undefined : () => lines.move(-1),
    'list.open': selected === undefined ? undefined : () => lines.toggle(selected),
    'history.undoLine':
      selected === undefined || !canAct(selected) ? undefined : () => void undo.run(selected),
  })
  return (
    <Page
      title={isBin ? t('bin') : t('title')}
      subtitle={isBin ? t('binSubtitle') : t('subtitle')}
      withLine
      acts={
        <>
          {!isBin && (
            <Segmented
              label={t('filter.label')}
              value={actor}
              onChange={setActor}
              segments={filters.map((value) => ({
                value: value as ActorFilter, // The filters are actors or all.
                label: t(`filter.${value}`),
              }))}
            />
          )}
          <Button
            variant="subtle"
            aria-pressed={isBin}
            leftSection={<IconTrash size={16} stroke={1.6} aria-hidden="true" />}
            onClick={() => setBin((now) => !now)}
          >
            {binLabel}
          </Button>
        </>
      }
      hints={[
        { keys: ['J', 'K'], label: t('hints.move') },
        { keys: ['U'], label: t('hints.undo') },
        { keys: ['Enter'], label: isBin ? t('hints.open') : t('hints.what') },
        ...(isBin ? [{ keys: ['X'], label: t('bringBack.open') }] : []),
        { keys: ['Mod+Z'], label: t('hints.undoLast') },
        { keys: ['Mod+Shift+Z'], label: t('hints.redo') },
      ]}
    >
      {operations === undefined ? (
        <SkeletonRows rows={8} height={44} />
      ) : operations.length === 0 ? (
        <Nothing isBin={isBin} actor={actor} />
      ) : (
        <div ref={box}>
          {groupByDay(operations, formats.dayOf).map((group) => (
            <div key={group.day}>
              <DayHead day={group.day} />
              <div role="grid" aria-label={t('lines')}>
                {group.operations.map((operation) => (
                  <OperationRow
                    key={operation.id}
                    operation={operation}
                    isSelected={operation.id === selected?.id}
                    isOpen={lines.openIds.has(operation.id)}
                    find={find}
                    asking={undo.asking?.operation.id === operation.id ? undo.asking : null}
                    onSelect={() => lines.select(operation)}
                    onToggle={() => lines.toggle(operation)}
                    onAct={() => {
                      lines.select(operation)
                      void undo.run(operation)
                    }}
                    onDecide={(takeBack) => void undo.run(operation, { takeBack })}
                    onDismiss={undo.dismiss}
                  />
                ))}
              </div>
            </div>
          ))}
          {!isBin && list.hasMore && (
            <Button variant="transparent" onClick={list.loadMore}>
              {t('olderThan')}
            </Button>
          )}
        </div>
      )}
    </Page>
  )
}
