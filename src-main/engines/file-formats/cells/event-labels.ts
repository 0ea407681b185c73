/** A day of somebody's year with a name: a birthday has one only where the owner gave it one. */
interface NamedDay {
  readonly kind: 'birthday' | 'anniversary' | 'other'
  readonly label: string | null
}

const words = { birthday: 'Birthday', anniversary: 'Anniversary', other: 'Other' } as const
const kindFirst = /^(?<word>Birthday|Anniversary|Other)(?:: (?<label>.+))?$/su
const kinds: Readonly<Record<string, NamedDay['kind']>> = {
  Birthday: 'birthday',
  Anniversary: 'anniversary',
}

/**
 * What Kith's own export calls a day, so that `readEventLabel` says the same of it: `Anniversary`,
 * `Anniversary: Wedding`, `First lesson`, `Other: Anniversary`.
 */
export const eventLabel = ({ kind, label }: NamedDay): string => {
  if (kind === 'other' && label !== null && !kindFirst.test(label)) return label
  return label === null ? words[kind] : `${words[kind]}: ${label}`
}

/** The day that `eventLabel` called so. */
export const readEventLabel = (text: string): NamedDay => {
  const { word, label = null } = kindFirst.exec(text)?.groups ?? {}
  return word === undefined
    ? { kind: 'other', label: text }
    : { kind: kinds[word] ?? 'other', label }
}
