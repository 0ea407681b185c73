/** A day of somebody's year that is no birthday. */
interface NamedDay {
  readonly kind: 'anniversary' | 'other'
  readonly label: string | null
}

const kindFirst = /^(?<word>Anniversary|Other)(?:: (?<label>.+))?$/u

/**
 * What Kith's own export calls a day, so that `readEventLabel` says the same of it: `Anniversary`,
 * `Anniversary: Wedding`, `First lesson`, `Other: Anniversary`.
 */
export const eventLabel = ({ kind, label }: NamedDay): string => {
  if (kind === 'other' && label !== null && !kindFirst.test(label)) return label
  const word = kind === 'anniversary' ? 'Anniversary' : 'Other'
  return label === null ? word : `${word}: ${label}`
}

/** The day that `eventLabel` called so. */
export const readEventLabel = (text: string): NamedDay => {
  const { word, label = null } = kindFirst.exec(text)?.groups ?? {}
  if (word === undefined) return { kind: 'other', label: text }
  return { kind: word === 'Anniversary' ? 'anniversary' : 'other', label }
}
