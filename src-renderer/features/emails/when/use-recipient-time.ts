import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { timeZoneName } from '#renderer/ui/place-names.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { wallOf } from '#shared/domain/time.ts'
import { zoneOfPerson } from '#shared/domain/zone-of-person.ts'

/** The clock of a recipient, where it is certain and may show something else than the owner's. */
export interface RecipientTime {
  /** What their time is called: China Standard Time. */
  readonly zone: string
  /** What their clock shows: 15:00, with the day when it is another; null when it is the same. */
  there(instant: number): string | null
}

const nobody = 0 as ContactId // Never asked for.

/** The clock of a contact; null for one in the owner's zone, and where it is not known. */
export const useRecipientTime = (contactId: ContactId | null): RecipientTime | null => {
  const formats = useFormats()
  const own = useViewLocale((locale) => locale.zone)
  const answer = useApiQuery(
    'contacts.get',
    { id: contactId ?? nobody },
    { enabled: contactId !== null },
  )
  if (answer.data === undefined) return null
  const { timeZone, addresses } = answer.data
  const country = addresses.find((address) => address.country !== null)?.country ?? null
  const zone = zoneOfPerson({ timeZone, country })
  if (zone === null || zone === own) return null
  return {
    zone: timeZoneName(zone, formats.language),
    there: (instant) => {
      const [here, there] = [wallOf(instant, own), wallOf(instant, zone)]
      if (here.day === there.day) return here.time === there.time ? null : there.time
      return `${formats.day(there.day, 'weekday')} ${there.time}`
    },
  }
}
