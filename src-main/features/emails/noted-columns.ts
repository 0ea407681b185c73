/** What may be noted about an e-mail address of a contact: each a bit of `Recipient.noted`. */
export const noted = {
  /** The contact is not to be contacted, or somebody else who has the address. */
  doNotContact: 1,
  /** The address is known not to work with this contact. */
  isInvalid: 2,
  /** It wants no mail, with whomever that is noted. */
  hasOptedOut: 4,
  /** Nor did a contact who had it and lies in the bin. */
  hasWishInBin: 8,
} as const

type Note = keyof typeof noted

/** Whether two addresses are the same one, however each is written. */
export const isSameAddress = (one: string, other: string): string =>
  `lower(trim(${one})) = lower(trim(${other}))`

/** Whether a contact point `n` with the e-mail address of another, whose it is, fits a condition. */
const anywhere = (index: string, point: string, condition: string): string => `exists (
  select 1 from contact_points n indexed by ${index}
    where n.kind = 'email' and n.normalized = ${point}.normalized and ${condition})`

/** Whether it is noted that an e-mail address wants no mail, with whomever. */
export const wishesNoMail = (point: string): string =>
  `(${point}.opted_out = 1 or ${anywhere('contact_points_opted_out', point, 'n.opted_out = 1')})`

/**
 * What is noted about a row of `contact_points`, an e-mail address: the one place where that is
 * said, for the composer, the outbox and the contact's page.
 */
const notesOf = (point: string): Readonly<Record<Note, string>> => ({
  // One person may be known twice.
  doNotContact: anywhere(
    'contact_points_normalized',
    point,
    `exists (select 1 from contacts x indexed by contacts_left_alone
      where x.id = n.contact_id and x.do_not_contact = 1)`,
  ),
  isInvalid: `${point}.is_invalid = 1`,
  hasOptedOut: wishesNoMail(point),
  // `+` takes the column's affinity away, without which the index of lost addresses is not used.
  hasWishInBin: `exists (select 1 from wishes_in_bin w where w.address = +${point}.normalized)`,
})

const bitsOf = (point: string, any: (condition: string) => string): string =>
  Object.entries(notesOf(point))
    // The names are those of the bits.
    .map(([note, condition]) => `${noted[note as Note]} * ${any(condition)}`)
    .join(' + ')

/** `Recipient.noted` of a contact `c` at one e-mail address `p` of theirs. */
export const notedAtPoint = `c.do_not_contact * ${noted.doNotContact} | (${bitsOf('p', (note) => `(${note})`)})`

/** `Recipient.noted` of a contact `c` at an address, as it was entered, which may be none of theirs. */
export const notedAt = (address: string): string => `c.do_not_contact * ${noted.doNotContact} |
  coalesce((select ${bitsOf('q', (note) => `max(${note})`)} from contact_points q
    where q.contact_id = c.id and q.kind = 'email' and ${isSameAddress('q.raw', address)}), 0)`
