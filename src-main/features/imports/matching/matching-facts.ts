/** Bits of `import_rows.taken`: single facts that the row brings to its contact. */
export const takenBits = {
  given_name: 1,
  family_name: 2,
  nickname: 4,
  job_title: 8,
  stage: 16,
  source: 32,
  language: 64,
  company: 128,
  /** Of a contact that was only called by its e-mail, or whose name is overwritten. */
  name: 256,
  importance: 512,
  preferred_channel: 1024,
  time_zone: 2048,
  /** Only ever set: no file lifts it. */
  do_not_contact: 4096,
} as const

/** Whether a row says anything of a single fact. */
export const says = (column: keyof typeof takenBits): string =>
  column === 'name'
    ? 'r.is_named'
    : column === 'do_not_contact'
      ? 'coalesce(r.do_not_contact, 0)'
      : `r.${column} is not null`

/** Facts of which a contact may have several, each staged in a table of its own. */
export const lists = [
  'points',
  'addresses',
  'dates',
  'tags',
  'notes',
  'values',
  'suppressions',
] as const

/** A row's own e-mails and phones; the planner would rather read all of a kind. */
export const ownPoints = 'import_points p indexed by import_points_n'

/** How a row was found that has no e-mail or phone in common. */
export const byName = 'name-and-company'

/** Whether the owner called a row `r` a person of its own, or not the one whose id or row is given. */
export const isCalledDifferent = (who: 'contact_id' | 'other_row', id: string): string =>
  `exists(select 1 from import_decisions d_ where d_.n = r.n and d_.verdict = 'different'
    and (d_.contact_id is null and d_.other_row is null or d_.${who} = ${id}))`

/** Whether a contact `c` has nothing in a column. */
export const blank = (column: string): string => `coalesce(c.${column}, '') = ''`

/**
 * Whether a contact `c` is only called by its e-mail or phone; as `isCalledByPoint` says it. A
 * number that is no phone of theirs, an amount for example, is what somebody put as their name.
 */
export const isNameless = `((instr(c.display_name, '@') > 0 or c.display_name glob '[+(0-9]*'
    and exists(select 1 from contact_points o_ where o_.contact_id = c.id and o_.raw = c.display_name))
  and kith_is_called_by_point(c.display_name))`

const samePart = (column: string): string =>
  `(i.${column} is null or lower(a.${column}) = lower(i.${column}))`

const addressParts = ['street', 'extended', 'city', 'region', 'postal_code', 'country']

/** Whether a custom value of a contact says what the staged one does. */
const sameValue = (alias: string): string => `(${alias}.text_value is i.text_value
  and ${alias}.number_value is i.number_value and ${alias}.integer_value is i.integer_value
  and ${alias}.currency is i.currency)`

/** One name on Instagram and on X are two; a service that says nothing may be any. */
const isSameService = `(i.kind in ('email', 'phone') or c_.service is i.service
  or coalesce(i.service, 'other') in ('other', 'website')
  or coalesce(c_.service, 'other') in ('other', 'website'))`

/** Whom a wish binds is asked by the contact's permanent name. */
const uidOf = (contact: string): string =>
  `(select u_.uid from contacts u_ where u_.id = ${contact})`

/** SQL that finds the staged fact `i` at a contact; the argument is SQL for the contact's id. */
export const isThere: Readonly<Record<(typeof lists)[number], (contact: string) => string>> = {
  points: (contact) => `select 1 from contact_points c_ where c_.contact_id = ${contact}
    and c_.kind = i.kind and coalesce(c_.normalized, lower(c_.raw)) = i.key and ${isSameService}`,
  addresses: (contact) => `select 1 from addresses a where a.contact_id = ${contact}
    and ${addressParts.map(samePart).join(' and ')}`,
  dates: (contact) => `select 1 from important_dates d where d.contact_id = ${contact}
    and d.kind = i.kind and (i.kind <> 'other' or d.label is i.label)`,
  tags: (contact) => `select 1 from contact_tags m cross join tags t on t.id = m.tag_id
    where m.contact_id = ${contact} and t.name = i.name collate nocase`,
  notes: (contact) => `select 1 from contacts n_ where n_.id = ${contact}
    and instr(char(10) || n_.notes || char(10), char(10) || i.text || char(10))`,
  values: (contact) => `select 1 from import_fields f_ cross join custom_values v_
    on v_.contact_id = ${contact} and v_.field_id = f_.field_id
    where f_.ref = i.ref and ${sameValue('v_')}`,
  // A wish counts beside what is known of the address alone.
  suppressions: (contact) => `select 1 from import_suppressed s_
    where s_.address = i.address and s_.contact_uid = '' and s_.reason is not null
      and (i.reason = 'hard-bounce' or s_.reason <> 'hard-bounce' and (not i.is_bound
        or exists(select 1 from import_suppressed b_
          where b_.address = i.address and b_.contact_uid = ${uidOf(contact)})))`,
}
