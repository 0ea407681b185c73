import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { joinSentences } from '#renderer/api/join-sentences.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { TextButton } from '#renderer/ui/text-button.tsx'
import { PersonLine } from './person-line.tsx'
import classes from './suggestions.module.css'
import { type Decide, type Person, useDecide } from './use-decide.ts'

/** So many are decided at a time. */
const shown = 20

const firstActs = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('[data-first]'),
]

const isInMenu = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.closest('[role=menu]') !== null

/** The arrows go from person to person; whoever decides with the keyboard goes on with the next. */
const useRows = (list: RefObject<HTMLUListElement | null>, people: readonly Person[]) => {
  const place = useRef<number | null>(null)
  useEffect(() => {
    const at = place.current
    if (at === null || list.current === null || document.activeElement !== document.body) return
    const acts = firstActs(list.current)
    acts[Math.min(at, acts.length - 1)]?.focus()
  }, [list, people])
  const rowOf = (target: EventTarget): number =>
    target instanceof HTMLElement && list.current !== null
      ? [...list.current.children].findIndex((row) => row.contains(target))
      : -1
  return {
    // What happens in a menu of a row comes by here as well, and is none of the rows'.
    onFocus: ({ target }: { target: EventTarget }) => {
      const at = rowOf(target)
      if (at >= 0) place.current = at
    },
    onBlur: ({ relatedTarget }: { relatedTarget: EventTarget | null }) => {
      // Left for another place; a row that is decided takes its focus away to nowhere.
      if (relatedTarget !== null && !isInMenu(relatedTarget)) place.current = null
    },
    onKeyDown: (event: KeyboardEvent) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (step === 0 || list.current === null || isInMenu(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      firstActs(list.current)[rowOf(event.target) + step]?.focus()
    },
  }
}

const People = ({
  people,
  count,
  decide,
}: {
  people: readonly Person[]
  count: number
  decide: Decide
}) => {
  const { t } = useTranslation('suggestions')
  const formats = useFormats()
  const list = useRef<HTMLUListElement>(null)
  const rows = useRows(list, people)
  const clear = people.filter(({ namesakes }) => namesakes.length === 0)
  const undecided = people.length - clear.length
  const rest = count - people.length
  const say = (key: 'undecided' | 'rest', n: number): string =>
    n === 0 ? '' : t(key, { count: n, number: formats.number(n) })
  return (
    <>
      <ul ref={list} className={classes.people} aria-label={t('list')} {...rows}>
        {people.map((person) => (
          <PersonLine key={person.address} person={person} decide={decide} />
        ))}
      </ul>
      <div className={classes.foot}>
        <span className={classes.said}>
          {joinSentences([say('undecided', undecided), say('rest', rest), t('kept')])}
        </span>
        {clear.length > 1 && (
          <Button variant="default" onClick={() => void decide.add(clear)}>
            {t('addAll', { count: clear.length, number: formats.number(clear.length) })}
          </Button>
        )}
      </div>
    </>
  )
}

/** A quiet line about people the owner writes to who are no contacts; nothing where there are none. */
export const Suggestions = () => {
  const { t } = useTranslation('suggestions')
  const formats = useFormats()
  const [isOpen, setOpen] = useState(false)
  const decide = useDecide()
  const found = useApiQuery('suggestions.list', { limit: shown }).data
  if (found === undefined || found.count === 0) return null
  return (
    <section>
      <div className={classes.line}>
        <IconUserPlus className={classes.icon} size={15} stroke={1.6} aria-hidden="true" />
        <span role="status">
          {t('found', { count: found.count, number: formats.number(found.count) })}
        </span>
        <TextButton isStrong aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'hide' : 'show')}
        </TextButton>
      </div>
      {isOpen && <People people={found.people} count={found.count} decide={decide} />}
    </section>
  )
}
