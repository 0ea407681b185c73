import {
  type Icon,
  IconArrowRight,
  IconDatabaseExport,
  IconFileImport,
  IconHelp,
  IconHistory,
  IconLanguage,
  IconMoon,
  IconNote,
  IconSettings,
  IconStethoscope,
  IconSun,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { Highlight } from '#renderer/ui/highlight.tsx'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import type { CommandId } from '#shared/commands.ts'
import classes from './palette.module.css'
import type { FoundContact, FoundNote, PaletteItem } from './palette-items.ts'

const commandIcons: Readonly<Partial<Record<CommandId, Icon>>> = {
  'contacts.new': IconUserPlus,
  'imports.start': IconFileImport,
  'backups.create': IconDatabaseExport,
  'help.open': IconHelp,
  'help.diagnostics': IconStethoscope,
  'theme.toggle': IconMoon,
  'language.toggle': IconLanguage,
  'go.today': IconSun,
  'go.contacts': IconUsers,
  'go.history': IconHistory,
  'go.settings': IconSettings,
}

const dot = ' · '

const ContactDetail = ({ found }: { found: FoundContact }) => {
  const { t } = useTranslation('search')
  const formats = useFormats()
  const { contact, match } = found
  const parts: ReactNode[] = []
  if (match.field !== 'name' && match.text !== '') {
    parts.push(<Highlight text={match.text} ranges={match.ranges} />)
  }
  if (contact.kind === 'company') parts.push(t('company'))
  else if (contact.company !== null && match.field !== 'company') parts.push(contact.company.name)
  if (contact.nextStep !== null) {
    parts.push(t('nextStep', { day: formats.day(contact.nextStep.dueDay, 'weekday') }))
  } else if (contact.lastContactAt !== null) {
    parts.push(formats.relativeDay(formats.dayOf(contact.lastContactAt)))
  }
  return parts.map((part, index) => (
    // The parts of one line have a fixed order.
    <Fragment key={index}>
      {index > 0 && dot}
      {part}
    </Fragment>
  ))
}

const NoteWords = ({ note }: { note: FoundNote }) => {
  const { t } = useTranslation('search')
  const formats = useFormats()
  const where =
    note.day === null
      ? note.contactName
      : t('noteOf', { name: note.contactName, day: formats.day(note.day) })
  return (
    <>
      <Highlight text={note.snippet} ranges={note.ranges} />
      <span className={classes.detail}>{where}</span>
    </>
  )
}

const lineIcon = (item: PaletteItem): ReactNode => {
  if (item.kind === 'contact') {
    const { displayName, kind } = item.found.contact
    return <Avatar name={displayName} company={kind === 'company'} />
  }
  const LineIcon =
    item.kind === 'note'
      ? IconNote
      : item.kind === 'new-contact'
        ? IconUserPlus
        : (commandIcons[item.command] ?? IconArrowRight)
  return (
    <span className={classes.icon}>
      <LineIcon size={17} stroke={1.6} aria-hidden="true" />
    </span>
  )
}

const LineWords = ({ item }: { item: PaletteItem }) => {
  const { t } = useTranslation('search')
  switch (item.kind) {
    case 'contact':
      return (
        <>
          <span className={classes.name}>
            <Highlight text={item.found.contact.displayName} ranges={item.found.match.nameRanges} />
          </span>
          <span className={classes.detail}>
            <ContactDetail found={item.found} />
          </span>
        </>
      )
    case 'note':
      return <NoteWords note={item.note} />
    case 'new-contact':
      return t('newContact', { name: item.name })
    case 'command':
      return <Highlight text={item.label} ranges={item.ranges} />
  }
}

/** One line of the palette: who or what, why it was found, and its key. */
export const PaletteLine = ({
  item,
  id,
  isChosen,
  onChoose,
  onHover,
}: {
  item: PaletteItem
  id: string
  isChosen: boolean
  onChoose: () => void
  onHover: () => void
}) => {
  const keys = isChosen ? 'Enter' : item.kind === 'command' ? item.keys : undefined
  return (
    // The keys of the list are handled by its text field, which keeps the focus.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={classes.item}
      onMouseMove={onHover}
      onClick={onChoose}
    >
      {lineIcon(item)}
      <span className={classes.words}>
        <LineWords item={item} />
      </span>
      {keys !== undefined && <KeyCap keys={keys} />}
    </div>
  )
}
