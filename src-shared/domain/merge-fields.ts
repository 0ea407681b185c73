/**
 * The facts a mail can name, as they stand in its text: `{{ contact.city | default: "town" }}`.
 *
 * - `contact.given_name`: the nickname, else the given name; for a name in Han characters the whole
 *   name, as Chinese is addressed.
 * - `contact.known_for`: how long since the first contact, in words of the mail's language.
 * - `me.…`: the owner and the business of the settings.
 */
export const mergeFields = [
  'contact.given_name',
  'contact.family_name',
  'contact.name',
  'contact.company',
  'contact.job_title',
  'contact.city',
  'contact.known_for',
  'me.name',
  'me.business',
] as const

/** One of the facts a mail can name. */
export type MergeField = (typeof mergeFields)[number]
