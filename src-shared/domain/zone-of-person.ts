import { isZone, offsetAt } from './time.ts'

/** The law knows one, whatever clocks there show. */
const official: Readonly<Record<string, string>> = { CN: 'Asia/Shanghai' }

/** A winter and a summer: zones that agree then agree always. */
const seasons = [Date.UTC(2027, 0, 15), Date.UTC(2027, 6, 15)]

// Newer than the types of the language.
interface Region extends Intl.Locale {
  readonly getTimeZones?: () => readonly string[] | undefined
}

const zonesOf = (country: string): readonly string[] => {
  if (!/^[A-Z]{2}$/u.test(country)) return []
  const region: Region = new Intl.Locale(`und-${country}`)
  return region.getTimeZones?.() ?? []
}

const readZone = (country: string): string | null => {
  const known = official[country]
  if (known !== undefined) return known
  const zones = zonesOf(country)
  const [first] = zones
  if (first === undefined) return null
  const isOne = seasons.every((at) => new Set(zones.map((zone) => offsetAt(at, zone))).size === 1)
  return isOne ? first : null
}

const zoneByCountry = new Map<string, string | null>()

/** The zone of a country where all clocks show the same, summer and winter; else null. */
const zoneOfCountry = (country: string): string | null => {
  const known = zoneByCountry.get(country)
  if (known !== undefined) return known
  const zone = readZone(country)
  zoneByCountry.set(country, zone)
  return zone
}

/**
 * The IANA zone in which somebody lives, where it is certain: the one that was noted, else that of
 * their country when it has but one. Null where it is not known.
 */
export const zoneOfPerson = (place: {
  readonly timeZone: string | null
  /** ISO 3166 code. */
  readonly country: string | null
}): string | null => {
  if (place.timeZone !== null && isZone(place.timeZone)) return place.timeZone
  return place.country === null ? null : zoneOfCountry(place.country)
}
