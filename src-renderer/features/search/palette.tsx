import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { runCommand } from '#renderer/ui/commands/command-store.ts'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import classes from './palette.module.css'
import { type PaletteGroup, type PaletteItem, paletteGroups } from './palette-items.ts'
import { PaletteLine } from './palette-line.tsx'
import { useOffers } from './use-offers.ts'

const shownRecent = 6
const shownFound = 8

interface Groups {
  readonly groups: readonly PaletteGroup[]
  readonly hasMore: boolean
  /** False while the lines still answer an earlier text. */
  readonly isAnswered: boolean
}

const useGroups = (typed: string): Groups => {
  const text = useDeferredValue(typed.trim())
  const found = useApiQuery(
    'search.everywhere',
    { text, limit: shownFound },
    { enabled: text !== '', keepPrevious: true },
  )
  const recent = useApiQuery('search.recent', { limit: shownRecent })
  const offers = useOffers()
  const groups = paletteGroups({
    typed,
    found: text === '' ? undefined : found.data,
    recent: recent.data?.contacts ?? [],
    offers,
  })
  const isFound = text === '' || found.isError || (found.isSuccess && !found.isPlaceholderData)
  return {
    groups,
    hasMore: text !== '' && found.data?.hasMore === true,
    isAnswered: text === typed.trim() && isFound,
  }
}

const useChoose = (onClose: () => void): ((item: PaletteItem) => void) => {
  const navigate = useNavigate()
  return (item) => {
    onClose()
    switch (item.kind) {
      case 'contact':
      case 'note': {
        const id = item.kind === 'contact' ? item.found.contact.id : item.note.contactId
        void navigate({ to: '/contacts/$contactId', params: { contactId: String(id) } })
        return
      }
      case 'new-contact':
        void navigate({ to: '/contacts', search: { isNew: true, name: item.name } })
        return
      case 'command':
        runCommand(item.command)
    }
  }
}

const PaletteFoot = () => {
  const { t } = useTranslation('search')
  return (
    <div className={classes.foot} aria-hidden="true">
      <span className={classes.hint}>
        <KeyCap keys="ArrowUp" />
        <KeyCap keys="ArrowDown" />
        {t('choose')}
      </span>
      <span className={classes.hint}>
        <KeyCap keys="Enter" />
        {t('open')}
      </span>
      <span>{t('whatIsSearched')}</span>
    </div>
  )
}

const PaletteContent = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const { t } = useTranslation('search')
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [chosenKey, setChosenKey] = useState<string | null>(null)
  /** Enter came before the answer. */
  const isAwaited = useRef(false)
  const { groups, hasMore, isAnswered } = useGroups(typed)
  const choose = useChoose(onClose)
  const items = groups.flatMap((group) => group.items)
  const wanted = items.findIndex((item) => item.key === chosenKey)
  // What was found comes before the offer to make somebody of that name.
  const first = items.findIndex((item) => item.kind !== 'new-contact')
  const index = Math.max(wanted >= 0 ? wanted : first, 0)
  const chosen = items[index]
  const lineId = (item: PaletteItem): string => `${listId}-${item.key}`

  const chosenId = chosen === undefined ? undefined : lineId(chosen)
  useEffect(() => {
    if (chosenId !== undefined) {
      document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest' })
    }
  }, [chosenId])

  // Whoever types a name and presses Enter at once means the person, not the lines of before.
  useEffect(() => {
    if (!isOpen || !isAwaited.current || !isAnswered || chosen === undefined) return
    isAwaited.current = false
    choose(chosen)
  }, [isOpen, isAnswered, chosen, choose])

  const handleKeyDown = (event: KeyboardEvent): void => {
    // It fades away: keys mean nothing here any more.
    if (!isOpen) return
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }
    const step = steps[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setChosenKey(items[(index + step + items.length) % items.length]?.key ?? null)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (!isAnswered && wanted < 0) isAwaited.current = true
      else if (chosen !== undefined) choose(chosen)
    }
  }
  return (
    <>
      <div className={classes.inputRow}>
        <IconSearch size={19} stroke={1.6} aria-hidden="true" />
        <input
          className={classes.input}
          role="combobox"
          aria-label={t('label')}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={chosenId}
          aria-autocomplete="list"
          placeholder={t('placeholder')}
          autoComplete="off"
          spellCheck={false}
          // The palette was just opened to type in it; the first letter must not be lost.
          autoFocus
          data-autofocus
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setChosenKey(null)
            isAwaited.current = false
          }}
          onKeyDown={handleKeyDown}
        />
        <KeyCap keys="Escape" />
      </div>
      <div className={classes.list} id={listId} role="listbox" aria-label={t('results')}>
        {groups.map((group) => (
          <div key={group.id} role="group" aria-label={t(`groups.${group.id}`)}>
            <div className={classes.heading} aria-hidden="true">
              {t(`groups.${group.id}`)}
            </div>
            {group.items.map((item) => (
              <PaletteLine
                key={item.key}
                item={item}
                id={lineId(item)}
                isChosen={item === chosen}
                onHover={() => setChosenKey(item.key)}
                onChoose={() => choose(item)}
              />
            ))}
            {hasMore && group.id === 'people' && <div className={classes.none}>{t('more')}</div>}
          </div>
        ))}
      </div>
      <PaletteFoot />
    </>
  )
}

/** Search and do from anywhere: people, acts, notes, places; all by keyboard. */
export const Palette = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const { t } = useTranslation('search')
  // Opened again while it fades away it starts afresh.
  const [opening, setOpening] = useState({ isOpen, turn: 0 })
  if (opening.isOpen !== isOpen) {
    setOpening({ isOpen, turn: isOpen ? opening.turn + 1 : opening.turn })
  }
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size={660}
      yOffset="var(--kith-dialog-top)"
      lockScroll={false}
      transitionProps={{ duration: 180, transition: 'fade', timingFunction: 'ease-out' }}
    >
      <Modal.Overlay color="var(--kith-scrim)" backgroundOpacity={1} />
      <Modal.Content
        aria-label={t('label')}
        data-fading={!isOpen || undefined}
        radius="xl"
        shadow="xl"
        // The names exist in the style sheet beside this file.
        className={classes.content ?? ''}
      >
        <Modal.Body className={classes.body ?? ''}>
          <PaletteContent key={opening.turn} isOpen={isOpen} onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
