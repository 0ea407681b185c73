import type { Ranges } from '#renderer/ui/highlight.tsx'
import type { CommandId } from '#shared/commands.ts'
import type { Output } from '#shared/contract/index.ts'

/** What the host found for a text. */
export type Found = Output<'search.everywhere'>
/** A person or company as the palette lists it. */
export type FoundContact = Found['contacts'][number]
/** A note or log entry in which the text was found. */
export type FoundNote = Found['notes'][number]

/** One line of the palette. */
export type PaletteItem =
  | { readonly kind: 'contact'; readonly key: string; readonly found: FoundContact }
  | { readonly kind: 'note'; readonly key: string; readonly note: FoundNote }
  | { readonly kind: 'new-contact'; readonly key: string; readonly name: string }
  | {
      readonly kind: 'command'
      readonly key: string
      readonly command: CommandId
      readonly label: string
      readonly ranges: Ranges
      readonly keys: string | undefined
    }

/** A group of lines under a heading; empty groups are left out. */
export interface PaletteGroup {
  readonly id: 'people' | 'recent' | 'do' | 'notes' | 'go'
  readonly items: readonly PaletteItem[]
}

/** A command the palette may offer: with its words and other words it is found by. */
export interface Offer {
  readonly command: CommandId
  readonly label: string
  /** Other words and, in Chinese, the pinyin of the label's syllables. */
  readonly aliases: string
  readonly keys: string | undefined
  readonly isPlace: boolean
}

const startsOfWords = (text: string): readonly number[] =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => match.index)

const initialsMatch = (aliases: string, wanted: string): boolean =>
  aliases.split(',').some((alias) =>
    alias
      .trim()
      .split(/\s+/)
      .map((word) => word[0] ?? '')
      .join('')
      .startsWith(wanted),
  )

/** Where a label matches the typed text: ranges, an empty list for an alias, null for nowhere. */
export const matchLabel = (label: string, aliases: string, typed: string): Ranges | null => {
  const wanted = typed.trim().toLocaleLowerCase()
  if (wanted === '') return []
  const text = label.toLocaleLowerCase()
  const isHan = /\p{Script=Han}/u.test(wanted)
  const at = isHan
    ? text.indexOf(wanted)
    : (startsOfWords(text).find((start) => text.startsWith(wanted, start)) ?? -1)
  if (at >= 0) return [[at, at + wanted.length]]
  const others = aliases.toLocaleLowerCase()
  const isAlias = startsOfWords(others).some(
    (start) =>
      others.startsWith(wanted, start) ||
      others.slice(start).replaceAll(' ', '').startsWith(wanted),
  )
  return isAlias || initialsMatch(others, wanted) ? [] : null
}

const commandItems = (offers: readonly Offer[], typed: string): readonly PaletteItem[] =>
  offers.flatMap((offer): PaletteItem[] => {
    const ranges = matchLabel(offer.label, offer.aliases, typed)
    if (ranges === null) return []
    const { command, label, keys } = offer
    return [{ kind: 'command', key: command, command, label, ranges, keys }]
  })

/** The groups of the palette in their order; those without lines are left out. */
export const paletteGroups = (facts: {
  readonly typed: string
  readonly found: Found | undefined
  readonly recent: Output<'search.recent'>['contacts']
  readonly offers: readonly Offer[]
}): readonly PaletteGroup[] => {
  const { typed, found, recent, offers } = facts
  const name = typed.trim()
  const isEmpty = name === ''
  const people: readonly PaletteItem[] = isEmpty
    ? recent.map((contact) => ({
        kind: 'contact',
        key: `contact-${contact.id}`,
        found: { contact, match: { field: 'name', text: '', ranges: [], nameRanges: [] } },
      }))
    : (found?.contacts ?? []).map((line) => ({
        kind: 'contact',
        key: `contact-${line.contact.id}`,
        found: line,
      }))
  const acts = offers.filter((offer) => !offer.isPlace)
  const places = offers.filter((offer) => offer.isPlace)
  const newContact: readonly PaletteItem[] = isEmpty
    ? []
    : [{ kind: 'new-contact', key: 'new-contact', name }]
  const notes: readonly PaletteItem[] = isEmpty
    ? []
    : (found?.notes ?? []).map((note, index) => ({
        kind: 'note',
        key: `note-${note.activityId ?? `contact-${note.contactId}`}-${index}`,
        note,
      }))
  const groups: readonly PaletteGroup[] = [
    { id: isEmpty ? 'recent' : 'people', items: people },
    { id: 'do', items: [...commandItems(acts, typed), ...newContact] },
    { id: 'notes', items: notes },
    { id: 'go', items: commandItems(places, typed) },
  ]
  return groups.filter((group) => group.items.length > 0)
}
