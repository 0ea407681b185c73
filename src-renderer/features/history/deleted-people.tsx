import { Button, TextInput } from '@mantine/core'
import { IconCheck, IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import { SkeletonRows } from '#renderer/ui/skeleton.tsx'
import { TextButton } from '#renderer/ui/text-button.tsx'
import type { OperationId } from '#shared/domain/ids.ts'
import { ConflictPanel } from './conflict-panel.tsx'
import classes from './deleted-people.module.css'
import { useBringBack } from './use-bring-back.ts'
import { type DeletedPerson, useDeletedPeople } from './use-deleted-people.ts'

type People = ReturnType<typeof useDeletedPeople>

const isSelectAll = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a'

/** What a key does in the list; undefined leaves it to the page. */
const actOf = (
  event: KeyboardEvent,
  people: People,
  onBringBack: () => void,
): (() => void) | undefined => {
  const { index } = people
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
  if (isSelectAll(event)) return people.selectAll
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  if (step !== undefined) {
    return () => (event.shiftKey ? people.extendTo(index + step) : people.moveTo(index + step))
  }
  if (event.key === ' ' || event.key === 'x') return () => people.toggle(index)
  if (event.key === 'Enter') return onBringBack
  if (event.key === 'Escape' && people.count > 0) return people.clear
  return undefined
}

const Person = ({ person, at, people }: { person: DeletedPerson; at: number; people: People }) => {
  const isChosen = people.isSelected(person)
  const rest = [person.jobTitle, person.point].filter((part) => part !== null).join(' · ')
  return (
    <div
      role="option"
      aria-selected={isChosen}
      data-here={at === people.index || undefined}
      tabIndex={at === people.index ? 0 : -1}
      className={classes.person}
      onClick={(event) => (event.shiftKey ? people.extendTo(at) : people.toggle(at))}
    >
      <span className={classes.check} aria-hidden="true">
        {isChosen && <IconCheck size={13} stroke={2.4} />}
      </span>
      <Avatar name={person.name} company={person.kind === 'company'} />
      <span className={classes.name}>{person.name}</span>
      {rest !== '' && <span className={classes.rest}>{rest}</span>}
    </div>
  )
}

const Head = ({ people, name }: { people: People; name: string }) => {
  const { t } = useTranslation('history')
  const formats = useFormats()
  const { count, total } = people
  return (
    <div className={classes.head}>
      <TextInput
        className={classes.search ?? ''}
        type="search"
        aria-label={t('bringBack.search')}
        placeholder={t('bringBack.search')}
        leftSection={<IconSearch size={15} stroke={1.6} aria-hidden="true" />}
        value={people.typed}
        onChange={(event) => people.find(event.target.value)}
      />
      <span className="kith-quiet" role="status">
        {total > 0 &&
          (count === 0
            ? t('bringBack.total', { count: total, number: formats.number(total) })
            : t('bringBack.chosen', { number: formats.number(count) }))}
      </span>
      {count < total ? (
        <TextButton isSmall aria-label={t('bringBack.allOf', { name })} onClick={people.selectAll}>
          {t('bringBack.all', { number: formats.number(total) })}
        </TextButton>
      ) : (
        count > 0 && (
          <TextButton isSmall onClick={people.clear}>
            {t('bringBack.none')}
          </TextButton>
        )
      )}
    </div>
  )
}

const List = ({ people, onBringBack }: { people: People; onBringBack: () => void }) => {
  const { t } = useTranslation('history')
  const box = useRef<HTMLDivElement>(null)
  const { index, hasMore, loadMore } = people
  const isThere = people.people !== undefined
  const focus = (): void => {
    const here = box.current?.querySelector<HTMLElement>('[data-here]')
    here?.focus({ preventScroll: true })
    here?.scrollIntoView({ block: 'nearest' })
  }
  const isInside = (): boolean => box.current?.contains(document.activeElement) === true
  // Opened to choose in it.
  useEffect(() => {
    if (isThere) focus()
  }, [isThere])
  useLayoutEffect(() => {
    if (isInside()) focus()
  }, [index])
  // Whoever had the focus came back.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) focus()
  }, [people.total])
  useEffect(() => {
    if (hasMore && index >= (people.people?.length ?? 0) - 20) loadMore()
  }, [hasMore, index, loadMore, people.people?.length])
  if (people.people?.length === 0) {
    return (
      <p className="kith-quiet">
        {t('bringBack.nobody')}{' '}
        <TextButton isSmall onClick={() => people.find('')}>
          {t('bringBack.clear')}
        </TextButton>
      </p>
    )
  }
  return (
    <div
      ref={box}
      role="listbox"
      aria-multiselectable="true"
      aria-label={t('bringBack.label')}
      className={classes.list}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        const act = actOf(event, people, onBringBack)
        if (act === undefined) return
        event.preventDefault()
        act()
      }}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        if (hasMore && scrollTop + clientHeight > scrollHeight - 600) loadMore()
      }}
    >
      {people.people?.map((person, at) => (
        <Person key={person.id} person={person} at={at} people={people} />
      ))}
    </div>
  )
}

/** Who is still deleted of one deletion: to choose some and bring them back. */
export const DeletedPeople = ({ id, name }: { id: OperationId; name: string }) => {
  const { t } = useTranslation('history')
  const formats = useFormats()
  const people = useDeletedPeople(id)
  const { run, asking, dismiss } = useBringBack(id, people.clear)
  const chosen = people.chosen()
  const bringBack = (): void => {
    if (chosen !== null) void run(chosen)
  }
  if (people.people === undefined) return <SkeletonRows rows={3} height={32} />
  return (
    <div className={classes.people}>
      <Head people={people} name={name} />
      <List people={people} onBringBack={bringBack} />
      {asking === null ? (
        <div className={classes.foot}>
          {chosen === null ? (
            people.total > 0 && <span className="kith-quiet">{t('bringBack.choose')}</span>
          ) : (
            <Button rightSection={<KeyCap keys="Enter" />} onClick={bringBack}>
              {t('bringBack.act', { number: formats.number(chosen.count) })}
            </Button>
          )}
        </div>
      ) : (
        <ConflictPanel
          conflicts={asking.conflicts}
          act={t('bringBack.act', { number: formats.number(asking.chosen.count) })}
          onDecide={(takeBack) => void run(asking.chosen, { takeBack })}
          onCancel={dismiss}
        />
      )}
    </div>
  )
}
